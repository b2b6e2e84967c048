"""Marks made by hand, before drafting, of plan texts that the rules were not written beside."""
