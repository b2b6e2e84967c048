"""The project's tasks: `uvx nox -l` lists them, `uvx nox -s lint types tests` runs some.

`.ci/run` does what a submission needs in one go; here each is by itself, and for every Python.
"""

from pathlib import Path

import nox

nox.options.sessions = ["lint", "types", "tests"]
nox.options.reuse_existing_virtualenvs = True
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]


def _install(session: nox.Session, extras: str = "dev") -> None:
    session.install("-c", "constraints.txt", "-e", f".[{extras}]")


@nox.session
def lint(session: nox.Session) -> None:
    """ruff: faults and format."""
    _install(session)
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """mypy, strict."""
    _install(session)
    session.run("mypy")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """The default run."""
    _install(session)
    session.run("pytest", *session.posargs)


@nox.session(python="3.11")
def lowest(session: nox.Session) -> None:
    """The default run with the lowest versions that pyproject.toml allows."""
    bounds = session.run("python", "-m", "tests.lowest", silent=True)
    pins = Path(session.create_tmp()) / "lowest.txt"
    pins.write_text(str(bounds), encoding="utf-8")
    session.install("-c", str(pins), "-e", ".[dev]")
    session.run("pytest", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Inputs made at random: `nox -s fuzz -- --seconds 3600`."""
    _install(session)
    session.run("python", "-m", "tests.fuzz", *session.posargs)


@nox.session
def thorough(session: nox.Session) -> None:
    """Every case of what the default run shows by a few."""
    _install(session)
    session.run("pytest", "-m", "thorough", *session.posargs)


@nox.session
def page(session: nox.Session) -> None:
    """The page in a real browser; Chromium comes from the system's packages."""
    _install(session, "dev,browser")
    session.run("pytest", "-m", "browser", "-n", "0", "tests/page", *session.posargs)


@nox.session
def golden(session: nox.Session) -> None:
    """Write golden files, the page of codes and the outputs on the pages anew."""
    _install(session)
    session.run("python", "-m", "tests.cli.test_output")
    session.run("python", "-m", "tests.codes")
    session.run("python", "-m", "tests.test_readme")


@nox.session
def docs(session: nox.Session) -> None:
    """The pages as a site, in site/."""
    _install(session, "docs")
    session.run("mkdocs", "build", "--strict", env={"NO_MKDOCS_2_WARNING": "1"})


@nox.session
def bench(session: nox.Session) -> None:
    """A benchmark: `nox -s bench -- startup`."""
    _install(session)
    session.run("python", "-m", "tests.benchmarks", *(session.posargs or ["--help"]))


@nox.session
def release(session: nox.Session) -> None:
    """A wheel and an sdist in dist/, with their metadata checked."""
    session.install("-c", "constraints.txt", "build", "twine")
    session.run("python", "-m", "build")
    session.run("twine", "check", "--strict", "dist/*", external=False)
