"""README and docs show what the program does: every command on every page is run and compared.

`python -m tests.test_readme [PAGE…]` writes the outputs, and the pages made from the code, anew.
"""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests import reference
from tests.pages import PAGES, ROOT, Session, is_chinese, name_of, python_session, shown_commands


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_shows_the_true_output(page: Path, tmp_path: Path) -> None:
    assert Session(tmp_path, page).written_anew() == page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [one for one in PAGES if python_session(one)], ids=name_of)
def test_the_examples_in_python(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One session a page, in a folder that has the samples."""
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    monkeypatch.chdir(tmp_path)
    session = python_session(page)
    assert session is not None
    said: list[str] = []
    done = doctest.DocTestRunner().run(session, out=said.append)
    assert (done.failed, "".join(said)) == (0, "")
    assert done.attempted >= 3


@pytest.mark.parametrize("name", reference.PAGES)
def test_the_reference_is_what_the_code_says(name: str) -> None:
    """Options and JSON: written from the commands and the models themselves."""
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == reference.PAGES[name]()


def test_no_page_judges_as_of_today() -> None:
    """What a newcomer copies must give on any day what stands below it."""
    typed = [(name_of(page), one) for page in PAGES for one in shown_commands(page)]
    judged = [one for one in typed if re.search(r"\byshj (check|validate) [^|]*samples/", one[1])]
    assert len(judged) >= 10
    assert [one for one in judged if " check " in one[1] and "--as-of" not in one[1]] == []


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_first_command_names_its_day(readme: str) -> None:
    """Item by item a newcomer would else read of cases a thousand working days late."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    first = re.search(r"^.*yshj check.*$", text, re.MULTILINE)
    assert first
    assert "--as-of 2021-12-31" in first[0]


def test_no_command_is_forgotten() -> None:
    words = [str(Path(sys.executable).with_name("yshj")), "--help"]
    done = subprocess.run(words, capture_output=True, check=True).stdout.decode("utf-8")
    listed = set(re.findall(r"^[│ ]*([a-z]+)  ", done, re.MULTILINE))
    assert set(reference.commands()) == listed
    typed = "\n".join(one for page in PAGES for one in shown_commands(page))
    assert [one for one in sorted(listed) if f"yshj {one}" not in typed] == []


def test_there_are_two_lines_to_run() -> None:
    """Which .ci/run takes from the README."""
    install = [
        re.findall(r"^python3 -m venv .*$", (ROOT / name).read_text("utf-8"), re.MULTILINE)
        for name in ("README.md", "README.zh-CN.md")
    ]
    assert len(install[0]) == 2
    assert install[0] == install[1]


def test_the_readme_stays_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 200


def _target(page: Path, link: str) -> Path | None:
    path = link.partition("#")[0]
    return (page.parent / path).resolve() if path and "://" not in path else None


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    """On GitHub, too, where mkdocs does not look: a page of docs/ links to no other folder."""
    text = re.sub(r"```.*?^```$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    gone = [one for one in links if (path := _target(page, one)) and not path.exists()]
    assert gone == []


@pytest.mark.parametrize("page", [one for one in PAGES if is_chinese(one)], ids=name_of)
def test_a_chinese_page_has_an_english_one(page: Path) -> None:
    english = page.with_name(re.sub(r"\.zh(-CN)?\.", ".", page.name))
    assert english.name in page.read_text("utf-8")
    assert page.name in english.read_text("utf-8")


def _write() -> None:
    for name, made in reference.PAGES.items():
        (ROOT / "docs" / name).write_text(made(), encoding="utf-8")
    wanted = {Path(one).resolve() for one in sys.argv[1:]}
    for page in PAGES:
        if wanted and page not in wanted:
            continue
        with tempfile.TemporaryDirectory() as folder:
            text = Session(Path(folder), page).written_anew()
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _write()
