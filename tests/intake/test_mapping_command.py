"""Mapping files at the command line, and the samples of each kind."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from tests import command
from tests.intake.mapped import CLEAR, LEDGER

ROOT = Path(__file__).resolve().parents[2]


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    done = command.run(words, ROOT)
    return subprocess.CompletedProcess(
        words, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


SAMPLES = {
    "health": ("export-health.csv", 0, 7, 1),
    "carriers": ("export-carriers.xlsx", 0, 7, 1),
    "wide": ("export-wide.txt", 0, 27, 3),
    "ledger": ("export-ledger.csv", 1, 11, 3),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples(name: str) -> None:
    export, code, rows, left_out = SAMPLES[name]
    mapping = f"samples/mapping-{name}.yaml"
    assert _run("lint", mapping).returncode == 0
    done = _run(
        *("check", "--mapping", mapping, f"samples/{export}"),
        *("--as-of", "2022-01-10", "--output-format", "json"),
    )
    assert done.returncode == code, done.stderr
    report = json.loads(done.stdout)
    assert report["mapping"]["sha256"] == sha256((ROOT / mapping).read_bytes()).hexdigest()
    (one,) = report["inputs"]
    assert (one["rows"], one["rows_refused"], one["rows_left_out"]) == (rows, 0, left_out)
    shown = _run("validate", "--mapping", mapping, f"samples/{export}", "--lang", "en")
    assert shown.stdout.endswith(
        f"{rows} rows, {rows - left_out} good, 0 refused, {left_out} left out\n"
    )


def test_every_sample_mapping_is_tested() -> None:
    assert {path.stem for path in (ROOT / "samples").glob("mapping-*.yaml")} == {
        f"mapping-{name}" for name in SAMPLES
    }


def test_a_faulty_mapping_is_found_before_any_input_is_read(tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    path.write_text(LEDGER.replace("cases", "case"), encoding="utf-8")
    for words in (["check", "nowhere.csv", "--mapping", str(path)], ["lint", str(path)]):
        done = _run(*words, "--lang", "en")
        assert done.returncode == 2
        assert "m.yaml, line 2, key table" in done.stderr


def test_refused_rows_are_written_under_our_names(tmp_path: Path) -> None:
    """So that they can be repaired and sent again without the mapping."""
    export, mapping, rejected = (tmp_path / name for name in ("x.csv", "m.yaml", "r.csv"))
    mapping.write_text(LEDGER + 'date_format: "%d.%m.%Y"\n', encoding="utf-8")
    export.write_text(
        "类别,流水号,受理,办结\n别的,A,01.03.2021,\n简单,B,3月,02.03.2021\n", encoding="utf-8"
    )
    words = ("--mapping", str(mapping), "--rejected", str(rejected), "--lang", "en")
    assert _run("validate", str(export), *words).returncode == 3
    rows = list(csv.DictReader(io.StringIO(rejected.read_text(encoding="utf-8-sig"))))
    rows.sort(key=lambda row: row["source_row"])
    assert [list(row.values())[:5] for row in rows] == [
        ["别的", "市人社局", "A", "2021-03-01", ""],
        [CLEAR, "市人社局", "B", "3月", "2021-03-02"],
    ]
    assert list(rows[0])[:5] == ["指标", "填报单位", "办件编号", "受理时间", "办结时间"]
    assert rows[1]["reason"] == "does not fit the mapping's date format %d.%m.%Y"
