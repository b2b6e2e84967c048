"""YAML as text: nothing is typed behind one's back, and nothing is said twice."""

from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from yshj.errors import CatalogueError, Problem
from yshj.strict_yaml import DEEPEST, LARGEST_FILE, model, parse, read


def data(text: str) -> object:
    return parse(text.encode(), "a.yaml").data


def problems(raw: str | bytes) -> list[Problem]:
    with pytest.raises(CatalogueError) as fault:
        parse(raw if isinstance(raw, bytes) else raw.encode(), "a.yaml")
    assert {problem.file for problem in fault.value.problems} == {"a.yaml"}
    return fault.value.problems


@pytest.mark.parametrize(
    "scalar",
    [
        *("1:30", "yes", "no", "on", "off", "true", "null", "~", "y"),
        *("2021-12-31", "2021-12-31T09:30:00Z", "1e3", "1_000", "010", "0x1F", "0o17"),
        *(".inf", "-.inf", ".nan", "90", "5.50", "=", "零报告"),
    ],
)
def test_a_scalar_is_the_words_that_stand_there(scalar: str) -> None:
    assert data(f"a: {scalar}\n{scalar}: [{scalar}]") == {"a": scalar, scalar: [scalar]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:", None),
        ("a: ''", ""),
        ('a: "1\\n2"', "1\n2"),
        ("a: !!int '5'", "5"),
        ("a: !!python/object/apply:os.system [ls]", ["ls"]),
        ("a: |\n  x\n  y\n", "x\ny\n"),
        ("a: {}", {}),
        ("\ufeffa: b", "b"),
        ("a: b  # 注释\r\n", "b"),
    ],
)
def test_other_values(text: str, expected: object) -> None:
    assert data(text) == {"a": expected}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: 2\na: 1", 3, "duplicate key 'a'"),
        ("a:\n  - b: 1\n    b: 2", 3, "duplicate key 'b'"),
        ("{a: 1, 'a': 2}", 1, "duplicate key 'a'"),
        ("a: &x 1\nb: *x", 1, "aliases"),
        ("a: &x [1]\nb:\n  - *x", 1, "aliases"),
        ("a: &x\n  - *x", 1, "aliases"),
        ("a: &x b\n*x : 2", 1, "aliases"),
        ("a: 1\nb:\n  <<: {c: 1}", 3, "a key must be plain text"),
        ("a: 1\n? [b]\n: 2", 2, "a key must be plain text"),
        ("a: 1\nb: [c}\nd: 2", 2, "not valid YAML"),
        ("a: 1\nb: c: d", 2, "not valid YAML"),
        ("a: 1\n\tb: 2", 2, "not valid YAML"),
        ("a: 1\nb: *x", 2, "not valid YAML"),
        ("a: 1\n---\nb: 2", 2, "not valid YAML"),
        ("", 1, "expected a table"),
        ("- a", 1, "expected a table"),
        ("words", 1, "expected a table"),
    ],
)
def test_refuses_with_the_line(text: str, line: int, words: str) -> None:
    (problem,) = problems(text)
    assert words in problem.message.en
    assert problem.line == line


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"a: \xb9\xab\xbf\xaa", "not UTF-8"),  # 公开 in GB18030
        ("a: b".encode("utf-16"), "not UTF-8"),
        (b"a: b\x00", "not valid YAML"),
        (b"#" * (LARGEST_FILE + 1), "too large"),
    ],
)
def test_refuses_bytes(raw: bytes, words: str) -> None:
    (problem,) = problems(raw)
    assert words in problem.message.en


@pytest.mark.parametrize(
    ("opened", "closed"),
    [("[", "]"), ("{a: ", "}"), ("- ", "")],
    ids=["flow list", "flow table", "block list"],
)
def test_refuses_deep_nesting(opened: str, closed: str) -> None:
    def nest(depth: int) -> str:
        inner = opened * depth + "x" + closed * depth
        return "a:\n  " + inner

    assert data(nest(DEEPEST - 1))
    for depth in (DEEPEST, 5_000):
        (problem,) = problems(nest(depth))
        assert "nested too deeply" in problem.message.en
        assert problem.line == 2


def test_lists_every_fault_of_a_file() -> None:
    text = "a: &x 1\na: 2\nb:\n  <<: 1\n  c: 1\n  c: 2\nd: *x"
    assert [problem.line for problem in problems(text)] == [2, 4, 6, 1]


def test_reads_a_file_or_says_why_not(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("键: 值", encoding="utf-8")
    document = read(path)
    assert (document.file, document.data) == (str(path), {"键": "值"})
    for bad in (tmp_path, tmp_path / "none.yaml"):
        with pytest.raises(CatalogueError, match="cannot be read"):
            read(bad)


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    count: int = 0


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")

    inner: list[Inner]
    other: Inner | None = None


def test_a_model_gets_the_values() -> None:
    document = parse(b"inner:\n  - {name: 1:30, count: 3}", "a.yaml")
    assert model(document, Outer) == Outer(inner=[Inner(name="1:30", count=3)])


def test_every_fault_of_a_model_has_its_line() -> None:
    text = """\
inner:
  - name: a
    cuont: 3
  - count: 1e3
other:
  name: [a]
extra: 1
"""
    with pytest.raises(CatalogueError) as fault:
        model(parse(text.encode(), "a.yaml"), Outer)
    told = {(one.line, one.key): one.message.en for one in fault.value.problems}
    assert told[3, "inner.0.cuont"] == "unknown key; did you mean 'count'?"
    assert told[4, "inner.1.name"] == "this key is missing"
    assert (4, "inner.1.count") in told
    assert (6, "other.name") in told
    assert told[7, "extra"].startswith("unknown key")
    assert len(told) == 5
    # the message of the whole error tells them all
    assert all(f"line {line}" in str(fault.value) for line, _ in told)
