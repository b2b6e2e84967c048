"""`python -m tests.evidence --seed S --count N [--target ID]`: product against reference.

Prints, measure by measure, in how many per cent of the submissions they agree, and the first
disagreements as small as they get.
"""

from __future__ import annotations

import argparse
from collections import Counter

import yshj
from tests.evidence.compare import MEASURES, hold, hold_all, shrink
from tests.evidence.model import Law, Submission
from tests.evidence.submissions import Made, make
from tests.evidence.written import listed
from yshj.catalogue.load import calendar_of


def main() -> None:
    options = _options()
    catalogue = yshj.load()
    law = Law(catalogue, calendar_of(catalogue, None))
    differ: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    shown = 0
    numbers = range(options.start, options.start + options.count)
    all_made = [make(options.seed, number, law, options.target) for number in numbers]
    all_held = hold_all([(made.sent, made.target) for made in all_made], law)
    for made, held in zip(all_made, all_held, strict=True):
        differ.update(held.differs.keys())
        if "status" in held.differs:
            pairs[held.mine.status, held.theirs.status] += 1
        if options.measure in held.differs and shown < options.show:
            shown += 1
            _tell(made, law, options.measure)
    print(f"\n{options.count} submissions, seed {options.seed}: agreement in per cent")
    for measure in MEASURES:
        agreed = 100 * (1 - differ[measure] / options.count)
        print(f"  {measure:13}{agreed:7.2f}   ({differ[measure]} differ)")
    for (mine, theirs), count in pairs.most_common(12):
        print(f"  {count:4} × reference {mine}, product {theirs}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.evidence")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--start", type=int, default=0, help="the first submission's number")
    parser.add_argument("--target", help="only this target's id")
    parser.add_argument("--show", type=int, default=5, help="how many disagreements to print")
    parser.add_argument("--measure", choices=MEASURES, default="status", help="which to print")
    return parser.parse_args()


def _tell(made: Made, law: Law, measure: str) -> None:
    sent = shrink(made.sent, lambda fewer: measure in hold(fewer, made.target, law).differs)
    held = hold(sent, made.target, law)
    target = made.target
    limit = f"{target.statistic} {target.op.sign} {target.threshold} {target.unit.zh}"
    about = f"{limit}, due {target.due}, reported by {target.reported_by}"
    extra = "".join(
        f", {word}" for word in (target.when, f"belongs: {target.belongs}") if word in _TOLD
    )
    print(f"\n#{made.number} {target.id}: {about}{extra}{', hedged' if target.hedge else ''}")
    print(f"  as of {sent.as_of}{_asked(sent)}")
    print(listed(sent.rows, law))
    for name, (mine, theirs) in held.differs.items():
        print(f"  {name}: reference {_short(mine)} · product {_short(theirs)}")
    print(f"  rules: {'; '.join(held.mine.rules)}")


_TOLD = ("by_deadline", "belongs: finish")


def _asked(sent: Submission) -> str:
    words = [
        f"covers {one if isinstance(one, str) else '..'.join(map(str, one))}" for one in sent.covers
    ]
    words += [f"waived {one.body or 'whole'} until {one.expires}" for one in sent.waivers]
    words += [f"--reporter {sent.reporter}"] if sent.reporter else []
    return "".join(f", {word}" for word in words)


def _short(what: object) -> str:
    text = "、".join(map(str, what)) if isinstance(what, list) else str(what)
    return text if len(text) < 300 else text[:300] + " …"


main()
