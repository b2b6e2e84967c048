"""A real browser, and the sample's page in both languages, written by the command itself.

What is missing is a failure, not a skip: `.ci/run` installs it and asks for these tests by `-m
browser`; the plain run leaves them out.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ("samples/city-2021.csv", "samples/cases-2021.csv", "--as-of", "2021-12-31")
NAMES = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Opened:
    """A page in the browser, with everything it complained of and everything it asked for."""

    page: Any
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def shown(self, selector: str) -> int:
        return int(self.page.locator(selector).locator("visible=true").count())

    def choose(self, name: str, value: str) -> None:
        self.page.select_option(f"#filter [name={name}]", value)


@dataclass(frozen=True)
class Written:
    """A page and the JSON of the same check."""

    path: Path
    data: dict[str, Any]


Open = Callable[..., Opened]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    assert found, "no Chromium: apt-get install chromium"
    from playwright.sync_api import sync_playwright

    # a container's root has no sandbox to offer; the page is our own file
    words = ["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found, args=words)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Written]:
    """`written("zh", *words)` checks the sample, or what the words say, once for each."""
    known: dict[tuple[str, ...], Written] = {}

    def write(lang: str, *words: str) -> Written:
        key = (lang, *words)
        if key not in known:
            folder = tmp_path_factory.mktemp("page")
            page, data = folder / f"{lang}.html", folder / f"{lang}.json"
            program = Path(sys.executable).with_name("yshj")
            done = subprocess.run(
                [
                    *(str(program), "check", *(words or SAMPLE), "--lang", lang, "-q"),
                    *("--report", f"html:{page}", "--report", f"json:{data}"),
                ],
                cwd=ROOT,
                capture_output=True,
                check=False,
            )
            assert done.returncode in (0, 1, 3), done.stderr.decode()
            report = json.loads(data.read_text("utf-8"), parse_float=Decimal, parse_int=Decimal)
            known[key] = Written(page, report)
        return known[key]

    return write


@pytest.fixture
def opened(browser: Any, written: Callable[..., Written]) -> Iterator[Open]:
    """`opened("zh", width=375)` opens the sample's page; `path` another one."""
    contexts = []

    def open_page(
        lang: str = "en", *, width: int = 1280, script: bool = True, path: Path | None = None
    ) -> Opened:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        seen = Opened(page)
        page.on("console", lambda line: seen.complaints.append(f"{line.type}: {line.text}"))
        page.on("pageerror", lambda fault: seen.complaints.append(f"error: {fault}"))
        page.on("request", lambda request: seen.requests.append(request.url))
        page.goto((path or written(lang).path).as_uri())
        return seen

    yield open_page
    for context in contexts:
        context.close()
