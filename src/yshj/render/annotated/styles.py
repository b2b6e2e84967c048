"""The styles of a workbook with red twins: the same formats over another fill."""

from __future__ import annotations

from dataclasses import dataclass

from yshj.render.annotated.xml import Edits, prefix_of, scan, tag_at, with_attribute

RED = "FFFFC7CF"  # a shade off the one that Excel calls bad: so that ours are known again
_GREY = "FFD9D9D9"
_ORDER = (
    *("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"),
    *("tableStyles", "colors", "extLst"),
)
EMPTY = (
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    b'<fills count="2"><fill><patternFill patternType="none"/></fill>'
    b'<fill><patternFill patternType="gray125"/></fill></fills>'
    b'<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    b'<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    b"</styleSheet>"
)
"""For a workbook without a part of styles."""


@dataclass
class _Section:
    """One list of the part: where its tags begin, and the bytes of what it lists."""

    start: int
    end: int
    listed: list[bytes]


class Styles:
    """Numbers of styles as the cells name them; `made()` is the part that has all of them."""

    def __init__(self, part: bytes) -> None:
        self.part = part
        self._sections: dict[str, _Section] = {}
        self._places: dict[str, int] = {}
        self._end, self._prefix = len(part), ""
        self._read()
        xfs = self._sections.get("cellXfs")
        self._xfs = [*xfs.listed] if xfs else [b"<xf/>"]
        self._before = len(self._xfs) if xfs else 0
        fills = self._sections.get("fills")
        self._fills = len(fills.listed) if fills else 0
        red = {at for at, fill in enumerate(fills.listed if fills else []) if RED.encode() in fill}
        ours = self._xfs[: self._before] if red else []
        self._red = {at for at, xf in enumerate(ours) if self._fill_of(xf) in red}
        self._made: dict[tuple[int, str], int] = {}

    def _read(self) -> None:
        inside: list[str] = []
        begun = 0

        def start(name: str, _: dict[str, str], at: int, depth: int) -> None:
            nonlocal begun
            if depth == 0:
                self._prefix = prefix_of(tag_at(self.part, at))
            elif depth == 1:
                self._places[name] = at
                self._sections[name] = _Section(at, at, [])
                inside[:] = [name]
            elif depth == 2:
                begun = at

        def end(_: str, at: int, depth: int) -> None:
            if depth == 0:
                self._end = at
            elif depth == 1:
                self._sections[inside[0]].end = at
            elif depth == 2:
                tag = tag_at(self.part, at)
                self._sections[inside[0]].listed.append(self.part[begun : at + len(tag)])

        scan(self.part, start, end)

    @property
    def _own_fills(self) -> int:
        """The number of the first of the two fills that are added, red and grey."""
        return max(self._fills, 2)

    def red(self, old: int) -> int:
        """The twin of a style over red; an unknown one counts as the first."""
        return old if self.is_red(old) else self._twin(old, "red", self._own_fills)

    def plain(self, old: int) -> int:
        """The twin of one of our red styles without a fill."""
        return self._twin(old, "plain", 0)

    def is_red(self, old: int) -> bool:
        return old in self._red

    def _twin(self, old: int, kind: str, fill: int) -> int:
        old = old if 0 <= old < len(self._xfs) else 0
        if (old, kind) not in self._made:
            xf = self._xfs[old]
            tag = tag_at(xf, 0)
            new = with_attribute(with_attribute(tag, "fillId", str(fill)), "applyFill", "1")
            self._made[old, kind] = len(self._xfs)
            self._xfs.append(new + xf[len(tag) :])
        return self._made[old, kind]

    def listing(self) -> tuple[int, int]:
        """The styles of the list: of its header, and of its cells, whose lines are broken."""
        wrap = f'<{self._prefix}alignment vertical="top" wrapText="1"/></{self._prefix}xf>'
        for kind, fill in (("head", self._own_fills + 1), ("cell", 0)):
            if (0, kind) not in self._made:
                self._made[0, kind] = len(self._xfs)
                tag = (
                    f'<{self._prefix}xf numFmtId="0" fontId="0" fillId="{fill}" borderId="0" '
                    'xfId="0" applyFill="1" applyAlignment="1">'
                )
                self._xfs.append((tag + wrap).encode())
        return self._made[0, "head"], self._made[0, "cell"]

    @staticmethod
    def _fill_of(xf: bytes) -> int | None:
        found: list[int | None] = []

        def start(_: str, attributes: dict[str, str], __: int, depth: int) -> None:
            if depth == 0:
                said = attributes.get("fillId", "")
                found.append(int(said) if said.isdecimal() else None)

        scan(_alone(xf), start)
        return found[0]

    def made(self) -> bytes:
        edits = Edits(self.part)
        fills = [
            f'<{self._prefix}fill><{self._prefix}patternFill patternType="solid">'
            f'<{self._prefix}fgColor rgb="{colour}"/><{self._prefix}bgColor indexed="64"/>'
            f"</{self._prefix}patternFill></{self._prefix}fill>"
            for colour in (RED, _GREY)
        ]
        if self._fills < 2:
            none, grey = "none", "gray125"  # the two that Excel takes for granted
            first = [
                f'<{self._prefix}fill><{self._prefix}patternFill patternType="{kind}"/>'
                f"</{self._prefix}fill>"
                for kind in (none, grey)
            ][self._fills :]
            fills = first + fills
        self._append(edits, "fills", fills)
        self._append(edits, "cellXfs", [xf.decode() for xf in self._xfs[self._before :]])
        return edits.made()

    def _append(self, edits: Edits, name: str, new: list[str]) -> None:
        section = self._sections.get(name)
        if section is None:
            later = _ORDER[_ORDER.index(name) + 1 :]
            at = min((self._places[one] for one in later if one in self._places), default=self._end)
            tag = f"{self._prefix}{name}"
            edits.insert(at, f'<{tag} count="{len(new)}">{"".join(new)}</{tag}>')
            return
        count = str(len(section.listed) + len(new))
        opening = tag_at(self.part, section.start)
        changed = with_attribute(opening, "count", count)
        if opening.endswith(b"/>"):
            tag_name = opening[1:-2].split()[0].decode()
            whole = changed[:-2] + f">{''.join(new)}</{tag_name}>".encode()
            edits.replace(section.start, section.start + len(opening), whole)
        else:
            edits.replace(section.start, section.start + len(opening), changed)
            edits.insert(section.end, "".join(new))


def _alone(xf: bytes) -> bytes:
    """An element that stands by itself, without the prefixes that were declared around it."""
    import re

    bare = re.sub(rb"(</?)[\w.-]+:", rb"\1", xf)
    return re.sub(rb"\s[\w.-]+:[\w.-]+\s*=\s*(\"[^\"]*\"|'[^']*')", b"", bare)
