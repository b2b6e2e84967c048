"""`yshj template`: what one body has to fill in."""

from __future__ import annotations

from pathlib import Path

from yshj.catalogue.load import load
from yshj.catalogue.model import Catalogue
from yshj.cli.options import TableKind, TemplateFormat
from yshj.cli.output import emit, no_workbook_on_a_terminal, write_whole
from yshj.contract.cells import CellFault
from yshj.contract.headers import Table
from yshj.contract.periods import Period, period
from yshj.errors import Text, UsageError, printable
from yshj.render.phrases import Phrases
from yshj.render.template import Template, as_csv, asked
from yshj.report.names import body_of


def template(
    catalogue_name: str,
    body: str,
    about: str | None,
    kind: TableKind | None,
    form: TemplateFormat | None,
    output: Path | None,
    lang: str,
) -> None:
    """Write the table for `body`; everything is found out before the file is touched."""
    chosen = _form(form, output)
    table = None if kind is None else Table(kind.value)
    if chosen is TemplateFormat.XLSX:
        no_workbook_on_a_terminal(output)
    catalogue = load(catalogue_name)
    wanted = _template(catalogue, body, _period(catalogue, about), lang)
    if not wanted.rows(table or Table.MEASUREMENTS):
        raise UsageError(
            Text(
                f"{wanted.body.name}的指标都不按办件填报",
                f"no target of {wanted.body.en} is reported case by case",
            )
        )
    if chosen is TemplateFormat.XLSX:
        from yshj.render.template_book import render

        content = render(wanted, list(Table) if table is None else [table])
    else:
        content = as_csv(wanted, table or Table.MEASUREMENTS).encode("utf-8-sig")
    if output is None:
        emit(content)
    else:
        write_whole(output, content)


def _template(catalogue: Catalogue, word: str, about: Period, lang: str) -> Template:
    body = body_of(catalogue, word)
    targets = asked(catalogue, body)
    if not targets:
        raise UsageError(
            Text(
                f"{body.name}没有要填报的指标：没有指标点名由它填报，也没有由它牵头的事项",
                f"{body.en} ({body.name}) has nothing to report: no target names it, "
                "and it answers for no item",
            )
        )
    return Template(catalogue, body, targets, about, Phrases(lang))


def _period(catalogue: Catalogue, word: str | None) -> Period:
    """The period asked for, which must lie in the plan's window; the window where none is."""
    window = Period(catalogue.plan.window.start, catalogue.plan.window.end)
    if word is None:
        return window
    try:
        about = period(word, window)
    except CellFault as fault:
        raise UsageError(Text("--period：", "--period: ") + fault.text) from None
    if not window.contains(about):
        raise UsageError(
            Text(
                f"--period：{about} 不在计划期间 {window} 之内",
                f"--period: {about} does not lie in the plan's {window}",
            )
        )
    return about


def _form(form: TemplateFormat | None, output: Path | None) -> TemplateFormat:
    """The format asked for, else by the file's name, else CSV."""
    if form is not None or output is None:
        return form or TemplateFormat.CSV
    ending = output.suffix.casefold().removeprefix(".")
    if ending not in [one.value for one in TemplateFormat]:
        name = printable(output.name)
        raise UsageError(
            Text(
                f"从文件名“{name}”看不出格式：请以 .csv 或 .xlsx 结尾，或用 --output-format",
                f"no format in the name {name!r}: end it in .csv or .xlsx, or give --output-format",
            )
        )
    return TemplateFormat(ending)
