"""`yshj render`: a saved report gives the bytes that the check itself would have written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import ROOT, Run
from yshj.render.formats import ReportFormat

SAMPLE = ("samples/city-2021.csv", "samples/cases-2021.csv")
BROKEN = ("samples/broken.csv", "samples/broken-cases.csv")
OLDER = Path(__file__).with_name("older-report.json")  # written before the keys in both languages
WAIVERS = """\
waivers:
  - {target: 08-setup-time, reporter: 金水区, reason: r, approver: 市政务办, expires: 2022-12-31}
"""


def _check(yshj: Run, folder: Path, *words: str | Path, lang: str, formats: Any) -> int:
    reports = [f"--report={form}:{folder / f'{lang}.{form}'}" for form in formats]
    return yshj("check", *words, "--lang", lang, *reports, cwd=ROOT).code


@pytest.mark.parametrize(
    "words",
    [
        pytest.param((*SAMPLE, "--as-of", "2021-12-31"), marks=pytest.mark.thorough),
        (*SAMPLE, "--as-of", "2021-06-30", "--by", "period", "--item", "8", "--item", "61"),
        pytest.param(
            (*SAMPLE, "--as-of", "2021-12-31", "--by", "reporter", "--reporter", "金水区"),
            marks=pytest.mark.thorough,
        ),
        pytest.param(
            (*SAMPLE, "--as-of", "2021-12-31", "--baseline", OLDER, "--item", "1", "--item", "8"),
            marks=pytest.mark.thorough,
        ),
        (*BROKEN, "--as-of", "2021-12-31", "--fail-on", "missing"),
        pytest.param(
            (*SAMPLE, "--as-of", "2021-12-31", "--waivers", "WAIVERS"), marks=pytest.mark.thorough
        ),
    ],
    ids=["sample", "period", "reporter", "baseline", "broken", "waived"],
)
def test_it_writes_what_the_check_would_have_written(
    yshj: Run, tmp_path: Path, words: tuple[str | Path, ...]
) -> None:
    """Whatever the language that the report was saved in."""
    (tmp_path / "w.yaml").write_text(WAIVERS, encoding="utf-8")
    asked = [tmp_path / "w.yaml" if word == "WAIVERS" else word for word in words]
    for lang in ("zh", "en"):
        assert _check(yshj, tmp_path, *asked, lang=lang, formats=ReportFormat) in (0, 1, 3)
    for saved, lang in (("zh", "zh"), ("en", "zh"), ("zh", "en")):
        out = tmp_path / "again"
        reports = [f"--report={form}:{out}.{form}" for form in ReportFormat]
        done = yshj("render", f"{saved}.json", "--lang", lang, "-q", *reports)
        assert (done.code, done.err) == (0, "")
        for form in ReportFormat:
            written = (tmp_path / f"{lang}.{form}").read_bytes()
            assert (tmp_path / f"again.{form}").read_bytes() == written, (saved, lang, form)


def test_it_prints_as_the_check_does(yshj: Run, tmp_path: Path) -> None:
    words = ("check", *SAMPLE, "--as-of", "2021-12-31", "--lang", "en")
    checked = yshj(*words, "-v", f"--report=json:{tmp_path / 'r.json'}", cwd=ROOT, COLUMNS="100")
    shown = yshj("render", "r.json", "--lang", "en", "-v", COLUMNS="100")
    assert (shown.code, shown.out) == (0, checked.out)
    stdin = yshj(
        "render", "-", "--lang", "en", "-v", COLUMNS="100", stdin=(tmp_path / "r.json").read_bytes()
    )
    assert stdin.out == shown.out


def test_no_frame_of_the_submission_or_the_catalogue_is_needed(yshj: Run, tmp_path: Path) -> None:
    """The engine is not even loaded."""
    report = json.loads(OLDER.read_text(encoding="utf-8"))
    report["catalogue"]["name"] = "nowhere"
    (tmp_path / "r.json").write_text(json.dumps(report), encoding="utf-8")
    done = yshj("render", "r.json", "--lang", "en")
    assert (done.code, "Time to set up a company" in done.out) == (0, True)


@pytest.mark.parametrize("form", ReportFormat)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_older_report_is_rendered_in_its_one_language(
    yshj: Run, tmp_path: Path, form: ReportFormat, lang: str
) -> None:
    """Its own words stay English, ours are in the language asked for."""
    done = yshj("render", OLDER, "--lang", lang, f"--report={form}:{tmp_path / 'out'}")
    assert (done.code, done.err) == (0, "")
    data = (tmp_path / "out").read_bytes()
    if form is not ReportFormat.XLSX:
        assert "Time to set up a company" in data.decode("utf-8")
    if form is ReportFormat.JSON:
        again, old = json.loads(data), json.loads(OLDER.read_text(encoding="utf-8"))
        assert again["lang"] == lang
        assert _kept(old, again) == old


def _kept(old: Any, new: Any) -> Any:
    """What `new` says under the keys of `old`: later keys may stand beside them."""
    if isinstance(old, dict):
        return {name: _kept(value, new[name]) for name, value in old.items()}
    if isinstance(old, list) and len(old) == len(new):
        return [_kept(*two) for two in zip(old, new, strict=True)]
    return new


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("no.json",), 3, "no.json: cannot be read: no such file or folder"),
        (("bad.json",), 3, "bad.json: not a report written by yshj check"),
        (("r.json", "-o", "r.json"), 2, "r.json is an input: not written over"),
        (("r.json", "--report", "html:r.json"), 2, "r.json is an input: not written over"),
        (("r.json", "--report", "htm:x"), 2, "did you mean 'html'"),
        (("r.json", "--report", "html"), 2, "--report html lacks its path"),
        (("r.json", "-o", "no/such/file"), 2, "no such folder"),
        (("r.json", "-o", "a", "--report", "csv:a"), 2, "a is named for two outputs"),
        ((), 2, "Missing argument"),
    ],
)
def test_what_goes_wrong(
    yshj: Run, tmp_path: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    (tmp_path / "r.json").write_bytes(OLDER.read_bytes())
    (tmp_path / "bad.json").write_text('{"schema_version": 1}', encoding="utf-8")
    done = yshj("render", *words, "--lang", "en")
    assert (done.code, done.out) == (code, "")
    assert says in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.json", "r.json"]


def test_a_verdict_is_no_exit_code_of_it(yshj: Run) -> None:
    assert json.loads(OLDER.read_text(encoding="utf-8"))["exit_code"] == 1
    assert yshj("render", OLDER, "-q").code == 0


def test_a_hostile_report_reaches_no_terminal(yshj: Run, tmp_path: Path) -> None:
    evil = "\x1b[31m\x07<script>\u202e::error::x"
    data = json.loads(OLDER.read_text(encoding="utf-8"))
    data["catalogue"] |= {"name": evil, "title": evil, "document": evil}
    data["notes"] = [evil]
    for one in data["results"]:
        one |= {"id": f"{one['id']}{evil}", "name": evil, "quote": evil, "notes": [evil]}
        one["unit"] = evil
    (tmp_path / "r.json").write_text(json.dumps(data), encoding="utf-8")
    for form in ReportFormat:
        path = tmp_path / f"out.{form}"
        assert yshj("render", "r.json", f"--report={form}:{path}", "-q").code == 0
        if form not in (ReportFormat.XLSX, ReportFormat.JSON):
            text = path.read_text(encoding="utf-8")
            assert not set("\x1b\x07\u202e") & set(text), form
        if form is ReportFormat.HTML:
            assert text.count("<script>") == 1  # the page's own
    shown = yshj("render", "r.json", "-v").out
    assert not set("\x1b\x07\u202e") & set(shown)
