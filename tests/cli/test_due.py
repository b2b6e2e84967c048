"""`yshj due`, run as a user runs it. Days are those of 国办发明电〔2020〕27号 (2021)."""

import subprocess
from pathlib import Path

import pytest

from tests import command


def due(*words: str) -> "subprocess.CompletedProcess[str]":
    done = command.run(["due", *words], Path.cwd())
    return subprocess.CompletedProcess(
        words, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


def page(*words: str) -> str:
    done = due(*words)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_a_working_day_over_a_festival() -> None:
    assert page("2021-04-30", "--within", "1 working_day", "--lang", "en") == (
        "due 2021-05-06 Thu\n"
        "2021-04-30 itself does not count (Civil Code, art. 201)\n"
        "  2021-05-01 Sat  skipped  Labour Day\n"
        "  2021-05-02 Sun  skipped  Labour Day\n"
        "  2021-05-03 Mon  skipped  Labour Day\n"
        "  2021-05-04 Tue  skipped  Labour Day\n"
        "  2021-05-05 Wed  skipped  Labour Day\n"
    )


def test_a_make_up_sunday_counts() -> None:
    text = page("2021年4月24日", "--within", "1 个工作日", "--lang", "zh")
    assert text.splitlines() == [
        "到期：2021-04-25 星期日",
        "2021-04-24 当日不计入（民法典第二百零一条）",
        "  2021-04-25 星期日  计入  调休上班（劳动节）",
    ]


@pytest.mark.parametrize(
    ("words", "first", "holds"),
    [
        (
            ["2021-04-24", "--within", "7日", "--lang", "en"],
            "due 2021-05-06 Thu",
            ["the last day, 2021-05-01, is a day off and moves on (art. 203)", "skipped"],
        ),
        (
            ["2021-04-24", "--within", "７天", "--lang", "zh"],
            "到期：2021-05-06 星期四",
            ["末日 2021-05-01 为休息日，顺延（民法典第二百零三条）", "跳过  劳动节"],
        ),
        (["2021-05-01", "--within", "7日", "--lang", "en"], "due 2021-05-08 Sat", []),
        (
            ["2021-01-31", "--within", "1个月", "--lang", "en"],
            "due 2021-03-01 Mon",
            ["2021-02-28 Sun  skipped  Sunday"],
        ),
        (
            ["2021-01-31", "--within", "1 month", "--no-roll", "--lang", "zh"],
            "到期：2021-02-28",
            [],
        ),
        (["2021-01-04", "--within", "1.5个月", "--lang", "en"], "due 2021-02-19 Fri", []),
        (
            ["2021-04-24", "--within", "7日", "--excluded", "3", "--lang", "en"],
            "due 2021-05-06 Thu",
            ["the last day, 2021-05-04, is a day off"],
        ),
        (
            ["2021-04-28", "--within", "1工作日", "--excluded", "2", "--lang", "en"],
            "due 2021-05-06",
            [],
        ),
        (
            ["2021-04-30 23:30", "--within", "1 小时", "--lang", "en"],
            "due 2021-05-01 00:30:00",
            ["counted from the moment (Civil Code, art. 201)"],
        ),
        (
            ["2021/4/30 9:30", "--within", "90分钟", "--excluded", "1", "--lang", "zh"],
            "到期：2021-04-30 12:00:00",
            ["自该时刻起连续计算（民法典第二百零一条）"],
        ),
        # 16:30 UTC is half past midnight of the next day in Zhengzhou
        (
            ["2021-04-29T16:30:00Z", "--within", "1 day", "--no-roll", "--lang", "en"],
            "due 2021-05-01",
            [],
        ),
    ],
)
def test_other_limits(words: list[str], first: str, holds: list[str]) -> None:
    text = page(*words)
    assert text.startswith(first)
    assert [line for line in holds if line not in text] == []


def test_without_a_roll_no_day_is_skipped() -> None:
    """1 May is the last day and counts, although it is a day off."""
    text = page("2021-04-24", "--within", "7日", "--no-roll", "--lang", "en")
    assert text.startswith("due 2021-05-01 Sat\n")
    assert "skipped" not in text


def test_without_a_roll_no_calendar_is_asked() -> None:
    text = page("2030-01-01", "--within", "7日", "--no-roll", "--lang", "en")
    assert text.startswith("due 2030-01-08 Tue\n")


@pytest.mark.parametrize(
    ("words", "lang", "said"),
    [
        (["2021-04-30", "--within", "1 fortnight"], "en", "must be a number and a unit"),
        (["2021-04-30", "--within", "90%"], "en", "must be a number and a unit"),
        (["2021-04-30", "--within=-1日"], "en", "must be a number and a unit"),
        (["2021-04-30", "--within", "5001日"], "en", "too long"),
        (["2021-04-30", "--within", "1 小时"], "zh", "按小时计算须写明时刻"),
        (["2021-02-30", "--within", "1日"], "en", 'DATE: "2021-02-30" there is no such day'),
        (["yesterday", "--within", "1日"], "en", "expected a date"),
        (["2021-04-30"], "en", "--within"),
        (["2021-04-30", "--within", "1日", "--excluded", "-1"], "en", "--excluded"),
        (["2021-04-30", "--within", "1日", "--excluded", "99999999999999"], "en", ""),
        (["2021-04-30 09:00", "--within", "1小时", "--excluded", "99999999999999"], "en", ""),
        (["2021-04-30", "--within", "1日", "--calendar", "no-such.yaml"], "en", "cannot be read"),
    ],
)
def test_bad_input_is_exit_2_and_prints_no_date(words: list[str], lang: str, said: str) -> None:
    done = due(*words, "--lang", lang)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "fault of the tool" not in done.stderr


def test_outside_the_calendar_names_its_years_and_a_file_extends_it(tmp_path: Path) -> None:
    words = ["2026-12-31", "--within", "1 working_day", "--lang", "en"]
    done = due(*words)
    assert (done.returncode, done.stdout) == (3, "")
    assert "2004–2026" in done.stderr
    path = tmp_path / "2027.yaml"
    path.write_text("years: [2027]\ndays_off: {2027-01-01: 元旦}\n", encoding="utf-8")
    assert page(*words, "--calendar", str(path)).startswith("due 2027-01-04 Mon\n")
