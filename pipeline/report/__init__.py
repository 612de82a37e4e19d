"""What people look at: self-contained HTML pages of a run, of one page, and of a comparison of two runs."""

from __future__ import annotations

from pipeline.report.run_page import render_report, write_report

__all__ = ["render_report", "write_report"]
