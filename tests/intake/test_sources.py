"""Which files a command line names."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.intake.conftest import Reader

ROWS = "target,period,value\n01-mobile-services,2021,310\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    for name in ("b.csv", "a.csv", "sub/c.tsv"):
        (tmp_path / name).write_text(ROWS.replace("2021,310", f"2021,{len(name)}"))
    for name in ("notes.md", ".hidden.csv", "~$a.xlsx"):
        (tmp_path / name).write_text("not data")
    return tmp_path


def test_a_folder_means_its_data_files_in_order(read: Reader, folder: Path) -> None:
    names = [one.name for one in read(folder).inputs]
    assert names == [str(folder / name) for name in ("a.csv", "b.csv", "sub/c.tsv")]


def test_a_glob_and_a_file_named_twice(read: Reader, folder: Path) -> None:
    (folder / "link.csv").symlink_to(folder / "a.csv")
    found = read(folder / "*.csv", folder / "a.csv", f"{folder}/sub/../a.csv")
    assert [one.name for one in found.inputs] == [str(folder / "a.csv"), str(folder / "b.csv")]


def test_a_link_that_loops_does_not_hold_us(read: Reader, folder: Path) -> None:
    for name in ("loop", "again"):
        (folder / "sub" / name).symlink_to(folder, target_is_directory=True)
    assert len(read(folder).inputs) == 3
    assert [one.name for one in read(f"{folder}/**/*.csv").inputs] == [
        str(folder / "a.csv"),
        str(folder / "b.csv"),
    ]


@pytest.mark.parametrize(
    "name",
    [
        *("a[1].csv", "a?.csv", "*.csv", "it's.csv", 'say "hi".csv', "a b.csv", "三 月.csv"),
        *("-.csv", "a;b,c.csv", "a'); DROP TABLE grouped; --.csv", "\x1b[31m.csv", "[bold].csv"),
    ],
)
def test_a_name_is_a_name(read: Reader, tmp_path: Path, name: str) -> None:
    for other in ("a1.csv", "aX.csv", "bold.csv"):  # what the name would mean as a pattern
        (tmp_path / other).write_text("nothing\n")
    (tmp_path / name).write_text(ROWS)
    found = read(tmp_path / name)
    assert [(one.name, one.rows, one.refused) for one in found.inputs] == [
        (str(tmp_path / name), 1, 0)
    ]


def test_a_name_that_is_not_unicode(read: Reader, tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xb1\xa8.csv")
    try:
        Path(path).write_text(ROWS)
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    assert read(path).accepted == 1


@pytest.mark.parametrize("packed", [False, True])
def test_standard_input(read: Reader, monkeypatch: pytest.MonkeyPatch, packed: bool) -> None:
    data = gzip.compress(ROWS.encode(), mtime=0) if packed else ROWS.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    found = read("-")
    assert [(one.name, one.rows) for one in found.inputs] == [("<stdin>", 1)]


def test_standard_input_that_is_closed(read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert "standard input is closed" in read("-").only_problem()


def test_gzip_is_told_by_its_bytes(read: Reader, tmp_path: Path) -> None:
    (tmp_path / "packed.csv").write_bytes(gzip.compress(ROWS.encode("gb18030"), mtime=0))
    assert read(tmp_path / "packed.csv").accepted == 1


def test_the_hash_is_of_the_file_itself(read: Reader, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(ROWS)
    assert read(tmp_path / "a.csv").inputs[0].sha256 == hashlib.sha256(ROWS.encode()).hexdigest()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("none.csv", None, "no such file"),
        ("none-*.csv", None, "no such file"),
        ("empty.csv", b"", "the file is empty"),
        ("empty.csv.gz", gzip.compress(b"", mtime=0), "the file is empty"),
        ("blank.csv", b"\n \n\t\n", "nothing in the file"),
        ("header.csv", b"target,period,value\n", "a header and no rows"),
        ("header.csv", b"target,case,value\r\n\r\n", "a header and no rows"),
        ("broken.csv.gz", gzip.compress(ROWS.encode(), mtime=0)[:-9], "broken gzip data"),
        (
            "broken.csv.gz",
            gzip.compress(ROWS.encode(), mtime=0)[:12] + b"x" * 30,
            "broken gzip data",
        ),
        ("broken.xlsx", b"PK\x03\x04" + b"\0" * 60, "not an XLSX file"),
        ("broken.parquet", b"PAR1" + b"\0" * 60, "not a Parquet file"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_problem(
    read: Reader, tmp_path: Path, name: str, content: bytes | None, says: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    (tmp_path / "good").mkdir()
    (tmp_path / "good" / "good.csv").write_text(ROWS)
    found = read(tmp_path / name, tmp_path / "good")
    assert says in found.only_problem()
    assert found.problems[0].file == str(tmp_path / name)
    assert found.accepted == 1  # the others are read all the same


def test_a_folder_without_data(read: Reader, tmp_path: Path) -> None:
    assert "no data files" in read(tmp_path).only_problem()


def test_a_pipe_is_not_waited_for(read: Reader, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for name in (tmp_path, tmp_path / "pipe.csv"):
        assert "not a regular file" in read(name).only_problem()


def test_a_link_to_nothing(read: Reader, tmp_path: Path) -> None:
    (tmp_path / "a.csv").symlink_to(tmp_path / "gone.csv")
    assert "cannot be read" in read(tmp_path / "a.csv").only_problem()


def test_a_file_without_permission(
    read: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may read everything, so the refusal is played."""
    (tmp_path / "a.csv").write_text(ROWS)
    really = Path.open

    def denied(path: Path, *args: object, **options: object) -> object:
        if path.name == "a.csv":
            raise PermissionError(13, "Permission denied")
        return really(path, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", denied)
    assert "permission denied" in read(tmp_path / "a.csv").only_problem()


def test_files_are_read_without_the_library_of_frames() -> None:
    """Its import takes longer than small files do."""
    asked = "import sys, yshj.cli.check; print('narwhals' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True)
    assert done.stdout == b"False\n"
