"""`python -m tests.benchmarks NAME [--rows N]`: tables of ratios, each measured in one run."""

from __future__ import annotations

import argparse


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("which", choices=["startup", "law", "scale", "peers", "memory", "workbook"])
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=0, help="0: as many as the benchmark likes")
    wish = parser.parse_args()
    if wish.which == "startup":
        from tests.benchmarks import startup

        print(startup.run(wish.rounds or 15))
    elif wish.which == "law":
        from tests.benchmarks import law

        print(law.run(wish.rows))
    elif wish.which == "workbook":
        from tests.benchmarks import workbook

        print(workbook.run(min(wish.rows, 200_000), wish.rounds or 3))
    else:
        from tests.benchmarks import scale

        if wish.which == "scale":
            print(scale.run(wish.rows, wish.rounds or 3))
        elif wish.which == "peers":
            print(scale.peers(min(wish.rows, 1_000_000), wish.rounds or 1))
        else:
            print(scale.memory(wish.rows))


if __name__ == "__main__":
    main()
