"""A ledger generator with a seed: case files by the million, clean or not, written by the engine.

python -m tests.benchmarks.ledger --help
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

SEED = 2021
DISTRICTS = (
    *("中原区", "二七区", "金水区", "上街区", "惠济区", "管城回族区", "中牟县", "巩义市", "荥阳市"),
    *("新密市", "新郑市", "登封市", "郑州航空港经济综合实验区", "郑东新区"),
    *("郑州经济技术开发区", "郑州高新技术产业开发区"),
)
COURTS = (  # each of them: what a silent one withholds would be missing
    *(f"{name}人民法院" for name in (*DISTRICTS[:13], DISTRICTS[15])),
    "郑州铁路运输法院",
)
# target, share of the rows in percent, the longest time a case takes in days (within its limit),
# and who sends it: somebody else's rows would be refused
SERIES = (
    ("08-setup-time", 50, 1, DISTRICTS),
    ("20-injury-investigated", 5, 30, ("市人社局",)),
    ("27-contract-signing", 10, 2, ("市财政局",)),
    ("30-power-10kv", 20, 16, ("郑州供电公司",)),
    ("64-appraisal-start", 15, 30, COURTS),
)
BODIES = tuple(name for *_, senders in SERIES for name in senders)
PLAIN, CHINESE = "%Y-%m-%d %H:%M:%S", "%Y年%-m月%-d日 %-H时%M分"


@dataclass(frozen=True)
class Faults:
    """What is wrong with a ledger: how many rows of a thousand, or of ten thousand.

    Late cases are up to ten days over their limit; bad rows have an impossible start, an unknown
    reporter or a finish before their start, in turn; a repeat is the row before it once more; a
    tenth of the rows spell their reporter with 郑州市 before it, another tenth by its short name,
    and a thousandth with a space before it.
    """

    late: int = 200
    bad: int = 1
    open: int = 10
    repeats_of_ten_thousand: int = 1
    spelled: bool = True


DIRTY, CLEAN = Faults(), Faults(0, 0, 0, 0, spelled=False)


def write_ledger(
    path: Path, rows: int, faults: Faults = CLEAN, *, date_format: str = PLAIN
) -> None:
    """Write `rows` cases of 2021 to `path` as CSV. The same arguments give the same bytes."""
    bounds, longest, bodies, total = [], [], [], 0
    for target, share, days, senders in SERIES:
        total += share
        names = ", ".join(f"'{name}'" for name in senders)
        bounds.append(f"WHEN k < {total} THEN '{target}'")
        longest.append(f"WHEN k < {total} THEN {days}")
        bodies.append(f"WHEN k < {total} THEN [{names}][1 + (h // 101 % {len(senders)})::INT]")
    spelling = "reporter"
    if faults.spelled:
        spelling = (
            "CASE WHEN h // 37 % 10 = 0 THEN '郑州市' || reporter WHEN h // 37 % 10 = 1 "
            "THEN regexp_replace(reporter, '^(..)[区县市]$', '\\1') "
            "WHEN h // 41 % 1000 = 0 THEN ' ' || reporter ELSE reporter END"
        )
    repeated = "r"
    if faults.repeats_of_ten_thousand:
        repeated = f"CASE WHEN r % 10000 BETWEEN 1 AND {faults.repeats_of_ten_thousand} "
        repeated += "THEN r - r % 10000 ELSE r END"
    con = duckdb.connect()
    con.execute(f"""
        COPY (
            SELECT target, CASE WHEN wrong = 1 THEN '某区' ELSE {spelling} END AS reporter,
                case_number AS "case",
                CASE WHEN wrong = 0 THEN '2021-02-30 09:00:00'
                    ELSE strftime(s, '{date_format}') END AS started,
                strftime(CASE WHEN h // 17 % 1000 < {faults.open} THEN NULL
                    WHEN wrong = 2 THEN s - INTERVAL 3 DAY
                    WHEN h // 5 % 1000 < {faults.late}
                    THEN s + to_minutes((days * 1440 + h // 11 % 14400)::INT)
                    ELSE s + to_minutes((h // 7 % (days * 1440))::INT) END, '{date_format}')
                    AS finished
            FROM (
                SELECT *,
                    TIMESTAMP '2021-01-01 08:00:00' + to_minutes((h // 13 % 460000)::INT) AS s,
                    CASE WHEN h % 1000 < {faults.bad} THEN h // 1000 % 3 END AS wrong
                FROM (
                    SELECT CASE {" ".join(bounds)} END AS target,
                        CASE {" ".join(longest)} END AS days,
                        CASE {" ".join(bodies)} END AS reporter,
                        'SYN-' || lpad(i::VARCHAR, 10, '0') AS case_number, h
                    FROM (
                        SELECT i, hash(i + {SEED}) // 64 AS h, hash(i * 31 + {SEED}) % 100 AS k
                        FROM (SELECT {repeated} AS i FROM range({rows}) t(r))
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
    parser.add_argument("--clean", action="store_true", help="without a fault")
    parser.add_argument("--bad", type=int, default=1, help="bad rows of a thousand")
    parser.add_argument("--chinese-dates", action="store_true")
    parser.add_argument("--encoding", default="utf-8")
    wish = parser.parse_args()
    form = CHINESE if wish.chinese_dates else PLAIN
    wrong = CLEAN if wish.clean else replace(DIRTY, bad=wish.bad)
    write_ledger(wish.path, wish.rows, wrong, date_format=form)
    if wish.encoding != "utf-8":
        recode(wish.path, wish.encoding)
