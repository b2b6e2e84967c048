"""The judging rules once more, written from their words alone, to be run against the product.

`reference` judges slowly and plainly, `submissions` makes random submissions, `compare` runs both
and `python -m tests.evidence` prints where they differ. Rule numbers are those of the contract.
"""
