"""Farm spam: judges that mark lines of HTML pages and plain texts alike. Nothing is deleted here."""

from __future__ import annotations

from pipeline.spam.engine import DETECTORS, farm_score, find_spam, mark_spam

__all__ = ["DETECTORS", "farm_score", "find_spam", "mark_spam"]
