"""Fuzzing of the cleaner: Hypothesis and a mutation fuzzer over real pages; `python -m tests.fuzz` runs long."""
