"""Hostile inputs of our own making: pages and containers by class, each with the outcome it must have.

`make_pages` and `make_containers` list them, `python -m tests.hostile` runs them one by one and all together and
prints a table by class, and the test modules beside run the cheap ones.
"""
