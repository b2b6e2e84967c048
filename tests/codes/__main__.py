"""Write `docs/codes.md` anew: `python -m tests.codes`."""

from __future__ import annotations

from pathlib import Path

from yshj.codes.every import EVERY
from yshj.render.code_pages import markdown

PAGE = Path(__file__).parents[2] / "docs" / "codes.md"

if __name__ == "__main__":
    PAGE.write_text(markdown(EVERY.values()), encoding="utf-8")
