"""The one way a run fails as a whole."""

from __future__ import annotations


class RunError(RuntimeError):
    """The run cannot go on; the message is one line that says what is wrong and what to do."""
