"""A ledger generator with a seed: case files by the million, clean or not, written by the engine.

python -m tests.benchmarks.ledger --help
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import duckdb

SEED = 2021
DISTRICTS = (
    *("中原区", "二七区", "金水区", "上街区", "惠济区", "管城回族区", "中牟县", "巩义市", "荥阳市"),
    *("新密市", "新郑市", "登封市", "郑州航空港经济综合实验区", "郑东新区"),
    *("郑州经济技术开发区", "郑州高新技术产业开发区"),
)
# target, share of the rows in percent, the longest time a case takes in days: within its limit
SERIES = (
    ("08-setup-time", 50, 1),
    ("20-injury-investigated", 5, 30),
    ("27-contract-signing", 10, 2),
    ("30-power-10kv", 20, 16),
    ("64-appraisal-start", 15, 30),
)
CLEAN, CHINESE = "%Y-%m-%d %H:%M:%S", "%Y年%-m月%-d日 %-H时%M分"


def write_ledger(path: Path, rows: int, *, bad_percent: int = 0, date_format: str = CLEAN) -> None:
    """Write `rows` cases of 2021 to `path` as CSV, `bad_percent` of them with an impossible start.

    The same arguments give the same bytes.
    """
    bounds, targets, longest, total = [], [], [], 0
    for target, share, days in SERIES:
        total += share
        bounds.append(f"WHEN k < {total} THEN '{target}'")
        longest.append(f"WHEN k < {total} THEN {days}")
        targets.append(target)
    districts = ", ".join(f"'{name}'" for name in DISTRICTS)
    con = duckdb.connect()
    con.execute(f"""
        COPY (
            SELECT target, reporter, case_number AS "case",
                CASE WHEN h % 100 < {bad_percent} THEN '2021-02-30 09:00:00'
                    ELSE strftime(s, '{date_format}') END AS started,
                strftime(s + to_minutes((h // 7 % (days * 1440))::INT), '{date_format}') AS finished
            FROM (
                SELECT *, TIMESTAMP '2021-01-01 08:00:00' + to_minutes((h // 13 % 460000)::INT) AS s
                FROM (
                    SELECT CASE {" ".join(bounds)} END AS target,
                        CASE {" ".join(longest)} END AS days,
                        [{districts}][1 + (h // 101 % 16)::INT] AS reporter,
                        'SYN-' || lpad(i::VARCHAR, 10, '0') AS case_number, h
                    FROM (
                        SELECT i, hash(i + {SEED}) // 64 AS h, hash(i * 31 + {SEED}) % 100 AS k
                        FROM range({rows}) t(i)
                    )
                )
            )
        ) TO '{path}' (HEADER)
    """)
    con.close()


def recode(path: Path, encoding: str) -> None:
    """Rewrite a UTF-8 file in another encoding, a piece at a time."""
    other = path.with_suffix(".other")
    with path.open(encoding="utf-8", newline="") as old, other.open("wb") as new:
        while piece := old.read(1 << 22):
            new.write(piece.encode(encoding))
    other.replace(path)


def in_a_process_of_its_own(path: Path, rows: int, *options: str) -> Path:
    """Write a ledger without growing this process: a child's peak memory begins at its parent's."""
    words = [sys.executable, "-m", "tests.benchmarks.ledger", str(rows), str(path), *options]
    subprocess.run(words, check=True)
    return path


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int)
    parser.add_argument("path", type=Path)
    parser.add_argument("--bad-percent", type=int, default=0)
    parser.add_argument("--chinese-dates", action="store_true")
    parser.add_argument("--encoding", default="utf-8")
    wish = parser.parse_args()
    form = CHINESE if wish.chinese_dates else CLEAN
    write_ledger(wish.path, wish.rows, bad_percent=wish.bad_percent, date_format=form)
    if wish.encoding != "utf-8":
        recode(wish.path, wish.encoding)
