"""Words that ways to other pages are made of, in any order: data for `links`, folded.

"Also worth reading", "Our other articles", "You may enjoy these": a word that points on together with one for what
can be read, or with the reader. Neither kind alone says anything; the titles behind or below must be far as well.
"""

from __future__ import annotations

POINTING = frozenset(
    # English
    "also more next other further related similar recommended recommendation suggested suggestion must worth "
    "latest popular trending top miss missed like love enjoy interest interested interesting useful "
    "helpful continue keep handpicked picked picks selected elsewhere previous recent discover explore hot "
    # German, Dutch, Scandinavian, Finnish
    "auch mehr weitere weiterer weiteres andere anderen ähnliche ähnlicher passend passende verwandte empfohlen "
    "empfohlene empfehlung empfehlungen interessant interessante interessieren beliebt beliebte beliebteste neueste "
    "ebenfalls außerdem lesenswert ook meer verder andere gerelateerd gerelateerde aanbevolen leuk populair "
    "också även mer fler andra relaterade rekommenderas liknande gillar populärt også flere andre relaterte relaterede "
    "anbefalt anbefalet lignende liker myös lisää muita suositeltu kiinnostaa suosittua "
    # Romance
    "aussi également plus autres autre encore suivant suivants similaires recommandé recommandés découvrir découvrez "
    "intéresser populaires aimer aimerez manquer también más otros otras otro otra además relacionado relacionados "
    "relacionada relacionadas recomendado recomendados siguiente interesar interese gustar gustará pierdas también "
    "também mais outros outras outro outra ainda recomendado relacionadas gostar interessar perca confira anche altri "
    "altre altro più ancora correlati correlato consigliato consigliati interessare piacere perdere și mai alte alt "
    "recomandat recomandate similare asemenea "
    # Slavic, Baltic, Hungarian
    "też także również więcej inne inny polecamy polecane podobne warto zainteresuje zainteresować także také další "
    "více jiné související doporučujeme podobné zajímat tiež ďalšie viac súvisiace odporúčame zaujať također još više "
    "druge slično preporučujemo također takođe takoj tudi več также тоже ещё еще больше другие другая похожие "
    "рекомендуем интересно советуем популярное також ще більше інші схожі рекомендуємо цікаво зацікавити също още "
    "други подобни препоръчваме és még további hasonló kapcsolódó ajánlott ajánljuk érdekelheti "
    # Greek, Turkish, Asian
    "επίσης ακόμα ακόμη περισσότερα άλλα σχετικά προτεινόμενα ενδιαφέρει ayrıca daha diğer benzer ilgili önerilen "
    "ilginizi çekebilir juga lainnya lain terkait serupa pilihan menarik terbaru thêm khác liên quan tương tự cũng "
    # Arabic, Persian, Hebrew, Hindi
    "أيضا أيضاً المزيد أخرى اخرى مشابهة ذات يهمك تهمك همچنین بیشتر دیگر مرتبط مشابه پیشنهادی گם עוד נוספים נוספות נוספת "
    "דומים מומלצים מומלץ גם भी और अन्य संबंधित अधिक".split()
)
"""Words that point on."""

PAGES = frozenset(
    "article articles post posts story stories blog blogs read reads reading column columns "
    "artikel artikels beitrag beiträge lesen lies lest lesetipp artikelen lees lezen leestip artiklar läs läsa "
    "inlägg artikler les lese læs læse innlegg indlæg saker lue lukea artikkeli artikkelit juttuja "
    "lire lisez lecture lectures billet billets dossier dossiers artículo artículos leer lee lea lectura lecturas "
    "entradas notas artigo artigos ler leia leitura matéria matérias articolo articoli leggere leggi leggete lettura "
    "articol articole citește citiți citeste "
    "artykuł artykuły czytaj przeczytaj czytania wpis wpisy lektura článek články čtěte přečtěte článok "
    "čítajte prečítajte članak članci pročitajte pročitaj čitajte članek preberite статья статьи статью статей читайте "
    "читать прочитать прочитайте материалы материал стаття статті статтю прочитати матеріали статия статии прочетете "
    "cikk cikkek olvass olvassa olvasd olvasnivaló straipsniai skaitykite "
    "άρθρο άρθρα διαβάστε διάβασε yazı yazılar yazılarımız okuyun oku makale makaleler haberler "
    "baca bacaan simak tulisan đọc viết xem bài "
    "اقرأ اقرئي مقال مقالات المقالات قراءة بخوانید بخوان مقاله مقالات مطالب קראו קרא כתבה כתבות מאמרים לקריאה "
    "पढ़ें पढ़िए लेख खबरें".split()
)
"""Words for what can be read elsewhere, and for reading it."""

READERS = frozenset(
    "you your you'll you'd you’d you’ll our us dir dich ihnen euch unsere unserem uns je jij ons onze dig du deg vår "
    "våra vous nos notre te tu nuestros nuestras nuestro você nossos nossas nosso ti vi nostri nostre nostro ci ciebie "
    "nasze nasz wam naszym vám vás naše náš naši vas naši вам вас наши наша наші sizin size sizi bizim anda "
    "kami "
    "bạn لك لكم شما ما לכם שלנו आपको आपके हमारे".split()
)
"""The reader and the site."""

UNSPACED = (
    "あわせて", "合わせて", "こちらも", "関連", "おすすめ", "もっと", "延伸", "相关", "相關", "推荐", "推薦", "更多",
    "还喜欢", "관련", "함께", "더 보기", "추천", "เกี่ยวข้อง", "เพิ่มเติม", "แนะนำ",
)  # fmt: skip
"""Parts of such phrases in scripts without blanks, where one is enough before a separator."""
