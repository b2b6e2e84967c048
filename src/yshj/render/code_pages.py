"""The pages of codes: one on the screen, all of them as Markdown for `docs/codes.md`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Rich

from yshj.catalogue.entries import Bilingual
from yshj.errors import Code, Text
from yshj.render.console import Paper
from yshj.render.phrases import Phrases

_HEADS = {
    "meaning": Text("意思", "meaning"),
    "mend": Text("怎么办", "what to do"),
    "before": Text("改前", "before"),
    "after": Text("改后", "after"),
}


def page(code: Code, say: Phrases, width: int, colour: bool) -> str:
    """What one code means, how to mend it, and an example."""
    paper = Paper(width, colour)
    paper.console.print(Rich(f"{code.id}  {say(code.title)}", style="bold"))
    paper.console.print()
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(no_wrap=True, style="dim")
    rows.add_column(overflow="fold")
    for head, text in _parts(code, say).items():
        rows.add_row(Rich(say(_HEADS[head])), Rich(text))
    paper.console.print(Padding(rows, (0, 0, 0, 2)))
    return paper.text()


def candidates(
    found: Sequence[tuple[str, Text | Bilingual]], say: Phrases, width: int, colour: bool
) -> str:
    """What a word may mean, an id and its name a line, and how to go on."""
    paper = Paper(width, colour)
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(no_wrap=True, style="bold")
    rows.add_column(overflow="fold")
    for name, title in found:
        rows.add_row(Rich(name), Rich(say(title)))
    paper.console.print(rows)
    paper.console.print()
    told = Text("用 yshj explain 加编号查看其中一条", "yshj explain ID shows one of them")
    paper.console.print(Rich(say(told), style="dim"))
    return paper.text()


def data(code: Code, say: Phrases) -> dict[str, str]:
    """The same for programs."""
    return {"code": code.id, "title": say(code.title), **_parts(code, say)}


def _parts(code: Code, say: Phrases) -> dict[str, str]:
    return {
        "meaning": say(code.meaning),
        "mend": say(code.mend),
        "before": code.before,
        "after": code.after,
    }


def markdown(codes: Iterable[Code]) -> str:
    """All codes in both languages, Chinese first."""
    listed = list(codes)
    return (
        "# 代码 · Codes\n\n"
        "每条拒收的原因有一个代码（E…），每个疑点也有（D…），不会改作他用；`yshj explain E032` "
        "显示同样的内容。↵ 表示换行。本页由 `python -m tests.codes` 写出。\n\n"
        "Every refusal has a code (E…), and every doubt (D…); a code is never used for anything "
        "else. `yshj explain E032` shows the same. ↵ is a new line. Written by "
        "`python -m tests.codes`.\n" + "".join(map(_section, listed))
    )


def _section(code: Code) -> str:
    return (
        f"\n## {code.id} {code.title.zh} · {code.title.en}\n\n"
        f"{code.meaning.zh}{code.mend.zh}\n\n"
        f"{code.meaning.en} {code.mend.en}\n\n"
        f"`{code.before}` → `{code.after}`\n"
    )
