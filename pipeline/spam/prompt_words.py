"""Words of requests to the reader, beside the cue table: data for `prompts`."""

from __future__ import annotations

MARKETING = (
    "call to action", "calls to action", "call-to-action", "handlungsaufforderung", "appel à l'action",
    "llamada a la acción", "chamada para ação", "призыв к действию", "oproep tot actie",
    "wezwanie do działania", "コールトゥアクション", "行动号召",
)  # fmt: skip
"""An article that says one of these twice is about such requests."""

STRONG_STEMS = (
    "comment", "kommentar", "kommenti", "comentário", "comentario", "комментари", "komentar", "komentář",
    "hozzászólás", "yorum", "コメント", "评论", "評論", "留言", "댓글", "تعليق", "תגובה", "टिप्पणी", "σχόλι",
    "ความคิดเห็น", "bình luận", "newsletter", "subscrib", "abonnier", "abonnez", "suscríb", "inscreva",
    "iscriv", "подпишит", "підпиш", "prenumerer", "feliratkoz", "odběr", "abone ol", "購読", "订阅", "訂閱",
    "구독", "اشترك", "הירשמו", "सदस्यता", "εγγραφ", "đăng ký",
)  # fmt: skip
"""Stems of the words that requests turn on, folded."""

SHARE_STEMS = (
    "share th", "share it", "share your", "teile ", "teilt ", "partag", "compárt", "comparte", "compartilh",
    "condivid", "поделит", "udostępni", "paylaş", "シェア", "分享", "공유", "شارك", "שתפו", "dela ",
    "del den", "deel ", "sdílej",
)  # fmt: skip
"""Stems with which a reader is asked to share, folded."""

REQUEST_STEMS = (
    *STRONG_STEMS, *SHARE_STEMS, "opinion", "inbox", "posteingang", "boîte de réception", "log in", "sign in",
    "anmelden", "inicia sesión", "войдите", "share", "member", "mitglied", "membre", "miembro", "donat",
    "spende", "donaci", "поддерж",
)  # fmt: skip
"""Stems of nouns and verbs that support a request beside them, folded."""

SUBJECTS = (
    "newsle",
    "subscr",
    "commen",
    "kommen",
    "coment",
    "donati",
    "member",
    "abonne",
    "коммен",
    "подпис",
    "рассыл",
)
"""Stems in a headline that make requests the subject of the page, six letters at most."""

CHANNELS = (
    "channel", "kanal", "chaîne", "canal", "kanaal", "kanał", "канал", "кана́л", "قناة", "チャンネル", "频道",
    "頻道", "채널", "ช่อง", "kênh", "κανάλι", "ערוץ", "चैनल", "follow", "folge", "suivez", "sígue", "siga",
    "segui", "följ", "volg", "подписывайтесь", "obserwuj", "takip", "フォロー", "关注", "關注", "팔로우",
    "تابع", "עקבו",
)  # fmt: skip
"""Words that with a network's name ask the reader to follow ("unser WhatsApp-Kanal"), folded."""
