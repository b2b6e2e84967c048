"""`python -m tests.lowest`: constraints that hold each direct dependency at its lower bound.

What they bring with them stays as in constraints.txt, so that the run is the same every time.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TIED = {"pydantic-core", "polars-runtime-32", "librt"}
"""What one version of a direct dependency asks for by number."""


def lowest() -> dict[str, str]:
    """Name of each direct dependency that has a lower bound: that bound."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    found = [re.match(r"([\w-]+)(?:\[[^]]*\])?>=([\d.]+)", one) for one in asked]
    return {one[1].lower(): one[2] for one in found if one}


def constraints() -> list[str]:
    bounds = lowest()
    pins = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    kept = [pin for pin in pins if pin.partition("==")[0] not in bounds.keys() | TIED]
    return [*kept, *(f"{name}=={bound}" for name, bound in sorted(bounds.items()))]


if __name__ == "__main__":
    print("\n".join(constraints()))
