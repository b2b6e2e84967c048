"""Files meant to hurt: a clear problem in bounded memory and time, never a traceback."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from tests.intake.conftest import Reader
from yshj.errors import InputError, Text

HEADER = "target,reporter,case,value\n"
GOOD = "01-mobile-services,金水区,{},\n"


def test_a_gzip_bomb_is_stopped_early(read: Reader, tmp_path: Path) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(bytes(1 << 20), 9) * 128)
    assert "too large when unpacked" in read(tmp_path / "a.csv.gz").only_problem()


def test_an_xlsx_bomb_is_stopped_early(read: Reader, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", bytes(80 << 20))
    assert "too large when unpacked" in read(tmp_path / "a.xlsx").only_problem()


@pytest.mark.parametrize(
    "text",
    [
        ",".join(f"c{at}" for at in range(5000)) + "\n1\n",
        HEADER.strip() + ",x" * 5000 + "\n1\n",
        "x" * 3_000_000,
        "x," * 1_000_000 + "\n",
        '"' + "x" * 3_000_000,
    ],
    ids=["columns", "columns behind ours", "one line", "one line of cells", "one quote"],
)
def test_no_table_at_all(read: Reader, tmp_path: Path, text: str) -> None:
    (tmp_path / "a.csv").write_text(text)
    found = read(tmp_path / "a.csv")
    assert "too many columns" in found.only_problem() or "too long" in found.only_problem()
    assert found.rows == 0


@pytest.mark.parametrize("megabytes", [3, 40])
def test_an_endless_line_among_the_rows(read: Reader, tmp_path: Path, megabytes: int) -> None:
    with (tmp_path / "a.csv").open("w") as file:
        file.write(HEADER + GOOD.format("A"))
        for _ in range(megabytes):
            file.write("x" * (1 << 20))
        file.write("\n" + GOOD.format("B"))
    found = read(tmp_path / "a.csv")
    problem = found.problems[0]
    assert len(found.problems) == 1
    assert 3 in (problem.row, problem.line)
    assert found.adds_up()
    assert found.accepted == (2 if problem.row else 0)  # the file without it, or nothing of it


@pytest.mark.parametrize("rows", [2, 200_000])
def test_an_unclosed_quote_on_the_first_row(read: Reader, tmp_path: Path, rows: int) -> None:
    text = HEADER + '01-mobile-services,金水区,"A,\n' + "".join(map(GOOD.format, range(rows)))
    (tmp_path / "a.csv").write_text(text)
    found = read(tmp_path / "a.csv")
    assert found.problems[0].row == 2
    assert "quote" in found.only_problem()
    assert (found.accepted, found.adds_up()) == (0, True)


def test_a_quote_that_is_wrong_hides_no_row_behind_it(read: Reader, tmp_path: Path) -> None:
    bad = '01-mobile-services,金水区,"A"1,\n'
    text = HEADER + bad + "x,,1,\n" + GOOD.format("B") + bad + "y,,2,\n" + GOOD.format("C")
    (tmp_path / "a.csv").write_text(text)
    found = read(tmp_path / "a.csv")
    assert [row for row, *_ in found.places()] == [2, 3, 5, 6]
    assert (found.accepted, found.adds_up()) == (2, True)


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("01-mobile-services\0,,A,", "target", "01-mobile-services\0"),
        ("01-mobile-services,金水区\0,A,", "reporter", "金水区\0"),
        ("01-mobile-services,,A\0,", "case", "A\0"),
        ("\x1b[31mred,,A,", "target", "\x1b[31mred"),
        ("[bold]01,,A,", "target", "[bold]01"),
        ("'; DROP TABLE grouped; --,,A,", "target", "'; DROP TABLE grouped; --"),
        ("01-mobile-services,' OR '1'='1,A,", "reporter", "' OR '1'='1"),
        ("33-customer-investment,,A," + "9" * 5000, "value", "9" * 5000),
        ("33-customer-investment,,A,NaN", "value", "NaN"),
        ("33-customer-investment,,A,1e400元", "value", "1e400元"),
    ],
)
def test_a_cell_is_data(read: Reader, tmp_path: Path, row: str, column: str, value: str) -> None:
    (tmp_path / "a.csv").write_text(HEADER + row + "\n" + GOOD.format("B"))
    found = read(tmp_path / "a.csv")
    assert found.places() == [(2, 2, column, value)]
    assert (found.accepted, found.adds_up()) == (1, True)
    for lang in ("zh", "en"):
        shown = found.problems[0].tell(lang)
        assert shown.isprintable()
        assert len(shown) < 500


def test_a_file_that_vanishes_before_it_is_read(read: Reader, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEADER + GOOD.format("A"))
    found = read(
        tmp_path / "a.csv", progress=lambda _: (tmp_path / "a.csv").unlink(missing_ok=True)
    )
    assert "cannot be read" in found.only_problem()


def test_a_file_that_vanishes_while_it_is_read(read: Reader, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEADER + "x,,A,\n")

    def vanish(stage: Text) -> None:
        if stage.en == "settling":
            (tmp_path / "a.csv").unlink()

    with pytest.raises(InputError, match="vanished"):
        read(tmp_path / "a.csv", progress=vanish)


def test_bad_bytes_in_a_column_nobody_reads_shift_no_row_number(
    read: Reader, tmp_path: Path
) -> None:
    good = "".join(f"08-setup-time,金水区,A{n},2021-03-01,2021-03-02,ok\n" for n in range(9000))
    path = tmp_path / "late.csv"
    path.write_bytes(
        ("target,reporter,case,started,finished,evidence\n" + good).encode()
        + b"08-setup-time,,B1,2021-03-01,2021-03-02,\xff\n"
        + b"08-setup-time,,B2,2021-02-30,2021-03-02,ok\n"
    )
    found = read(path)
    assert [problem.row for problem in found.problems] == [9002, 9003]
