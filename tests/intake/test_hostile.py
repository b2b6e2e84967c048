"""Files meant to hurt: a clear problem in bounded memory and time, never a traceback."""

from __future__ import annotations

import gzip
import resource
import signal
import time
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.intake.conftest import Reader
from tests.intake.mapped import Send
from tests.workbook.made import write_book
from yshj.contract.rows import Context
from yshj.errors import InputError, Text
from yshj.intake.engine import engine, engine_fault, running
from yshj.intake.ledger import Ledger
from yshj.intake.read import submission
from yshj.intake.tables import RawTable

HEADER = "target,reporter,case,value\n"
GOOD = "01-mobile-services,金水区,{},\n"


def test_a_gzip_bomb_is_stopped_early(read: Reader, tmp_path: Path) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(bytes(1 << 20), 9) * 128)
    assert "too large when unpacked" in read(tmp_path / "a.csv.gz").only_problem()


def test_an_xlsx_bomb_is_stopped_early(read: Reader, tmp_path: Path) -> None:
    write_book(tmp_path / "a.xlsx", sheet=b"<worksheet>" + b" " * (80 << 20))
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


@pytest.mark.parametrize(
    "text",
    [
        '"' + HEADER,
        'target,reporter,"case,value\n',
        'target,reporter,case,"value\n',
    ],
)
@pytest.mark.parametrize("rows", [30, 10_000])
def test_an_unclosed_quote_in_the_header(
    read: Reader, tmp_path: Path, text: str, rows: int
) -> None:
    (tmp_path / "a.csv").write_text(text + "".join(map(GOOD.format, range(rows))))
    assert "quote in the header is never closed" in read(tmp_path / "a.csv").only_problem()


@pytest.mark.parametrize("text", ['"', "\n" * 30 + HEADER + GOOD, '""\n'])
def test_nothing_where_a_header_should_be(read: Reader, tmp_path: Path, text: str) -> None:
    (tmp_path / "a.csv").write_text(text)
    assert "there is nothing in" in read(tmp_path / "a.csv").only_problem()


def test_a_first_line_longer_than_a_cell_can_be(read: Reader, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x" * 200_000 + "\n" + HEADER + GOOD)
    assert "too long for a table" in read(tmp_path / "a.csv").only_problem()


def test_a_file_that_grows_while_it_is_read(
    read: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It counts for nothing: its hash may be that of other rows. The file beside it counts."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text(HEADER + GOOD.format(name))
    number_rows = RawTable.number_rows

    def grow(table: RawTable, *given: Any) -> None:
        if table.name.endswith("a.csv"):
            with table.source.path.open("a") as file:
                file.write(GOOD.format("C") * 3)
        number_rows(table, *given)

    monkeypatch.setattr(RawTable, "number_rows", grow)
    found = read(tmp_path / "a.csv", tmp_path / "b.csv")
    assert found.only_problem() == "the file changed while it was read"
    assert found.problems[0].file == str(tmp_path / "a.csv")
    assert (found.rows, found.accepted) == (1, 1)


QUOTED = HEADER + '01-mobile-services,金水区,"A\n1",\n' + "x,,B,\n"  # whose line must be looked for


@pytest.mark.parametrize("rows", [HEADER + GOOD.format("A") + "x,,B,\n", QUOTED])
@pytest.mark.parametrize("gone", [True, False])
def test_what_becomes_of_a_file_once_it_was_read(
    read: Reader, tmp_path: Path, rows: str, gone: bool
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(rows)

    def change(stage: Text) -> None:
        if stage.en == "settling":
            path.unlink() if gone else path.write_text(rows * 2)

    found = read(path, progress=change)
    assert (found.rows, found.accepted) == (2, 1)
    line = None if rows == QUOTED else 3  # nobody counts the lines of another file
    assert found.places() == [(3, line, "target", "x")]


def test_a_file_that_vanishes_before_it_is_read(read: Reader, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEADER + GOOD.format("A"))
    found = read(
        tmp_path / "a.csv", progress=lambda _: (tmp_path / "a.csv").unlink(missing_ok=True)
    )
    assert "cannot be read" in found.only_problem()


@pytest.mark.parametrize("column", ["evidence", "note"])
def test_bad_bytes_in_a_column_nobody_reads_shift_no_row_number(
    read: Reader, tmp_path: Path, column: str
) -> None:
    good = "".join(f"08-setup-time,金水区,A{n},2021-03-01,2021-03-02,ok\n" for n in range(9000))
    path = tmp_path / "late.csv"
    path.write_bytes(
        (f"target,reporter,case,started,finished,{column}\n" + good).encode()
        + b"08-setup-time,,B1,2021-03-01,2021-03-02,\xff\n"
        + b"08-setup-time,,B2,2021-02-30,2021-03-02,ok\n"
    )
    found = read(path)
    assert [problem.row for problem in found.problems] == [9002, 9003]


def test_what_the_engine_has_no_memory_for_is_not_called_broken(
    read: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.csv").write_text(HEADER + GOOD.format("A"))

    def fails(*_: object) -> None:
        raise duckdb.OutOfMemoryException("could not allocate")

    monkeypatch.setattr(Ledger, "add", fails)
    with pytest.raises(InputError, match="out of memory: check fewer files at once"):
        read(tmp_path / "a.csv")


@pytest.mark.parametrize("packed", [True, False])
def test_a_full_folder_for_temporary_files_is_named(
    read: Reader, tmp_path: Path, packed: bool
) -> None:
    """Whatever is copied there first: an unpacked file, or one in another encoding."""
    rows = HEADER + GOOD.format("A") * 100_000
    path = tmp_path / ("a.csv.gz" if packed else "a.csv")
    path.write_bytes(gzip.compress(rows.encode()) if packed else rows.encode("gb18030"))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        told = read(path).only_problem() if packed else _told(read, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, old)
    assert told.startswith("the folder for temporary files, ")


def _told(read: Reader, path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read(path)
    return caught.value.problem.message.en


def test_an_interrupt_stops_a_query_that_never_ends(tmp_path: Path) -> None:
    endless = "SELECT max(sin(a.range * b.range)) FROM range(1000000000) a, range(1000000) b"

    def interrupted() -> None:
        with running(con, endless):
            time.sleep(0.5)
            raise KeyboardInterrupt  # as a Ctrl-C does while this core waits

    with engine([], tmp_path) as con:
        with pytest.raises(KeyboardInterrupt):
            interrupted()
        assert con.execute("SELECT 1").fetchone() == (1,)


LATE = (
    "target,reporter,case,started,finished,note,remark,other\n"
    + "".join(f"08-setup-time,金水区,A{n},2021-03-01,2021-03-02,,,ok\n" for n in range(9000))
).encode() + (
    b"08-setup-time,,B1,2021-03-01,2021-03-02,,,\xff\n"
    b"08-setup-time,,B2,2021-03-01,2021-03-02,,,ok\n"
)


def test_rows_behind_bad_bytes_are_found_again(context: Context, tmp_path: Path) -> None:
    (tmp_path / "late.csv").write_bytes(LATE)
    with submission([str(tmp_path / "late.csv")], context) as sent:
        ranks = dict.fromkeys(sent.ledger.facts, 1)
        totals, found = sent.ledger.worst(ranks, {"08-setup-time": ()}, 10_000)
    assert sum(totals.values()) == len(found) == 9001
    assert [one.row for one in found][-2:] == [9001, 9003]


def test_bad_bytes_that_a_mapping_does_not_read(send: Send) -> None:
    found = send(
        """\
        mapping: few of its columns
        table: cases
        columns: {target: target, case: case, started: started}
        filter:
          - {column: reporter, in: [""]}
        """,
        LATE,
    )
    assert (found.rows, found.left_out, found.cases) == (9002, 9000, 1)
    assert [one.row for one in found.refused] == [9002]


def test_what_the_engine_says_of_a_file_steers_no_terminal() -> None:
    told = engine_fault(duckdb.InvalidInputException("no such type: \x0f\x1b[31m"))
    assert told.en.endswith("no such type: \\x0f\\x1b[31m")
