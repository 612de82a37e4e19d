"""Honest records and lists for training: content that has the shape of farm spam.

Contacts, staff lists, info boxes, specifications, line-ups, bibliographies, glossaries and their like, in many
languages and layouts. They are planted in the text of training pages and labelled as text, so that a scorer does not
take every label–value row for an invented profile. Nothing here is shared with the exam in `benchmarks/spam`.
"""

from training.honest.kinds import KINDS, honest_html
from training.honest.values import LOCALES, Phrases, Writer

__all__ = ["KINDS", "LOCALES", "Phrases", "Writer", "honest_html"]
