"""What software and sites write around a title: data only."""

from __future__ import annotations

import re

_VIEW_TOPIC = (
    r"view (?:topic|thread)|thema anzeigen|(?:voir|afficher) le sujet|ver (?:el )?t(?:ema|ópico)|exibir tópico"
    r"|(?:leggi|visualizza) argomento|(?:bekijk|toon) onderwerp|(?:zobacz|wyświetl) temat|zobrazit téma|zobraziť tému"
    r"|visa (?:ämne|tråd)|vis emne|näytä aihe|téma megtekintése|(?:başlığı|konu) görüntüle|(?:προβολή|επισκόπηση)"
    r" θέματος|vezi subiect(?:ul)?|просмотр темы|перегляд теми|преглед на тема|pogledaj temu|poglej temo|トピックを表示"
    r"|查看主[题題]|[檢检][視视]主[题題]|주제 보기|مشاهدة الموضوع|مشاهده موضوع|צפה בנושא"
)

TOPIC_LABEL = re.compile(rf"(?:^|.*\s[•·|–-]\s+)(?:{_VIEW_TOPIC})\s+[-–:]\s+(?=\S)", re.IGNORECASE)
"""phpBB's window title before a topic's own: the board's name and "View topic", in its translations."""

POWERED_BY = re.compile(r"(?<=\S)\s+[-–—|·]\s*powered by \S.{0,40}$", re.IGNORECASE)
"""The software's name at the end of a window title."""

UNSEEN_CLASS = re.compile(
    r"(?:^|\s)(?:visually-?hidden|sr-only|screen-reader(?:-text|-only)?|a11y-hidden|element-invisible|assistive-text)(?:\s|$)",
    re.IGNORECASE,
)
"""Classes of words that only a screen reader says ("Collection: ")."""
