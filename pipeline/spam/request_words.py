"""What readers are asked to do, and with what: data for `prompts`, folded, looked for anywhere in a sentence.

A deed alone or a thing alone asks for nothing ("Add the flour", "the comments below"): only both together do.
"""

from __future__ import annotations

SURE_DEEDS = (
    # English
    "tell us", "let us know", "let me know", "let others know", "subscrib", "sign up", "follow us", "follow me",
    "hit follow", "share this", "share it", "share your", "share the post", "pass it on", "pass this on",
    "spread the word", "hear from you", "hear your", "read your", "tell your friends", "bookmark this",
    "bookmark our", "support our", "support us", "join the conversation", "join the discussion", "join our",
    "give it a share", "tag a friend", "leave a", "drop it", "drop us", "drop a", "send it to", "comment below",
    "hit like", "hit that", "smash that", "smash the", "pin this", "pin it", "save this post", "save it for later",
    "send this to", "retweet", "repost", "like us on", "find us on", "join us on", "sound off", "weigh in",
    "chime in", "share with", "pass along", "be the first to know", "get notified", "turn on notifications",
    # German, Dutch, Scandinavian
    "schreib", "teilt ", "teile ", "teilen sie", "abonnier", "verratet", "verrate uns", "sag uns", "sagt uns",
    "lasst uns", "lass uns", "hinterlass", "folgt uns", "folge uns", "folgen sie uns", "erzähl", "deel ", "laat het",
    "laat ons", "schrijf", "abonneer", "volg ons", "vertel", "dela ", "skriv ", "berätta", "följ oss", "prenumerera",
    "del ", "fortæl", "følg os", "følg oss", "fortell", "abonner", "kerro", "jaa ", "seuraa", "tilaa", "kirjoita",
    # Romance
    "partagez", "partage-", "partage ", "le partager", "dites-", "dis-nous", "racontez", "abonnez", "laissez",
    "suivez-nous", "écrivez", "donnez votre avis", "cuéntanos", "cuenta ", "comparte",
    "compártel", "déjanos", "deja tu",
    "suscríb", "síguenos", "dinos", "escribe", "compartilh", "partilh", "conte ", "conta pra", "deixe", "inscreva",
    "subscreva", "siga-nos", "siga o", "escreva", "diga-nos", "condivid", "scriv", "raccont", "fatecelo sapere",
    "faccelo sapere", "facci sapere", "fateci sapere", "iscriv", "seguici", "lascia", "dicci", "spune-ne",
    "spuneți-ne", "distribui", "scrie", "abonează", "lasă", "urmăreș",
    # Slavic, Baltic
    "напиш", "подел", "подпиш", "подписыва", "расскаж", "остав", "следите за", "ставьте", "поділ", "підпиш",
    "підписуй", "розкаж", "залиш", "podziel", "udostępni", "napisz", "dajcie znać", "daj znać", "zostaw", "obserwuj",
    "zasubskryb", "subskrybuj", "napiš", "sdílej", "podělte", "dejte nám vědět", "sledujte", "odebír", "zdieľaj",
    "dajte nám vedieť", "podijeli", "napišite", "podelite", "pretplat", "javite nam", "сподел", "абонира", "напишете",
    # Greek, Turkish, Hungarian
    "γράψτε", "μοιραστείτε", "πείτε μας", "αφήστε", "εγγραφείτε", "ακολουθήστε", "κοινοποι", "paylaş", "yorum yap",
    "yorumlara", "yorumlarda", "takip ed", "abone ol", "yazın", "yaz ", "írd", "írja", "oszd meg", "ossza meg",
    "mondd el", "kövess", "iratkozz", "feliratkoz",
    # Asian
    "bagikan", "tulis", "tinggalkan", "ikuti kami", "berlangganan", "beri tahu", "kongsikan", "chia sẻ", "để lại",
    "hãy cho", "đăng ký", "theo dõi", "viết ", "シェアして", "お聞かせ", "教えて", "登録", "フォローし", "書いて",
    "コメントして", "分享", "留言", "告诉我们", "告訴我們", "订阅", "訂閱", "关注我们", "评论", "評論", "공유해",
    "알려",
    "남겨", "구독", "들려", "แชร์", "บอกเรา", "แสดงความคิดเห็น", "ติดตาม",
    # Arabic, Hebrew, Persian, Hindi
    "شارك", "اكتب", "أخبر", "اترك", "اشترك", "تابع", "مشاركت", "שתפו", "כתבו", "ספרו", "השאירו",
    "הירשמו", "עקבו", "לשתף",
    "بنویس", "بگذار", "به اشتراک", "دنبال کنید", "साझा", "बताएं", "बताइए", "लिखें", "शेयर कर", "सब्सक्राइब",
)  # fmt: skip
"""What a reader is asked to do, in the imperative where the language has one."""

ANY_DEEDS = (
    *SURE_DEEDS, "write it", "write us", "write a", "write to us", "write your", "share", "leave", "post a", "post it",
    "post your", "add a", "add your", "add it", "like this", "like our", "like and", "send us", "send your", "donat",
    "give us", "hit the", "join us", "join in", "don't forget to", "don’t forget to", "be sure to", "feel free to",
    "enter your", "please consider", "get in on", "consider ", "click the", "click that", "say hi", "say hello",
    "drop them", "ask away", "send them", "stay in the loop", "don’t forget to", "nicht vergessen", "vergiss nicht",
    "vergesst nicht", "vergessen sie nicht", "lass ", "lasst ", "melde dich", "melden sie sich", "vergeet niet",
    "glöm inte", "glem ikke", "n'oubliez pas", "n’oubliez pas", "n'oublie pas", "mets un", "mettez un",
    "no olvides", "no olvide", "dale ", "não se esqueça", "não esqueça", "assine", "curta ", "non dimentica",
    "metti ", "mettete", "не забуд", "ставь", "постав", "делитесь", "daj ", "dajcie ", "nie zapomnij", "nezapomeň",
    "unutmay", "jangan lupa", "đừng quên", "お願い", "忘れ", "别忘", "別忘", "点个", "点赞", "부탁", "눌러", "잊지",
    "تنس", "אל תשכח", "न भूलें",
)  # fmt: skip
"""What a reader is asked to do beside a thing that only requests speak of."""

NARRATION = ("i ", "he ", "she ", "they ", "the ", "it ", "in ", "a ", "his ", "her ", "my ", "there ", "when ")
"""How English sentences begin that tell of requests rather than make one."""

SURE_THINGS = (
    "share button", "like button", "follow button", "subscribe button", "bell icon", "notification bell",
    "the bell", "notifications", "the comments", "e-mail list", "lista de e-mail", "lista de correo", "лайк", "いいね",
    "点赞", "點讚", "좋아요", "lajk", "un like", "ein like", "un j'aime", "un “j’aime”", "mi piace", "notificaciones",
    "notificações", "benachrichtigung", "уведомлени", "powiadomieni", "bildirim", "like, share", "like & share",
    "like và", "like dan", "page facebook", "pagina facebook", "página de facebook", "facebook-seite",
    "buy me a coffee", "buying us a coffee", "buying me a coffee", "our patreon",
    "comment", "newsletter", "mailing list", "email list", "discussion below", "your inbox", "support our",
    "kommentar", "reacties", "reactie", "kommentti", "kommentt", "commentaire", "comentario",
    "comentário", "commenti",
    "commento", "comentariu", "comentarii", "комментари", "коментар", "komentar", "komentář", "komentár", "koment",
    "σχόλι", "yorum", "hozzászólás", "komment", "komentar", "bình luận", "コメント", "评论", "評論", "留言", "댓글",
    "ความคิดเห็น", "تعليق", "تغريد", "תגוב", "نظرات", "دیدگاه", "टिप्पणी", "कमेंट", "infolettre",
    "boletín", "рассылк",
    "розсилк", "hírlevél", "nyhetsbrev", "nyhedsbrev", "uutiskirje", "bülten", "buletin", "メルマガ",
)  # fmt: skip
"""What only a request to readers speaks of."""

ANY_THINGS = (
    *SURE_THINGS, "friend", "below", "this post", "this article", "this story", "this page", "our page", "our site",
    "this site", "this guide", "channel", "social media", "your opinion", "your thoughts", "your view",
    "your experience", "your feedback", "your story", "your favo", "community", "other readers", "never miss",
    "our work", "our other posts", "our other articles", "somebody you", "someone you", "someone who", "weekly",
    "daily", "updates", "instagram", "facebook", "pinterest", "whatsapp", "youtube", "tiktok", "telegram", "twitter",
    "linkedin", "freund", "beitrag", "artikel", "meinung", "erfahrung", "vrienden", "mening", "vänner",
    "venner", "ystäv", "artikkel", "vos amis", "tes amis", "autour de vous", "cet article", "votre avis", "réseaux",
    "amigos", "este artículo", "esta nota", "tu opinión", "redes", "este artigo", "este texto", "amici",
    "articolo", "prieten", "articol", "друз", "стать", "мнени", "канал", "соцсет", "думк", "znajom", "artykuł",
    "przyjaci", "přátel", "članek", "članak", "članok", "priatel", "prijatelj", "приятел", "статия", "φίλ", "άρθρο",
    "γνώμη", "arkadaş", "yazıyı", "görüş", "barát", "cikk", "vélemény", "teman", "artikel ini", "pendapat", "bạn bè",
    "bài viết", "ý kiến", "この記事", "ご意見", "感想", "朋友", "文章", "看法", "经验", "친구", "글이", "글을", "의견",
    "เพื่อน", "บทความ", "أصدقا", "المقال", "رأيك", "חברים", "הכתבה", "המאמר", "דעת", "دوستان",
    "مقاله", "दोस्तों", "लेख",
)  # fmt: skip
"""What a request beside a sure deed may speak of."""

THANKS_STEMS = (
    "thank", "danke", "merci", "gracias", "obrigad", "grazie", "спасибо", "благодар", "дяку",
    "dzięk", "děkuj", "ďakuj",
    "hvala", "teşekkür", "köszön", "kiitos", "tack", "takk", "bedankt", "mulțum", "ευχαριστ",
    "terima kasih", "cảm ơn",
    "ありがとう", "感谢", "感謝", "谢谢", "謝謝", "감사", "ขอบคุณ", "شكر", "תודה", "سپاس", "متشکر", "धन्यवाद",
    "stay tuned", "come back", "see you", "bis bald", "à bientôt", "hasta la próxima", "até a próxima",
)  # fmt: skip
"""Thanks and farewells that stand beside requests."""
