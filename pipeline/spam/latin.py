"""Pseudo-Latin: sentences made of a closed vocabulary in a random order.

Wrong when somebody quotes a generated placeholder as the subject; real Latin uses many words outside the lists,
and the well-known passages (Cicero, "Lorem ipsum") keep their order.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.spam.lorem import CLASSIC_LOREM, PSEUDO_LATIN, SCHOOL_LATIN

VOCABULARY = PSEUDO_LATIN | SCHOOL_LATIN
WORD = re.compile(r"[^\W\d_]+")
MAX_CHARS = 4000  # a longer stretch is judged by its beginning
MIN_WORDS = 4
MIN_SHARE = 0.9  # of the words in the lists; Faker gives 1.0, Cicero in other words below 0.5

# English, French or Spanish words that stand in the lists too: alone they show nothing.
AMBIGUOUS = frozenset("a ab ad at id in non ex et sed ut error minus alias labor amor animal".split())

TELLING = VOCABULARY - AMBIGUOUS

CICERO = """sed ut perspiciatis unde omnis iste natus error sit voluptatem accusantium doloremque laudantium totam rem
aperiam eaque ipsa quae ab illo inventore veritatis et quasi architecto beatae vitae dicta sunt explicabo nemo
enim ipsam voluptatem quia voluptas sit aspernatur aut odit aut fugit sed quia consequuntur magni dolores eos
qui ratione voluptatem sequi nesciunt neque porro quisquam est qui dolorem ipsum quia dolor sit amet consectetur
adipisci velit sed quia non numquam eius modi tempora incidunt ut labore et dolore magnam aliquam quaerat
voluptatem ut enim ad minima veniam quis nostrum exercitationem ullam corporis suscipit laboriosam nisi ut
aliquid ex ea commodi consequatur quis autem vel eum iure reprehenderit qui in ea voluptate velit esse quam
nihil molestiae consequatur vel illum qui dolorem eum fugiat quo voluptas nulla pariatur at vero eos et
accusamus et iusto odio dignissimos ducimus qui blanditiis praesentium voluptatum deleniti atque corrupti quos
dolores et quas molestias excepturi sint occaecati cupiditate non provident similique sunt in culpa qui officia
deserunt mollitia animi id est laborum et dolorum fuga et harum quidem rerum facilis est et expedita distinctio
nam libero tempore cum soluta nobis est eligendi optio cumque nihil impedit quo minus id quod maxime placeat
facere possimus omnis voluptas assumenda est omnis dolor repellendus temporibus autem quibusdam et aut officiis
debitis aut rerum necessitatibus saepe eveniet ut et voluptates repudiandae sint et molestiae non recusandae
itaque earum rerum hic tenetur a sapiente delectus ut aut reiciendis voluptatibus maiores alias consequatur aut
perferendis doloribus asperiores repellat"""
IN_ORDER = frozenset(pairwise(CICERO.split()))
MAX_IN_ORDER = 0.3  # share of neighbouring words that follow the source; shuffled text has about 0.02


def starts_latin(text: str) -> bool:
    """Cheap pre-check: one of the first three words is in the lists and not a word of other languages."""
    first = text[:40].casefold().split(None, 3)[:3]
    return not TELLING.isdisjoint([word.strip(".,:;") for word in first])


def is_pseudo_latin(text: str, min_words: int = MIN_WORDS) -> bool:
    """Tell whether a text is pseudo-Latin: listed words in an order of their own.

    >>> is_pseudo_latin("Qui provident vel atque nihil repellat exercitationem.")
    True
    >>> is_pseudo_latin("Sed ut perspiciatis unde omnis iste natus error sit voluptatem.")
    False
    """
    words = WORD.findall(text[:MAX_CHARS].casefold())
    if len(words) < min_words:
        return False
    listed = len(words)
    for word in words:
        if word not in VOCABULARY:
            listed -= 1
            if listed < MIN_SHARE * len(words):
                return False
    if sum(word in AMBIGUOUS for word in words) > 0.5 * len(words):
        return False
    if sum(word in CLASSIC_LOREM for word in words) > 0.8 * len(words):
        return False
    in_order = sum(pair in IN_ORDER for pair in pairwise(words))
    return in_order <= MAX_IN_ORDER * (len(words) - 1)
