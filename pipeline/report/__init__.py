"""What people look at: self-contained HTML pages of a run, of one page, and of a comparison of two runs."""

from __future__ import annotations
