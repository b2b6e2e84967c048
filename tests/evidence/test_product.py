"""The product against the reference, on random submissions at fixed seeds."""

from __future__ import annotations

import pytest

from tests.evidence.compare import hold_all
from tests.evidence.model import Law
from tests.evidence.submissions import make

ENOUGH = 0.97  # of the verdicts agree
SEEDS = (101, 102)
EACH = 150  # submissions a seed
FEW = 40  # of them in the default run


@pytest.mark.parametrize(
    ("seed", "count"),
    [(SEEDS[0], FEW), *(pytest.param(seed, EACH, marks=pytest.mark.thorough) for seed in SEEDS)],
)
def test_product_and_reference_agree(law: Law, seed: int, count: int) -> None:
    """`python -m tests.evidence --seed SEED --count 150` prints what they disagree about."""
    made = [make(seed, number, law) for number in range(count)]
    held = hold_all([(one.sent, one.target) for one in made], law)
    apart = [
        f"#{one.number} {one.target.id}"
        for one, both in zip(made, held, strict=True)
        if "status" in both.differs
    ]
    assert len(apart) <= (1 - ENOUGH) * count, apart
