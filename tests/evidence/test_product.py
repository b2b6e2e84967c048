"""The product against the reference, on random submissions at fixed seeds."""

from __future__ import annotations

import pytest

from tests.evidence.compare import hold
from tests.evidence.model import Law
from tests.evidence.submissions import make

ENOUGH = 0.97  # of the verdicts agree
SEEDS = (101, 102, 103, 104)
EACH = 60  # submissions a seed


@pytest.mark.xfail(reason="the product follows the earlier rules", strict=True)
@pytest.mark.parametrize("seed", SEEDS)
def test_product_and_reference_agree(law: Law, seed: int) -> None:
    """`python -m tests.evidence --seed SEED --count 60` prints what they disagree about."""
    made = [make(seed, number, law) for number in range(EACH)]
    apart = [
        f"#{one.number} {one.target.id}"
        for one in made
        if "status" in hold(one.sent, one.target, law).differs
    ]
    assert len(apart) <= (1 - ENOUGH) * EACH, apart
