"""A table of a SQL database by its address: `postgresql://host/db?table=cases&key=id`."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from yshj.errors import Text, UsageError, printable
from yshj.intake.frames import Frame, frame_of
from yshj.intake.pushed.collected import told

_ADDRESS = re.compile(r"[a-z][a-z0-9+]*://")


def is_address(name: str) -> bool:
    return _ADDRESS.match(name) is not None


def frame_at(address: str) -> Frame:
    """The table at an address. UsageError: nobody can mean that; InputError: it is not reached.

    A password is never taken from an address, which other users of the machine can see.
    """
    parts = urlsplit(address)
    if parts.password is not None:
        raise UsageError(
            Text(
                "地址中不能写密码：请用环境变量（如 PGPASSWORD）或 ~/.pgpass",
                "an address holds no password: use the environment (PGPASSWORD) or ~/.pgpass",
            )
        )
    asked = dict(parse_qsl(parts.query))
    table, key = asked.pop("table", None), asked.pop("key", None)
    name = printable(address)
    if not table:
        raise UsageError(
            Text(
                f"{name} 中缺少表名，如 ?table=cases&key=id",
                f"{name} names no table: add ?table=cases&key=id",
            )
        )
    with told(name):
        import ibis

        # put together by hand: urlunsplit makes sqlite:/// of an empty host into sqlite:/
        bare = urlunsplit(("", parts.netloc, parts.path, urlencode(asked), ""))
        bare = bare if parts.netloc else f"//{bare.removeprefix('//')}"
        schema, _, last = table.rpartition(".")
        found = ibis.connect(f"{parts.scheme}:{bare}").table(last, database=schema or None)
    return replace(frame_of(address, found), key=key)
