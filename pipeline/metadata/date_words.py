"""What markup and words around a day say it is the day of: publication, change, something else."""

from __future__ import annotations

import re

from pipeline.metadata.short_blocks import opening_with

PUBLISHED_METAS = tuple(
    (
        "article:published_time og:article:published_time og:published_time article:published datepublished date "
        "dc.date dc.date.issued dcterms.created dcterms.date dcterms.issued parsely-pub-date sailthru.date pubdate "
        "publishdate publish-date publish_date publication_date published_date w-published-date "
        "citation_publication_date citation_date date.issued og:pubdate article_date_original published_at"
    ).split()
)
"""Names of `<meta>` with the day of publication, the most exact first."""

MODIFIED_METAS = tuple(
    "article:modified_time og:updated_time datemodified last-modified dcterms.modified dc.date.modified ms.date".split()
)
"""Names of `<meta>` with the day of the last change."""

CHANGED = re.compile(
    r"updat|modif|edited|revis|review|chang|checked|aktuali[sz]|geändert|actuali[sz]|atualiz|mis à jour|aggiornat"
    r"|bijgewerkt|gewijzigd|uppdater|o[dp]pdater|opdater|päivitet|frissít|güncel|cập nhật|diperbarui|обновл|изменен"
    r"|ενημερ|تحديث|עודכן|更新|修改|수정|업데이트",
    re.IGNORECASE,
)
"""Words that make a day one of a change."""

_PUBLISHED = (
    r"(?:first\s+|date\s+)?(?:published|posted)\b|(?:date of )?publication(?: date)?\b"
    r"|publicado|publicada|publié|veröffentlicht|pubblicato|gepubliceerd|publicerad"
    r"|publisert|udgivet|julkaistu|opublikowano|publikováno|yayınlan|diterbitkan|ngày đăng|опубликован|δημοσιεύ"
    r"|发布|發布|发表|發表|公開日|投稿日|掲載|게시|등록"
)

PUBLISHED_ON = re.compile(_PUBLISHED, re.IGNORECASE)
"""Words right before a day of publication."""

LABELS_OF_PUBLICATION = opening_with(_PUBLISHED)
"""The same where a block opens with them."""

LABELS_OF_CHANGE = opening_with(
    r"(?:this |the )(?:page|article|document|content) (?:was )?last (?:updat|modif|edit|chang|revis)(?!\w*\sby)"
    r"|(?:page )?last (?:updat|modif|edit|chang|revis)(?!\w*\sby)"
    r"|(?:diese seite wurde )?zuletzt (?:aktualisiert|geändert|bearbeitet|am)|letzte (?:änderung|aktualisierung)"
    r"|dernière (?:mise à jour|modification)|[uú]ltima (?:actualizaci|modifica|atualiza|edici|revis)"
    r"|ultimo aggiornamento|laatst (?:bijgewerkt|gewijzigd)|(?:senast|sist|sidst) (?:uppdater|oppdater|opdater|ändrad)"
    r"|ostatnia (?:aktualizacja|modyfikacja)|son güncelle|последн(?:ее|яя) (?:обновление|изменение|правка)"
    r"|最終更新|最[后後](?:更新|[编編][辑輯]|修改)|최종 (?:수정|업데이트)"
)
"""Openings of blocks, anywhere in a page, that tell when it was last changed ("edited by …" stands under comments)."""

OTHER_DAY = re.compile(
    r"©|copyright|expires|deadline|event date|ends?\b|effective|birth|born|since|joined|registered|geboren|geb\."
    r"|member:|registriert|dabei seit|mitglied seit|inscrit|membre depuis|registrad[oa]|miembro desde|membro des?de"
    r"|iscritto|geregistreerd|lid sinds|dołączył|zarejestr|registrerad|tilmeldt|liittynyt|csatlakozott|kayıt|üyelik"
    r"|katılım|регистрац|зарегистр|родил|реєстрац|на форум[еі] с|εγγραφή|تسجيل|انضمام|הצטרף|登録日|注册|註冊"
    r"|加入|가입|สมัคร",
    re.IGNORECASE,
)
"""Words of a day of something else: of rights, of an event, of a birth, of a member's first visit."""

POST_WORDS = re.compile(r"\d:\d\d|post|asked|started|»", re.IGNORECASE)
"""What stands beside the day of a post, but not beside its author's first day."""
