"""Settings: command line over variable over file over default, and every fault of theirs told."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Done, Run

HEAD = "target,reporter,period,value,unit\n"
MISSED = HEAD + "01-mobile-services,,2021,299,个\n"  # 300 are wanted
Write = Callable[[str, str], Path]


def settings(done: Done) -> dict[str, tuple[str, str]]:
    """The printed table: each setting with its value and its source."""
    assert done.code == 0, done.err
    rows = [re.split(r"\s{2,}", line.strip()) for line in done.out.splitlines()]
    return {row[0]: (row[1], row[2]) for row in rows if len(row) == 3}


def test_without_any_all_are_defaults(yshj: Run) -> None:
    done = yshj("check", "--show-settings")
    shown = settings(done)
    assert shown.pop("setting") == ("value", "from")
    assert {origin for _, origin in shown.values()} == {"default"}
    assert shown["fail-on"] == ("fail", "default")
    assert shown["as-of"] == ("today", "default")
    assert shown["catalogue"] == ("zhengzhou-2021", "default")
    assert "no configuration file" in done.out


def test_each_source_wins_over_the_next(yshj: Run, table: Write) -> None:
    words = ("check", "--show-settings")
    table("yshj.toml", '# ours\nfail-on = "warn"\n')
    assert settings(yshj(*words))["fail-on"] == ("warn", "yshj.toml:2")
    env = {"YSHJ_FAIL_ON": "missing"}
    assert settings(yshj(*words, **env))["fail-on"] == ("missing", "YSHJ_FAIL_ON")
    chosen = yshj(*words, "--fail-on", "never", **env)
    assert settings(chosen)["fail-on"] == ("never", "command line")


def test_the_verdict_follows_the_settings(yshj: Run, table: Write) -> None:
    path = table("m.csv", MISSED)
    assert yshj("check", path).code == 1
    assert yshj("check", path, YSHJ_FAIL_ON="never").code == 0
    table("yshj.toml", 'fail-on = "never"\nquiet = true\nlang = "zh"\n')
    done = yshj("check", path)
    assert done.code == 0
    assert "✗ 1 未达标" in done.out
    assert "01-mobile-services" not in done.out
    assert yshj("check", path, "--fail-on", "fail").code == 1
    assert yshj("check", path, YSHJ_FAIL_ON="fail").code == 1
    assert "01-mobile-services" in yshj("check", path, YSHJ_QUIET="0").out


def test_a_variable_that_is_empty_is_not_set(yshj: Run, table: Write) -> None:
    table("yshj.toml", 'fail-on = "warn"\n')
    done = yshj("check", "--show-settings", YSHJ_FAIL_ON="", YSHJ_LANG=" ")
    assert settings(done)["fail-on"] == ("warn", "yshj.toml:1")


def test_lists(yshj: Run, table: Write) -> None:
    table("yshj.toml", 'item = [8, 30]\nreporter = ["金水区", "中原区"]\n')
    words = ("check", "--show-settings")
    shown = settings(yshj(*words))
    assert shown["item"] == ("8, 30", "yshj.toml:1")
    assert shown["reporter"] == ("金水区, 中原区", "yshj.toml:2")
    assert settings(yshj(*words, YSHJ_ITEM="60  98"))["item"] == ("60, 98", "YSHJ_ITEM")
    assert settings(yshj(*words, "--item", "1"))["item"] == ("1", "command line")


def test_a_day_may_stand_without_quotes_and_underscores_for_hyphens(
    yshj: Run, table: Write
) -> None:
    table("yshj.toml", "as_of = 2021-06-30\n")
    assert settings(yshj("check", "--show-settings"))["as-of"] == ("2021-06-30", "yshj.toml:1")
    assert "as of 2021-06-30" in yshj("check", table("m.csv", MISSED)).out


def test_the_nearest_folder_upward_wins(yshj: Run, table: Write, tmp_path: Path) -> None:
    far = tmp_path / "a" / "b"
    far.mkdir(parents=True)
    table("yshj.toml", 'fail-on = "warn"\n')
    shared = tmp_path / "a" / "pyproject.toml"
    shared.write_text('[project]\nname = "yshj-data"\n')  # speaks of something else
    shown = settings(yshj("check", "--show-settings", cwd=far))
    assert shown["fail-on"] == ("warn", "../../yshj.toml:1")
    shared.write_text('[tool.other]\nfail-on = "x"\n[tool.yshj]\nfail-on = "missing"\n')
    shown = settings(yshj("check", "--show-settings", cwd=far))
    assert shown["fail-on"] == ("missing", "../pyproject.toml:4")
    (tmp_path / "a" / "yshj.toml").write_text('lang = "en"\n')
    shown = settings(yshj("check", "--show-settings", cwd=far))
    assert shown["fail-on"] == ("fail", "default")


def test_a_garbled_pyproject_of_somebody_else_is_passed_over(yshj: Run, table: Write) -> None:
    table("pyproject.toml", 'name = "about yshj\n')
    assert yshj("check", "--show-settings").code == 0
    table("pyproject.toml", "[tool.yshj]\nlang = zh\n")
    done = yshj("check", "--show-settings")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("pyproject.toml:2: not valid TOML")


def test_paths_are_seen_from_the_files_folder(yshj: Run, table: Write, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "out").mkdir()
    plan = tmp_path / "plans" / "mine"
    plan.mkdir(parents=True)
    (plan / "plan.yaml").touch()
    table(
        "yshj.toml",
        'waivers = "w.yaml"\nrejected = "out/r.csv"\nreport = ["json:out/a b.json"]\n'
        'catalogue = "plans/mine"\ncalendar = "/etc/days.yaml"\n',
    )
    shown = settings(yshj("check", "--show-settings", cwd=tmp_path / "deep"))
    assert shown["waivers"][0] == "../w.yaml"
    assert shown["rejected"][0] == "../out/r.csv"
    assert shown["report"][0] == "json:../out/a b.json"
    assert shown["catalogue"][0] == "../plans/mine"
    assert shown["calendar"][0] == "/etc/days.yaml"
    table("yshj.toml", 'report = ["json:out/a b.json"]\ncatalogue = "zhengzhou-2021"\n')
    table("m.csv", MISSED)
    assert yshj("check", "../m.csv", cwd=tmp_path / "deep").code == 1
    assert (tmp_path / "out" / "a b.json").is_file()


def test_every_fault_is_told_at_once_with_its_place(yshj: Run, table: Write) -> None:
    table(
        "yshj.toml",
        'fail-onn = "warn"\nlang = "zhh"\nitem = 8\nquiet = "yes"\nverbose = true\nwaivers = ""\n'
        'output-file = "x"\nas-of = 2021-06-30\nas_of = "2021-07-01"\ntarget = ["a\\u0000b"]\n',
    )
    done = yshj("check", "m.csv", "--lang", "en", YSHJ_LANGUAGE="zh", YSHJ_ITEM="8 x")
    assert done.code == 2
    assert done.err.splitlines() == [
        "yshj.toml:1, key fail-onn: unknown setting; did you mean 'fail-on'?",
        "yshj.toml:2, key lang: \"zhh\" expected one of zh, en; did you mean 'zh'?",
        "yshj.toml:3, key item: expected a list such as [8, 30]",
        'yshj.toml:4, key quiet: "yes" expected true or false, without quotes',
        "yshj.toml:5, key verbose: expected a whole number such as 8, without quotes",
        'yshj.toml:6, key waivers: "" expected text in quotes, such as "..."',
        "yshj.toml:7, key output-file: can be given on the command line only",
        "yshj.toml:9, key as_of: the same setting as as-of",
        "yshj.toml:10, key target: must not hold control characters",
        'YSHJ_ITEM: "8 x" expected a whole number such as 8',
        "YSHJ_LANGUAGE: unknown setting; did you mean 'YSHJ_LANG'?",
    ]
    chinese = yshj("check", "m.csv", "--lang", "zh", YSHJ_LANGUAGE="zh", YSHJ_ITEM="8 x")
    assert len(chinese.err.splitlines()) == 11
    assert "yshj.toml:1，键“fail-onn”：未知的设置；是否为“fail-on”？" in chinese.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("lang = zh\n", "yshj.toml:1: not valid TOML"),
        ('# one\nlang = "zh"\nlang = "en"\n', "yshj.toml:3: not valid TOML"),
        ("a = " + "[" * 50_000, "yshj.toml:1: not valid TOML"),
        ("verbose = " + "9" * 6000, "yshj.toml:1: not valid TOML"),
        ("[tool.yshj]\nlang = 'zh'\n", "without [tool.yshj]"),
        ("# " + "x" * 2_000_000, "the file is too large"),
    ],
    ids=["bare", "twice", "deep", "long", "table", "large"],
)
def test_a_file_that_cannot_be_used(yshj: Run, table: Write, text: str, told: str) -> None:
    table("yshj.toml", text)
    done = yshj("check", "m.csv", "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert "Traceback" not in done.err
    chinese = yshj("check", "m.csv", "--lang", "zh").err
    assert re.search("[一-鿿]", chinese)
    assert "not valid" not in chinese


def test_a_file_of_another_encoding(yshj: Run, table: Write) -> None:
    path = table("yshj.toml", "")
    path.write_bytes('reporter = ["金水区"]\n'.encode("gbk"))
    assert "yshj.toml: the file is not UTF-8" in yshj("check", "m.csv", "--lang", "en").err
    path.write_bytes('\ufefflang = "zh"\r\n'.encode())  # as Notepad saves it
    assert "来自" in yshj("check", "--show-settings").out


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("FAIL_ON", "waring", "--fail-on"),
        ("AS_OF", "2021-02-30", "there is no such day"),
        ("CATALOGUE", "zhengzhou-2020", "no catalogue"),
        ("ENCODING", "utf-9", "unknown encoding"),
        ("TARGET", "08-setup-tim", "did you mean '08-setup-time'?"),
        ("ITEM", "101", "no item 101"),
        ("REPORTER", "火星区", "unknown reporter"),
        ("WAIVERS", "missing.yaml", "missing.yaml"),
        ("REPORT", "jsn:x", "--report"),
        ("REJECTED", "no/folder/r.csv", "cannot write"),
    ],
)
def test_a_value_that_fails_later_names_its_source(
    yshj: Run, table: Write, name: str, value: str, told: str
) -> None:
    table("m.csv", MISSED)
    done = yshj("check", "m.csv", **{f"YSHJ_{name}": value})
    assert done.code == 2
    assert told in done.err
    key = name.lower().replace("_", "-")
    assert done.err.splitlines()[-1] == f"{key} = {value} is from YSHJ_{name}"


def test_the_source_is_not_named_where_the_command_line_spoke(yshj: Run, table: Write) -> None:
    table("m.csv", MISSED)
    done = yshj("check", "m.csv", "--fail-on", "waring", YSHJ_FAIL_ON="missing")
    assert done.code == 2
    assert "YSHJ_FAIL_ON" not in done.err


def test_help_and_version_work_whatever_the_settings(yshj: Run, table: Write) -> None:
    table("yshj.toml", "garbled")
    for words in (("--help",), ("--version",), ("check", "--help"), ("validate", "-h")):
        assert yshj(*words, YSHJ_LANGG="zh").code == 0
    assert yshj("check", "--", "--help").code == 2  # a file of that name


def test_they_hold_for_every_command_that_has_the_option(yshj: Run, table: Write) -> None:
    table("yshj.toml", 'lang = "zh"\noutput-format = "json"\nitem = [8]\n')
    assert '"item": 8' in yshj("targets").out
    assert '"item": 9' not in yshj("targets").out
    assert "到期" in yshj("due", "2021-04-30", "--within", "1 working_day").out


def test_a_format_of_check_alone_does_not_stop_the_others(yshj: Run, table: Write) -> None:
    table("yshj.toml", 'output-format = "csv"\n')
    assert yshj("check", table("m.csv", MISSED)).out.startswith("\ufeff")
    assert "08-setup-time" in yshj("targets").out


def test_debug_is_not_a_setting(yshj: Run) -> None:
    assert yshj("targets", YSHJ_DEBUG="1").code == 0
    assert yshj("targets", YSHJ_DEBUGG="1").code == 2


def test_show_settings_reads_no_input(yshj: Run) -> None:
    assert yshj("check", "missing.csv", "--show-settings").code == 0
    assert yshj("validate", "--show-settings", stdin=b"").code == 0
    assert yshj("check").code == 2


def test_hostile_text_stays_text(yshj: Run, table: Write, tmp_path: Path) -> None:
    place = tmp_path / "a[bold]\x1b[31m"
    place.mkdir()
    (place / "yshj.toml").write_text('waivers = "$(touch x); `touch x`[red]"\n')
    done = yshj("check", "--show-settings", cwd=place, COLUMNS="200")
    assert "\x1b" not in done.out
    assert "$(touch x); `touch x`[red]" in done.out
    assert not (place / "x").exists()
    (place / "yshj.toml").write_text('"\\u001b[31m" = 1\n')
    assert "\x1b" not in yshj("check", "--show-settings", cwd=place).err


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("columns", [60, 80])
def test_the_page_keeps_to_the_width(yshj: Run, table: Write, lang: str, columns: int) -> None:
    table("yshj.toml", f'waivers = "{"w" * 150}.yaml"\n')
    done = yshj("check", "--show-settings", "--lang", lang, COLUMNS=str(columns))
    widths = [len(line) + len(re.findall("[　-￯]", line)) for line in done.out.splitlines()]
    assert max(widths) <= columns
