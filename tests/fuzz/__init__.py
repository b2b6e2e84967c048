"""Inputs made at random, a seed each, and what must hold for whatever is sent.

`python -m tests.fuzz --seconds 60` is a minute of it, `--seed 7 --kind table` one case again.
"""
