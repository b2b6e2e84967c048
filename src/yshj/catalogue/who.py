"""Who may speak about a target: who has to report, who decides, who stands beside.

Static facts of a catalogue, before anything is sent; the contract room refuses strangers with them,
the judge room weighs what the others sent. Rule numbers are those of the evidence rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from yshj.catalogue.bodies import Body, BodyKind
from yshj.catalogue.model import Catalogue, Target
from yshj.codes.rows import STRANGER
from yshj.errors import Refusal, nearest


@dataclass(frozen=True)
class Who:
    """The bodies of one target (rules 1 to 3), no body twice.

    `reporters` have to report. `leads` are the item's lead bodies (else, where its bracket has no
    lead at all, the responsible ones named singly) that are not reporters themselves. `beside` are
    admitted without deciding. `parts` are, by name, the bodies pooled under a reporter or a lead.
    """

    city: Body
    reporters: tuple[Body, ...]
    leads: tuple[Body, ...]
    beside: tuple[Body, ...]
    parts: Mapping[str, tuple[Body, ...]] = field(default_factory=dict)

    @property
    def only(self) -> Body | None:
        """Rule 2: the only reporter, one speaker with the city; the city itself is none."""
        alone = len(self.reporters) == 1 and self.reporters[0] != self.city
        return self.reporters[0] if alone else None

    @property
    def group(self) -> tuple[Body, ...]:
        """Several that have to report, who speak together."""
        return self.reporters if len(self.reporters) > 1 else ()

    @property
    def deciders(self) -> tuple[Body, ...]:
        """Rule 1: those a target names, the city, the leads, and the parts of each."""
        named = dict.fromkeys((*self.reporters, self.city, *self.leads))
        parts = (part for body in named for part in self.parts.get(body.name, ()))
        return tuple(dict.fromkeys((*named, *parts)))

    @property
    def admitted(self) -> tuple[Body, ...]:
        return tuple(dict.fromkeys((*self.deciders, *self.beside)))


def who(catalogue: Catalogue, target: Target) -> Who:
    """The bodies of one target, as its `reported_by` and its item's bracket name them."""
    item = catalogue.items[target.item]
    city = catalogue.bodies.city
    reporters = catalogue.expected(target)
    leads = item.lead.bodies if item.lead else item.responsible.bodies
    leads = tuple(body for body in leads if body not in reporters and body != city)
    kinds = (item.lead.kinds | item.responsible.kinds) & {BodyKind.DISTRICT, BodyKind.ZONE}
    deciding = {*reporters, *leads, city}
    beside = (*item.responsible.bodies, *catalogue.bodies.of_kinds(kinds))
    parts = {body.name: _parts(catalogue, body, item.number) for body in (*reporters, *leads)}
    return Who(
        city,
        reporters,
        leads,
        tuple(dict.fromkeys(body for body in beside if body not in deciding)),
        {name: found for name, found in parts.items() if found},
    )


def _parts(catalogue: Catalogue, body: Body, item: int) -> tuple[Body, ...]:
    """Rule 3: the bodies that report an item as parts of `body`."""
    items = catalogue.plan.parts_report.get(body.name)
    return catalogue.bodies.parts_of(body) if items is None or item in items else ()


def refusal(found: Who, body: Body) -> Refusal:
    """What a stranger's row is told: who reports the target, and the nearest name that may."""
    reporters = [one for one in found.reporters if one != found.city]
    if not reporters:
        reporters = list(found.leads)
    shown, more = reporters[:4], len(reporters) > 4
    zh = "、".join(one.name for one in shown) + (f"等 {len(reporters)} 个单位" if more else "")
    en = ", ".join(f"{one.en} ({one.name})" for one in shown)
    en += f" and {len(reporters) - 4} more" if more else ""
    if found.only is None and not found.group:
        zh = f"全市（填报单位留空）或{zh}" if zh else "全市（填报单位留空）"
        en = f"the whole city (a blank reporter) or {en}" if en else "the whole city (a blank)"
    told = STRANGER(
        f"{body.name}不填报该指标，由{zh}填报",
        f"{body.en} does not report this target; it is reported by {en}",
    )
    if any(body.name.startswith(one.name) for one in found.admitted):
        return told  # 金水区人民法院 is a body of its own, and no slip of 金水区
    names = [word for one in found.admitted for word in (one.name, *one.aliases)]
    return told + nearest(body.name, names, 0.6)
