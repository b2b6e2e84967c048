"""How well a draft reads texts that its rules were not written beside.

    python -m tests.trace.unseen [FOLDER OF TEXTS]

The marks stand here, the texts beside the project (`../shared/plan`, or PLAN_TEXTS). A proposed
target is right where a mark has the same figure of the text, comparator, value and unit.

The first measurement, by the rules as they were before anything was mended against these texts
(commit "Marks of two plans made by hand before drafting"):

    hebei-digital: recall 84.1% (37 of 44), precision 77.1% (37 of 48)
    hebei-twofuse: recall 90.6% (29 of 32), precision 45.3% (29 of 64)
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.trace.unseen.measure import MARKS, TEXTS, Measured, measured


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else TEXTS
    total: list[Measured] = []
    for marks in MARKS:
        text = folder / f"{marks.stem}.md"
        if not text.is_file():
            print(f"{marks.stem}: {text} is missing", file=sys.stderr)
            sys.exit(3)
        found = measured(text, marks)
        total.append(found)
        print(found.line(marks.stem))
        for words in found.missed:
            print(f"  missed {words}")
        for words in found.wrong:
            print(f"  wrong  {words}")
    if len(total) > 1:
        print(sum(total[1:], total[0]).line("all"))


if __name__ == "__main__":
    main()
