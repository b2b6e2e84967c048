"""Make the sample submissions beside this file: `python samples/make_samples.py`.

Every figure, case and date is invented. The seed is fixed and the output the same byte for byte,
so that a changed sample is a changed script. The catalogue lends ids, names and units; which days
are worked stands below, so that the samples do not lean on the calendar that judges them.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import StringIO
from pathlib import Path
from typing import TypeVar

from invented import (
    AFTER_YEAR,
    BROKEN,
    BROKEN_CASES,
    LATE,
    LEDGER,
    MARKS,
    OF_JINSHUI,
    SHARES,
    SINGLED_OUT,
    SUMS,
    TOLD,
    UNTOLD,
    WHOLES,
    YEAR,
    ZONES,
    Row,
    Series,
)

from yshj.catalogue.load import load
from yshj.catalogue.model import Catalogue, Target

T = TypeVar("T")

HERE = Path(__file__).resolve().parent
SEED = 2021
FIGURES = {
    **{"target": "指标", "reporter": "填报单位", "period": "期间", "value": "数值"},
    **{"unit": "计量单位", "numerator": "分子", "denominator": "分母", "baseline": "基期值"},
    **{"cases": "件数", "reported": "报送日期", "evidence": "佐证材料"},
}
CASES = ["target", "reporter", "case", "started", "finished", "excluded", "limit", "extended"]

ONE_DAY = timedelta(days=1)
# the State Council's notices for 2021 and the first holidays of 2022: first day, how many
DAYS_OFF = (
    *(("2021-01-01", 3), ("2021-02-11", 7), ("2021-04-03", 3), ("2021-05-01", 5)),
    *(("2021-06-12", 3), ("2021-09-19", 3), ("2021-10-01", 7), ("2022-01-01", 3)),
    ("2022-01-31", 7),
)
HOLIDAYS = [
    [date.fromisoformat(first) + ONE_DAY * n for n in range(length)] for first, length in DAYS_OFF
]
OFF = {day for holiday in HOLIDAYS for day in holiday}
MADE_UP = {
    date.fromisoformat(f"2021-{day}")
    for day in ("02-07", "02-20", "04-25", "05-08", "09-18", "09-26", "10-09")
} | {date(2022, 1, 29), date(2022, 1, 30)}


class Dice:
    """Choices made from `random()` alone, whose sequence Python promises not to change."""

    def __init__(self, name: str) -> None:
        self.random = random.Random(f"{SEED} {name}").random

    def between(self, low: int, high: int) -> int:
        return low + int(self.random() * (high - low + 1))

    def one_of(self, choices: Sequence[T]) -> T:
        return choices[self.between(0, len(choices) - 1)]

    def split(self, total: int, parts: int) -> list[int]:
        """`total` in whole parts of uneven size."""
        weights = [self.between(1, 4) for _ in range(parts)]
        shares = [total * weight // sum(weights) for weight in weights]
        left = total - sum(shares)
        return [share + (at < left) for at, share in enumerate(shares)]


def city_rows(catalogue: Catalogue) -> Iterator[Row]:
    """The year as the city reports it: all but the untold and what only the ledger shows."""
    left_out = UNTOLD | ({series.target for series in LEDGER} - TOLD.keys())
    for target in catalogue.targets.values():
        if target.id in left_out:
            continue
        dice = Dice(target.id)  # its own, so that no target's figures rest on another's
        asked = catalogue.expected(target)
        parts = [body.name for body in asked if body in catalogue.parts]
        names = [] if parts else ["" if target.reported_by == "city" else one.name for one in asked]
        if target.is_milestone:
            assert target.due is not None
            for name in parts or names:
                done = LATE.get(target.id, str(target.due - ONE_DAY * dice.between(0, 90)))
                yield filled(target, ZONES.get(name, name), {"period": "", "value": done})
            continue
        for name in names or ([""] if target.id in TOLD else []):
            for cells in TOLD.get(target.id) or [ordinary(target, dice)]:
                yield filled(target, name, cells)
        if parts:
            yield from district_rows(parts, target, dice)


def filled(target: Target, reporter: str, cells: Row) -> Row:
    """A row with the cells that nearly every row has; `cells` has the last word."""
    bare = target.is_milestone or "numerator" in cells or cells["value"] in MARKS.values()
    usual = {"period": YEAR, "reported": AFTER_YEAR, "evidence": "虚构样本，非真实数据"}
    named = {"target": target.id, "reporter": reporter, "unit": "" if bare else target.unit.zh}
    return named | usual | cells


def ordinary(target: Target, dice: Dice) -> Row:
    """A figure that reaches its target."""
    if target.statistic == "share":
        whole = WHOLES.get(target.id) or dice.between(180, 9_800)
        missed = whole * (100 - int(target.threshold)) // 140
        return {"numerator": str(whole - missed), "denominator": str(whole)}
    more = dice.between(0, int(target.threshold) // 8) if target.op == ">=" else 0
    return {"value": str(target.threshold + (more if target.threshold > 24 else 0))}


def district_rows(names: Sequence[str], target: Target, dice: Dice) -> Iterator[Row]:
    """One row from each of these districts and zones."""
    telling = [name for name in names if (target.id, name) not in MARKS]
    parts = dict(zip(telling, dice.split(SUMS.get(target.id, 0), len(telling)), strict=True))
    for name in names:
        if mark := MARKS.get((target.id, name)):
            cells = {"value": mark}
        elif target.id in SHARES:
            low, high, least, most = SHARES[target.id]
            whole = dice.between(low, high)
            reached = whole * dice.between(least, most) // 100
            cells = {"numerator": str(reached), "denominator": str(whole)}
        elif target.id == "41-capital-districts":
            cells = {"value": "1.8" if name == "上街区" else dice.one_of(("2", "2.5", "3"))}
        elif target.id == "83-financing-amount":
            cells = {"value": str(dice.between(900, 2_300)), "unit": "万元"}
        elif target.id == "83-pledge-growth":
            before = dice.between(640, 1_500)
            after = before * dice.between(131, 172) // 100
            cells = {"value": str(after), "baseline": str(before), "unit": "万元"}
        else:
            cells = {"value": str(parts[name])}
        yield filled(target, ZONES.get(name, name), cells)


def jinshui_rows(catalogue: Catalogue, city: Sequence[Row]) -> list[Row]:
    """One district alone, which writes targets by their Chinese names."""
    own = [filled(catalogue.targets[key], "金水区", cells) for key, cells in OF_JINSHUI.items()]
    mine = [*own, *(row for row in city if row["reporter"] == "金水区")]
    return [row | {"target": catalogue.targets[row["target"]].name.zh} for row in mine]


def is_worked(day: date) -> bool:
    return day in MADE_UP or (day.weekday() < 5 and day not in OFF)


def worked_day(day: date, step: timedelta) -> date:
    """`day` itself if it is worked, else the next that is, by `step`."""
    while not is_worked(day):
        day += step
    return day


def start_day(dice: Dice) -> date:
    """A worked day of 2021; half of them lie around a public holiday."""
    anywhen = date(2021, 1, 4) + ONE_DAY * dice.between(0, 361)
    around = dice.one_of(dice.one_of(HOLIDAYS)) + ONE_DAY * dice.between(-9, 9)
    near = around.year == 2021 and dice.random() < 0.5
    return worked_day(around if near else anywhen, ONE_DAY)


def ledger_rows(catalogue: Catalogue) -> list[Row]:
    """Cases that keep their limits, and those singled out, numbered in order of their start."""
    districts = tuple(ZONES.get(body.name, body.name) for body in catalogue.parts)
    rows = []
    for series in LEDGER:
        dice = Dice(f"{series.target} {series.most}")
        for _ in range(series.cases):
            rows.append(a_case(series, dice.one_of(series.reporters or districts), dice))
    names = ("target", "reporter", "started", "finished", "limit")
    rows += [dict(zip(names, cells, strict=True)) for cells in SINGLED_OUT]
    rows.sort(key=lambda row: (row["target"], row["started"]))
    return [row | {"case": f"SYN-{row['target'][:2]}-{at:04}"} for at, row in enumerate(rows, 1)]


def a_case(series: Series, reporter: str, dice: Dice) -> Row:
    """One finished case that keeps its limit."""
    started, took = start_day(dice), dice.between(series.least, series.most)
    row = {"target": series.target, "reporter": reporter}
    row |= {"limit": series.limit, "extended": series.extended}
    if series.counts == "minutes":
        opens = datetime.combine(started, time(9)) + timedelta(minutes=dice.between(0, 420))
        moments = opens, opens + timedelta(minutes=took)
        first, last = (moment.isoformat(" ", "minutes") for moment in moments)
        return row | {"started": first, "finished": last}
    if series.excluded and dice.random() < 0.2:
        left_out = dice.between(1, series.excluded)
        row["excluded"], took = str(left_out), took + left_out
    finished = started
    if series.counts == "worked":
        for _ in range(took):
            finished = worked_day(finished + ONE_DAY, ONE_DAY)
    else:
        finished = max(started, worked_day(started + ONE_DAY * took, -ONE_DAY))
    return row | {"started": str(started), "finished": str(finished)}


def table(columns: Iterable[str], header: Iterable[str], rows: Iterable[Row]) -> str:
    """Rows as CSV text, a cell that a row does not have left empty."""
    text = StringIO()
    writer = csv.DictWriter(text, list(columns), restval="", lineterminator="\n")
    writer.writerow(dict(zip(columns, header, strict=True)))
    writer.writerows(rows)
    return text.getvalue()


def main() -> None:
    """Write every sample: as Excel saves it (a BOM, CRLF) but for the files of cases."""
    catalogue = load()
    named = {
        *TOLD,
        *SUMS,
        *SHARES,
        *WHOLES,
        *LATE,
        *UNTOLD,
        *OF_JINSHUI,
        *(one.target for one in LEDGER),
    }
    if unknown := named - catalogue.targets.keys():
        sys.exit(f"not in the catalogue: {', '.join(sorted(unknown))}")
    city = list(city_rows(catalogue))
    jinshui = jinshui_rows(catalogue, city)
    for name, text in {
        "city-2021.csv": table(FIGURES, FIGURES.values(), city),
        "district-jinshui-2021.csv": table(FIGURES, FIGURES.values(), jinshui),
        "broken.csv": BROKEN,
    }.items():
        (HERE / name).write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    cases = table(CASES, CASES, ledger_rows(catalogue))
    for name, text in {"cases-2021.csv": cases, "broken-cases.csv": BROKEN_CASES}.items():
        (HERE / name).write_bytes(text.encode())


if __name__ == "__main__":
    main()
