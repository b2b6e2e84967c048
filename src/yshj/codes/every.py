"""All codes by their id, and those that are no longer made."""

from __future__ import annotations

from yshj.codes import cases, cells, doubts, engines, figures, files, rows, tables, times
from yshj.errors import Code

EVERY = {
    code.id: code
    for module in (files, tables, cells, rows, times, figures, cases, engines, doubts)
    for code in vars(module).values()
    if isinstance(code, Code)
}
EVERY = dict(sorted(EVERY.items(), key=lambda pair: (pair[0][0] == "D", pair[0])))
RETIRED: frozenset[str] = frozenset()  # never to be used again
