"""The page of `--show-settings`: each setting, its value, and where that comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.text import Text as Rich

from yshj.errors import Text, printable
from yshj.render.console import Paper, grid
from yshj.render.phrases import Phrases

_LEFT_OUT = {  # what it means to leave a setting out
    "as-of": Text("今天", "today"),
    "encoding": Text("据文件内容判断", "told from the file"),
    "lang": Text("随系统语言", "the locale's"),
    "target": Text("全部", "all"),
    "item": Text("全部", "all"),
    "reporter": Text("全部", "all"),
    "calendar": Text("目录的或内置的", "the catalogue's, or built in"),
}
_NONE = Text("无", "none")


@dataclass(frozen=True, slots=True)
class Row:
    """One setting: `value` as the command takes it, None or empty where it was left out."""

    name: str
    value: Any
    origin: Text


def page(
    rows: Sequence[Row], file: str | None, say: Phrases, width: int, colour: bool, symbols: bool
) -> str:
    """A table of settings, and the configuration file they were looked for in."""
    paper = Paper(width, colour)
    table = grid(symbols)
    for head in (Text("设置", "setting"), Text("值", "value"), Text("来自", "from")):
        table.add_column(say(head), overflow="fold", no_wrap=head.en == "setting")
    for row in rows:
        table.add_row(
            Rich(row.name + "  "),
            Rich(_words(row, say) + "  "),
            Rich(printable(say(row.origin), 400)),
        )
    paper.console.print(table)
    paper.console.print()
    if file is None:
        told = Text("没有配置文件", "no configuration file")
    else:
        told = Text(
            f"配置文件：{printable(file, 400)}", f"configuration file: {printable(file, 400)}"
        )
    paper.console.print(Rich(say(told)))
    return paper.text()


def _words(row: Row, say: Phrases) -> str:
    if isinstance(row.value, bool):
        return say(Text("是", "yes") if row.value else Text("否", "no"))
    if row.value in (None, [], ()):
        return say(_LEFT_OUT.get(row.name, _NONE))
    values = row.value if isinstance(row.value, (list, tuple)) else [row.value]
    return printable(say.listed(map(str, values)), 2000)
