"""What a shell is told to propose for a word that is being typed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests import command

CASES = [
    ("yshj check --target 87-", "87-incubators"),
    ("yshj check --item 8", "87"),
    ("yshj check --reporter 金", "金水区"),
    ("yshj check --sender 二七", "二七区"),
    ("yshj check --fail-on m", "missing"),
    ("yshj check --by p", "period"),
    ("yshj check --output-format j", "junit"),
    ("yshj check --report x", "xlsx:"),
    ("yshj check --catalogue h", "henan-2020"),
    ("yshj check --catalogue henan-2020 --target 44-", "44-registration-time"),
    ("yshj validate --repeats d", "declared"),
    ("yshj template --body 市税", "市税务局"),
    ("yshj targets --item 9", "98"),
    ("yshj explain E03", "E032"),
    ("yshj explain 08-", "08-setup-time"),
]


def proposed(line: str, folder: Path) -> list[str]:
    """The words that bash is told; the last word of the line is the one that is begun."""
    at = str(line.count(" "))
    asked = {"_YSHJ_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": at}
    done = command.run([], folder, {**os.environ, **asked})
    assert done.stderr == b""
    return done.stdout.decode().split()


@pytest.mark.parametrize(("line", "word"), CASES)
def test_words_of_the_catalogue_and_the_command_are_proposed(
    line: str, word: str, tmp_path: Path
) -> None:
    begun = line.rpartition(" ")[2]
    found = proposed(line, tmp_path)
    assert word in found
    assert all(one.startswith(begun) for one in found)


@pytest.mark.parametrize(
    "line", ["yshj check --catalogue no-such --target 8", "yshj check --target no-such"]
)
def test_what_cannot_be_known_proposes_nothing(line: str, tmp_path: Path) -> None:
    assert proposed(line, tmp_path) == []
