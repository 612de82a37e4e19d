"""Tables of HTML tags: policy as data, no logic."""

from __future__ import annotations

INLINE_TAGS = frozenset(
    "a abbr acronym b bdi bdo big blink br cite code data del dfn em font i img ins kbd label mark meter nobr "
    "picture source output progress q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var wbr "
    "input mi mo mn ms mtext mrow msup msub msubsup mfrac msqrt mroot mstyle semantics annotation math munder mover "
    "munderover mpadded mphantom mspace".split()
)
"""Tags that do not end a block. Anything else does, unknown and custom elements too."""

SKIPPED_TAGS = frozenset(
    "script style template svg title select datalist textarea iframe object embed canvas audio video applet noframes "
    "noembed".split()
)
"""Tags whose inside is not visible text (title and some scripts are kept apart in `Head`)."""

ANCHOR_MARKS = frozenset("¶ § # 🔗 ⚓ ⚓︎ ↩ ↩︎ ⤴ ↑ ⇧ ▲ ∞".split())
"""Texts of links to a place on the same page that are controls, not text: anchors of headings, ways back from notes."""

PRE_TAGS = frozenset({"pre", "listing", "plaintext", "xmp"})
"""Tags whose text keeps its blanks and line breaks."""

HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LIST_TAGS = frozenset({"ul", "ol", "menu", "dl", "dir"})
ITEM_TAGS = frozenset({"li", "dt", "dd"})
CELL_TAGS = frozenset({"td", "th"})
