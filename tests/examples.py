"""How many examples are tried: a fifth in the default run, all of them with `-m thorough`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

_thorough = False
OUTSIDE = ("browser", "sql")
"""Markers of tests that need more than Python: a browser, a database."""


def few(most: int, *suppressed: HealthCheck) -> settings:
    """Settings of a test whose every example is costly."""
    examples = most if _thorough else max(3, most // 5)
    return settings(max_examples=examples, deadline=None, suppress_health_check=suppressed)


def some(cases: Sequence[Any], most: int = 4) -> list[Any]:
    """Cases of one kind: the first few in the default run, the others in the thorough one."""
    rest = (pytest.param(*_as_tuple(case), marks=pytest.mark.thorough) for case in cases[most:])
    return [*cases[:most], *rest]


def _as_tuple(case: Any) -> tuple[Any, ...]:
    return case if isinstance(case, tuple) else (case,)


def begin(config: pytest.Config) -> None:
    """Before any test is imported: whether it is the thorough run."""
    global _thorough  # noqa: PLW0603 - what the command line says, once
    _thorough = config.getoption("markexpr") == "thorough"


def also_thorough(items: list[pytest.Item]) -> None:
    """Let tests with examples run in both: few in the default run, all in the thorough one.

    What needs a component beside Python stays in the run that installs it.
    """
    for item in items:
        if any(item.get_closest_marker(name) for name in OUTSIDE):
            continue
        if _thorough and getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.thorough)
