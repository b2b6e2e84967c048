"""The law that the reference is given."""

from __future__ import annotations

import pytest

from tests.evidence.model import Law
from yshj.catalogue.load import calendar_of
from yshj.catalogue.model import Catalogue


@pytest.fixture(scope="session")
def law(catalogue: Catalogue) -> Law:
    return Law(catalogue, calendar_of(catalogue, None))
