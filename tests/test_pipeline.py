"""The GitHub action, the GitLab template and the pre-commit hooks: their own scripts are run.

`python -m tests.test_pipeline FOLDER` runs the whole action there on the sample submission, with
its installation, which needs a package index.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

pytestmark = pytest.mark.thorough  # the golden files show a case of each in the default run

ROOT = Path(__file__).resolve().parents[1]
YSHJ = Path(sys.executable).with_name("yshj")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
TEMPLATE = yaml.safe_load((ROOT / "ci/gitlab.yml").read_text(encoding="utf-8"))[".yshj-check"]
HOOKS = {
    hook["id"]: hook
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
}
_EXPRESSION = re.compile(r"\$\{\{ ([a-z.-]+) \}\}")

HEAD = "target,reporter,period,value,unit\n"
FILES = {
    "met.csv": HEAD + "01-mobile-services,,2021,300,个\n",
    "missed.csv": HEAD + "01-mobile-services,,2021,299,个\n",
    "hedged.csv": "target,reporter,period,numerator,denominator\n"
    "95-health-centres-standard,,2021,79,100\n",
    "broken.csv": HEAD + "01-mobile-services,,2021,300,个\n01-mobile-servces,,2021,300,个\n",
    "first half.csv": HEAD + "01-mobile-services,,2021H1,150,个\n",
    "second half.csv": HEAD + "01-mobile-services,,2021H2,150,个\n",
    "waivers.yaml": "waivers:\n  - target: 01-mobile-services\n    reason: flood\n"
    "    approver: Wang\n    expires: 2021-12-31\n",
    "cases.csv": "target,reporter,case,started,finished\n"
    "08-setup-time,金水区,SECRET-1,2021-03-01,2021-03-05\n"
    "08-setup-time,火星区,SECRET-2,2021-03-01,2021-03-05\n"
    "08-setup-time,金水区,SECRET-3,2021-03-01,2021-03-02\n"
    "08-setup-time,金水区,SECRET-3,2021-03-01,2021-03-03\n"
    "08-setup-time,金水区,2021-03-01,SECRET-4,2021-03-03\n",
}
MISSED = "::error file=missed.csv,line=2,title=fail%3A 01-mobile-services "
WARNED = "::warning file=hedged.csv,line=2,title=warn%3A 95-health-centres-standard "
REFUSED = "::error file=broken.csv,line=3,title=row 3 refused::"


@pytest.fixture(scope="session")
def baseline(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The report of a submission that met the target."""
    place = tmp_path_factory.mktemp("earlier")
    (place / "met.csv").write_text(FILES["met.csv"], encoding="utf-8")
    words = ("check", "met.csv", "--as-of", "2021-12-31", "--output-format", "json")
    done = _run([str(YSHJ), *words], place, {})
    assert done.returncode == 0, done.stderr
    return done.stdout.encode("utf-8")


@pytest.fixture
def folder(tmp_path: Path, baseline: bytes) -> Path:
    """A checkout with submissions, a waiver file and a baseline."""
    place = tmp_path / "checkout"
    place.mkdir()
    for name, text in FILES.items():
        (place / name).write_text(text, encoding="utf-8")
    (place / "baseline.json").write_bytes(baseline)
    return place


def _run(words: list[str], cwd: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    plain = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GITHUB_", "INPUT_", "CHECK_", "YSHJ_"))
    }
    plain |= {"PATH": f"{YSHJ.parent}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        words,
        cwd=cwd,
        env=plain | env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


# --- the GitHub action --------------------------------------------------------------------------


@dataclass
class Ran:
    code: int
    out: str
    err: str
    summary: str
    outputs: dict[str, str]

    @property
    def annotations(self) -> list[str]:
        return [line for line in self.out.splitlines() if line.startswith("::")]


def _step(name: str) -> dict[str, Any]:
    step: dict[str, Any] = next(one for one in ACTION["runs"]["steps"] if one["id"] == name)
    return step


def run_step(name: str, cwd: Path, known: dict[str, str], **env: str) -> Ran:
    """One step of the action as a runner runs it; `known` is what its expressions come to."""
    step = _step(name)
    files = {key: cwd.parent / f"{name}.{key}" for key in ("summary", "output", "script")}
    for path in files.values():
        path.write_text("", encoding="utf-8")
    files["script"].write_text(step["run"], encoding="utf-8")
    given = {
        key: _EXPRESSION.sub(lambda found: known.get(found[1], ""), value)
        for key, value in step.get("env", {}).items()
    }
    runner = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_WORKSPACE": str(cwd),
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_STEP_SUMMARY": str(files["summary"]),
        "GITHUB_OUTPUT": str(files["output"]),
        "RUNNER_TEMP": str(cwd.parent),
    }
    bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(files["script"])]
    done = _run(bash, cwd, runner | given | env)
    lines = files["output"].read_text(encoding="utf-8").splitlines()
    return Ran(
        done.returncode,
        done.stdout,
        done.stderr,
        files["summary"].read_text(encoding="utf-8"),
        dict(line.split("=", 1) for line in lines),
    )


def act(folder: Path, **inputs: str) -> Ran:
    """The action's check with these inputs, `as_of` for `as-of`; the last day of 2021."""
    given = {"as-of": "2021-12-31", "lang": "en"}
    given |= {name.replace("_", "-"): value for name, value in inputs.items()}
    assert set(given) <= set(ACTION["inputs"])
    known = {f"inputs.{name}": value for name, value in given.items()}
    return run_step("check", folder, {**known, "steps.install.outputs.command": str(YSHJ)})


@pytest.mark.parametrize(
    ("inputs", "code", "annotations"),
    [
        ({"files": "met.csv"}, 0, []),
        ({"files": "missed.csv"}, 1, [MISSED]),
        ({"files": "missed.csv", "fail_on": "never"}, 0, [MISSED]),
        ({"files": "hedged.csv"}, 0, [WARNED]),
        ({"files": "hedged.csv", "fail_on": "warn"}, 1, [WARNED]),
        ({"files": "broken.csv"}, 3, [REFUSED]),
        ({"files": "missed.csv", "waivers": "waivers.yaml"}, 0, []),
        ({"files": "missed.csv", "baseline": "baseline.json"}, 1, [MISSED]),
        (
            {"files": "missed.csv", "baseline": "baseline.json", "fail_on": "regression"},
            1,
            [MISSED],
        ),
        ({"files": "met.csv", "baseline": "baseline.json", "fail_on": "regression"}, 0, []),
    ],
    ids=lambda value: " ".join(value.values()) if isinstance(value, dict) else None,
)
def test_the_action(
    folder: Path, inputs: dict[str, str], code: int, annotations: list[str]
) -> None:
    ran = act(folder, **inputs)
    assert ran.code == code, ran.err
    assert ran.outputs == {"exit-code": str(code)}
    assert len(ran.annotations) == len(annotations)
    for line, start in zip(ran.annotations, annotations, strict=True):
        assert line.startswith(start)
    assert ran.summary.startswith("## Zhengzhou 2021 Work Plan")


def test_wrong_usage_of_the_action_is_2(folder: Path) -> None:
    for inputs in ({"files": ""}, {"files": "met.csv", "fail_on": "regression"}):
        ran = act(folder, **inputs)
        assert (ran.code, ran.outputs, ran.summary) == (2, {"exit-code": "2"}, "")
        assert ran.err


def test_files_are_lines_with_blanks_and_patterns(folder: Path) -> None:
    both = act(folder, files="  first half.csv\n\nsecond half.csv\n")
    assert (both.code, both.annotations) == (0, [])
    assert act(folder, files="* half.csv").code == 0
    alone = act(folder, files="first half.csv")
    assert alone.code == 1  # half of the year is not the year


def test_further_words_reach_the_command(folder: Path) -> None:
    ran = act(folder, files="missed.csv", report="junit:a b.xml\njson:c.json", args="--item=8")
    assert (ran.code, ran.annotations) == (0, [])
    assert ET.parse(folder / "a b.xml").getroot().tag == "testsuites"
    assert (folder / "c.json").is_file()


def test_an_input_is_never_run(folder: Path) -> None:
    name = "$(touch hit)`touch hit`';touch hit;'.csv"
    (folder / name).write_text(FILES["missed.csv"], encoding="utf-8")
    ran = act(folder, files=name, args="--item=1")
    assert ran.code == 1
    assert act(folder, files="met.csv", as_of="$(touch hit)").code == 2
    assert act(folder, files="-- --version\n--help").code == 3  # files, not options
    assert not (folder / "hit").exists()
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"]


def test_case_numbers_stay_out_of_annotations_and_summary(folder: Path) -> None:
    ran = act(folder, files="cases.csv")
    assert ran.code == 3
    assert {line.split(",")[0] for line in ran.annotations} == {"::error file=cases.csv"}
    assert "cases.csv, row 4, column case: differs from cases.csv row 5" in ran.err
    assert "SECRET" not in ran.out + ran.summary + ran.err


def test_every_input_is_used_and_described() -> None:
    used = {
        name.removeprefix("inputs.")
        for value in _step("check")["env"].values()
        for name in _EXPRESSION.findall(value)
        if name.startswith("inputs.")
    }
    assert used == set(ACTION["inputs"])
    page = (ROOT / "docs" / "pipeline.md").read_text(encoding="utf-8")
    for name, told in ACTION["inputs"].items():
        assert told["description"]
        assert f"`{name}`" in page


def test_the_install_step_installs_the_action_itself(folder: Path) -> None:
    # a stand-in for Python tells what it was asked; .ci/run installs for good
    stub = folder.parent / "bin"
    stub.mkdir()
    (stub / "python3").write_text(
        '#!/bin/sh\necho "python3 $*" >&2\n[ "$2" = venv ] || exit 0\n'
        'mkdir -p "$3/bin" && cp "$0" "$3/bin/python"\n'
    )
    (stub / "python3").chmod(0o755)
    ran = run_step("install", folder, {}, PATH=f"{stub}{os.pathsep}{os.environ['PATH']}")
    assert ran.code == 0, ran.err
    assert ran.outputs == {"command": f"{folder.parent}/yshj/bin/yshj"}
    last = ran.err.splitlines()[-1].split()
    assert (last[1:4], last[-1]) == (["-m", "pip", "install"], str(ROOT))


def test_an_old_python_is_told(folder: Path) -> None:
    stub = folder.parent / "bin"
    stub.mkdir()
    (stub / "python3").write_text("#!/bin/sh\nexit 1\n")
    (stub / "python3").chmod(0o755)
    ran = run_step("install", folder, {}, PATH=f"{stub}{os.pathsep}{os.environ['PATH']}")
    assert ran.code == 2
    assert "Python 3.11" in ran.annotations[0]


# --- the GitLab template ------------------------------------------------------------------------


def template(folder: Path, shell: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """The template's script with these variables, as a runner joins it."""
    assert set(variables) <= set(TEMPLATE["variables"])
    script = "\n".join(["set -e", *TEMPLATE["script"]])
    words = "--as-of=2021-12-31\n--lang=en\n" + variables.pop("CHECK_OPTIONS", "")
    given = TEMPLATE["variables"] | variables | {"CHECK_OPTIONS": words}
    return _run([shell, "-c", script], folder, given)


def _cases(folder: Path) -> dict[str, str]:
    """What became of each case of the JUnit report that was not skipped: ok, or why not."""
    suites = ET.parse(folder / TEMPLATE["artifacts"]["reports"]["junit"]).getroot()
    told = {}
    for case in suites.iter("testcase"):
        kinds = [child.tag for child in case if child.tag in ("failure", "error", "skipped")]
        if kinds != ["skipped"]:
            told[case.attrib["name"]] = kinds[0] if kinds else "ok"
    return told


@pytest.mark.parametrize(
    ("files", "options", "code", "cases"),
    [
        ("met.csv", "", 0, {"01-mobile-services": "ok"}),
        ("missed.csv", "", 1, {"01-mobile-services": "failure"}),
        ("hedged.csv", "", 0, {"95-health-centres-standard": "ok"}),
        ("hedged.csv", "--fail-on=warn", 1, {"95-health-centres-standard": "ok"}),
        ("missed.csv", "--waivers=waivers.yaml", 0, {}),
        ("first half.csv\nsecond half.csv", "--item=1", 0, {"01-mobile-services": "ok"}),
    ],
)
def test_the_template(
    folder: Path, files: str, options: str, code: int, cases: dict[str, str]
) -> None:
    done = template(folder, "bash", CHECK_FILES=files, CHECK_OPTIONS=options)
    assert done.returncode == code, done.stderr
    assert _cases(folder) == cases


def test_the_template_in_a_plain_shell(folder: Path) -> None:
    done = template(folder, "sh", CHECK_FILES="* half.csv", CHECK_OPTIONS="--item=1\n")
    assert (done.returncode, _cases(folder)) == (0, {"01-mobile-services": "ok"}), done.stderr


def test_the_template_on_a_broken_submission(folder: Path) -> None:
    done = template(folder, "bash", CHECK_FILES="broken.csv")
    assert done.returncode == 3
    told = _cases(folder)
    assert told.pop("01-mobile-services") == "ok"
    assert list(told.values()) == ["error"]
    assert "broken.csv" in next(iter(told))


def test_the_templates_log_and_report_name_no_case(folder: Path) -> None:
    done = template(folder, "bash", CHECK_FILES="cases.csv")
    assert done.returncode == 3
    assert "cases.csv" in done.stdout
    report = (folder / TEMPLATE["artifacts"]["reports"]["junit"]).read_text(encoding="utf-8")
    assert "SECRET" not in done.stdout + done.stderr + report


def test_variables_of_the_template_are_never_run(folder: Path) -> None:
    hostile = '$(touch hit)`touch hit`"; touch hit; "'
    assert template(folder, "bash", CHECK_FILES=hostile).returncode == 3
    assert not (folder / "hit").exists()


def test_the_template_installs_what_it_is_told(folder: Path) -> None:
    stub = folder.parent / "bin"
    stub.mkdir()
    (stub / "python3").write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    (stub / "python3").chmod(0o755)
    script = "\n".join(["set -e", *TEMPLATE["before_script"]])
    path = f"{stub}{os.pathsep}{os.environ['PATH']}"
    done = _run(["bash", "-c", script], folder, {"PATH": path, "CHECK_PACKAGE": "a b.whl"})
    words = done.stdout.splitlines()
    assert (words[:3], words[-1]) == (["-m", "pip", "install"], "a b.whl")


def test_the_template_installs_nothing_by_a_name_that_nobody_owns(folder: Path) -> None:
    script = "\n".join(["set -e", *TEMPLATE["before_script"]])
    done = _run(["bash", "-c", script], folder, {"PATH": os.environ["PATH"]})
    assert done.returncode == 2
    assert "CHECK_PACKAGE" in done.stderr
    assert "CHECK_PACKAGE" not in TEMPLATE["variables"]


# --- the pre-commit hooks -----------------------------------------------------------------------


def hook(name: str, folder: Path, *args: str) -> subprocess.CompletedProcess[str] | None:
    """The hook on the files of `folder` that it wants, all in one process; None for no files."""
    it = HOOKS[name]
    assert it["language"] == "python"
    assert it["require_serial"] is True  # or the files would be dealt out to several processes
    assert it.get("pass_filenames", True) is True
    inside = sorted(path for path in folder.rglob("*") if path.is_file())
    names = [str(path.relative_to(folder)) for path in inside]
    wanted = [name for name in names if re.search(it["files"], name)]
    return _run([*it["entry"].split(), *args, *wanted], folder, {}) if wanted else None


def test_the_lint_hook_checks_a_catalogue_once(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "targets", tmp_path / "targets")
    (tmp_path / "other.yaml").write_text("a: 1\n")
    done = hook("yshj-lint", tmp_path)
    assert done is not None
    assert (done.returncode, done.stdout) == (
        0,
        "targets/henan-2020: 18 items, 12 targets, no faults\n"
        "targets/zhengzhou-2021: 100 items, 182 targets, no faults\n",
    )


def test_the_lint_hook_tells_every_fault(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "targets", tmp_path / "targets")
    for name in ("1-government-services.yaml", "plan.yaml"):
        file = tmp_path / "targets/zhengzhou-2021" / name
        file.write_text(file.read_text(encoding="utf-8") + "colour: red\n", encoding="utf-8")
    done = hook("yshj-lint", tmp_path)
    assert done is not None
    other = "targets/henan-2020: 18 items, 12 targets, no faults\n"
    assert (done.returncode, done.stdout) == (2, other)
    assert done.stderr.count("unknown key") == 1  # the plan's; its sections wait for the plan
    (tmp_path / "targets/zhengzhou-2021/plan.yaml").write_bytes(
        (ROOT / "targets/zhengzhou-2021/plan.yaml").read_bytes()
    )
    again = hook("yshj-lint", tmp_path)
    assert again is not None
    assert (again.returncode, "1-government-services.yaml, line" in again.stderr) == (2, True)


def test_a_section_that_the_plan_does_not_name_is_told(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "targets", tmp_path / "targets")
    inside = tmp_path / "targets/zhengzhou-2021"
    shutil.copy(inside / "1-government-services.yaml", inside / "9-more.yaml")
    done = hook("yshj-lint", tmp_path)
    assert done is not None
    assert done.returncode == 2
    assert "9-more.yaml: a section of a catalogue that no plan.yaml beside it names" in done.stderr


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["met.csv"], 0),
        (["missed.csv"], 1),
        (["hedged.csv"], 0),
        (["broken.csv"], 3),
        (["first half.csv", "second half.csv"], 0),
        (["first half.csv"], 1),
    ],
    ids=str,
)
def test_the_check_hook(folder: Path, names: list[str], code: int) -> None:
    sent = folder / "sent"
    sent.mkdir()
    for name in names:
        shutil.copy(folder / name, sent)
    done = hook("yshj-check", sent, "--as-of", "2021-12-31")
    assert done is not None
    assert done.returncode == code, done.stderr


def test_the_check_hook_judges_a_folder_and_its_changed_file_once(folder: Path) -> None:
    """What the README advises: the folder in `args`, beside the file names of the commit."""
    sent = folder / "sent"
    sent.mkdir()
    for name in ("first half.csv", "second half.csv"):
        shutil.copy(folder / name, sent)
    words = [*HOOKS["yshj-check"]["entry"].split(), "--as-of", "2021-12-31", "sent"]
    assert _run([*words, "sent/second half.csv"], folder, {}).returncode == 0


def test_the_check_hook_leaves_other_files_alone(tmp_path: Path) -> None:
    for name in ("notes.txt", "waivers.yaml", "report.json", "csv", "a.csv.bak"):
        (tmp_path / name).write_text("x")
    assert hook("yshj-check", tmp_path) is None


if __name__ == "__main__":
    checkout = Path(sys.argv[1]).resolve() / "checkout"
    shutil.copytree(ROOT / "samples", checkout / "samples")
    installed = run_step("install", checkout, {})
    assert installed.code == 0, installed.err
    wishes = {
        "inputs.files": "samples/city-2021.csv\nsamples/cases-*.csv",
        "inputs.as-of": "2021-12-31",
        "steps.install.outputs.command": installed.outputs["command"],
    }
    judged = run_step("check", checkout, wishes)
    assert (judged.code, judged.outputs) == (1, {"exit-code": "1"}), judged.err
    assert len(judged.annotations) > 5, judged.out
    print("the action ran:", len(judged.annotations), "annotations")
