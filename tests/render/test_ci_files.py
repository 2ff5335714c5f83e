"""The files for the CI of others: valid by their published schemas, and run as far as one machine can."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load(ROOT.joinpath("action.yml").read_text("utf-8"))
GITLAB = yaml.safe_load(ROOT.joinpath("docs/gitlab-ci.yml").read_text("utf-8"))
HOOKS = yaml.safe_load(ROOT.joinpath(".pre-commit-hooks.yaml").read_text("utf-8"))


def run(command: list[str], cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """A process as on a runner: ``dedup`` and ``python`` of this installation are on the path."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        command,
        cwd=cwd,
        env={"PATH": path, "HOME": str(cwd), "PYTHONUTF8": "1", **env},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )


@pytest.mark.parametrize(
    ("schema", "file"), [("vendor.github-actions", "action.yml"), ("vendor.gitlab-ci", "docs/gitlab-ci.yml")]
)
def test_a_file_keeps_to_its_published_schema(schema: str, file: str, tmp_path: Path) -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    done = run([*check, str(ROOT / file)], ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    tmp_path.joinpath("broken.yml").write_text("runs: {using: composite}\ndedup: {script: 3}\n")
    assert run([*check, str(tmp_path / "broken.yml")], ROOT).returncode == 1


def test_the_hooks_keep_to_what_pre_commit_takes() -> None:
    validate = [sys.executable, "-m", "pre_commit", "validate-manifest"]
    done = run([*validate, ".pre-commit-hooks.yaml"], ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


# ---------------------------------------------------------------- GitHub


@pytest.fixture
def workspace(tmp_path: Path, versions: tuple[str, str]) -> Path:
    """A checkout with two versions of a story, one of them with a name that shells trip over."""
    news = tmp_path / "work" / "my news"
    news.mkdir(parents=True)
    for name, text in zip(("a.txt", "b $(x); %0A.txt"), versions, strict=True):
        news.joinpath(name).write_text(text, "utf-8")
    return tmp_path / "work"


def value(text: str, inputs: dict[str, str], outputs: dict[str, dict[str, str]]) -> str:
    """What the runner puts for the expressions in a text."""

    def of(match: re.Match[str]) -> str:
        kind, *names = match[1].split(".")
        if kind == "inputs":
            return inputs[names[0]]
        if kind == "steps":
            return outputs[names[0]].get(names[2], "")
        assert match[1] == "github.action_path"
        return str(ROOT)

    return re.sub(r"\$\{\{ (\S+) \}\}", of, text)


def act(
    workspace: Path, skip: tuple[str, ...] = ("Install",), **given: str
) -> tuple[int, dict[str, Any], str]:
    """Run the steps of the action that are shell, as the runner does.

    Returns:
        The exit code, the outputs of the action, and what was printed.
    """
    inputs = {name: spec["default"] for name, spec in ACTION["inputs"].items()}
    inputs |= {name.replace("_", "-"): text for name, text in given.items()}
    temp = workspace.parent / "runner temp"
    temp.mkdir(exist_ok=True)
    outputs: dict[str, dict[str, str]] = {}
    printed, code = "", 0
    for step in ACTION["runs"]["steps"]:
        if "run" not in step or step["name"] in skip:
            continue
        written = temp / "output"
        written.write_text("")
        script = temp / "step.sh"
        script.write_text(step["run"])
        env = {name: value(text, inputs, outputs) for name, text in step["env"].items()}
        done = run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
            workspace,
            RUNNER_TEMP=str(temp),
            GITHUB_OUTPUT=str(written),
            GITHUB_STEP_SUMMARY=str(temp / "summary.md"),
            GITHUB_PATH=str(temp / "path"),
            **env,
        )
        lines = written.read_text("utf-8").splitlines()
        outputs[step.get("id", step["name"])] = dict(line.split("=", 1) for line in lines)
        printed += done.stdout + done.stderr
        code = done.returncode
        if code:
            break
    found = {name: value(spec["value"], inputs, outputs) for name, spec in ACTION["outputs"].items()}
    return code, found, printed


def test_the_action_reports_and_fails_on_findings(workspace: Path) -> None:
    code, found, printed = act(workspace, paths="my news\n")
    assert (code, found["exit-code"]) == (1, "1"), printed
    sarif = json.loads(Path(found["sarif"]).read_text("utf-8"))
    uris = {
        place["physicalLocation"]["artifactLocation"]["uri"]
        for result in sarif["runs"][0]["results"]
        for place in result["locations"]
    }
    assert uris == {"my%20news/a.txt"}
    assert "::error file=my news/a.txt,line=" in printed
    assert json.loads(Path(found["json"]).read_text("utf-8"))["schema"] == 1
    assert Path(found["html"], "index.html").is_file()
    summary = workspace.parent.joinpath("runner temp", "summary.md").read_text("utf-8")
    assert "FCT303" in summary


def test_the_action_passes_its_inputs_on(workspace: Path) -> None:
    assert act(workspace, paths="my news", fail_on="never", annotate="false")[0] == 0
    assert act(workspace, paths="my news", max_findings="99", args="--lang=en")[0] == 0
    code, found, _ = act(
        workspace, paths="my news/a.txt", against="my news/b $(x); %0A.txt", args="--select\nFCT303"
    )
    assert code == 1
    codes = {row["code"] for row in json.loads(Path(found["json"]).read_text("utf-8"))["findings"]}
    assert codes == {"FCT303"}
    done = run(["dedup", "baseline", "update", "ok.json", found["json"]], workspace)
    assert done.returncode == 0, done.stderr
    assert act(workspace, paths="my news", baseline="ok.json", args="--select\nFCT303")[0] == 0


def test_the_action_fails_with_2_when_nothing_can_be_read(workspace: Path) -> None:
    code, found, printed = act(workspace, paths="missing/")
    assert (code, found["exit-code"], found["sarif"]) == (2, "2", "")
    assert "error: missing: " in printed


def test_the_action_takes_its_inputs_through_the_environment_only() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", ""), "an input in a script is code that anybody can write"
    used = set(re.findall(r"inputs\.([\w-]+)", ROOT.joinpath("action.yml").read_text("utf-8")))
    assert used == set(ACTION["inputs"])


# ---------------------------------------------------------------- GitLab


def test_the_gitlab_job_writes_what_it_keeps(workspace: Path) -> None:
    workspace.joinpath("my news").rename(workspace / "news")
    job = GITLAB["dedup"]
    install, *script = job["script"]
    assert install.startswith("python -m pip install ")
    env = {**job["variables"], "DEDUP_PATHS": "news/"}
    done = run(["bash", "-e", "-o", "pipefail", "-c", "\n".join(script)], workspace, **env)
    assert done.returncode == 1, done.stderr
    assert "FCT303" in done.stdout
    for path in (*job["artifacts"]["paths"], *job["artifacts"]["reports"].values()):
        assert workspace.joinpath(path).exists()


# ---------------------------------------------------------------- pre-commit


def test_the_hooks_run_as_pre_commit_calls_them(workspace: Path) -> None:
    hooks = {hook["id"]: hook for hook in HOOKS}
    files = sorted(str(path.relative_to(workspace)) for path in workspace.rglob("*.txt"))
    done = run([*hooks["dedup"]["entry"].split(), *files], workspace)
    assert (done.returncode, "FCT303" in done.stdout) == (1, True), done.stderr
    done = run([*hooks["dedup"]["entry"].split(), files[0]], workspace)
    assert done.returncode == 0, done.stderr
    done = run([*hooks["dedup-diff"]["entry"].split(), *files], workspace)
    assert done.returncode == 1, done.stderr


def test_pre_commit_gives_the_hook_texts_and_pages() -> None:
    from identify.identify import tags_from_filename

    wanted = set(HOOKS[0]["types_or"])
    assert all(tags_from_filename(name) & wanted for name in ("a.txt", "b.md"))
    assert not tags_from_filename("c.png") & wanted


# ---------------------------------------------------------------- Docker


def instructions() -> list[list[str]]:
    text = ROOT.joinpath("Dockerfile").read_text("utf-8").replace("\\\n", " ")
    return [line.split(None, 1) for line in text.splitlines() if line and not line.startswith("#")]


def test_the_image_has_two_stages_and_no_root() -> None:
    kinds = [kind for kind, _ in instructions()]
    assert kinds.count("FROM") == 2
    last = instructions()[len(kinds) - 1 - kinds[::-1].index("FROM") :]
    assert ["USER", "10001"] in last
    assert json.loads(dict(last)["ENTRYPOINT"]) == ["dedup"]
    assert not [rest for kind, rest in last if kind == "COPY" and not rest.startswith("--from=build ")]


def test_the_build_is_given_all_that_the_package_is_made_of() -> None:
    copied = [
        source
        for kind, rest in instructions()
        if kind == "COPY" and not rest.startswith("--from")
        for source in rest.split()[:-1]
    ]
    assert all(ROOT.joinpath(source).exists() for source in copied)
    project = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))
    needed = {
        "pyproject.toml",
        project["project"]["readme"],
        *project["project"]["license-files"],
        *project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"],
        project["tool"]["hatch"]["version"]["path"].split("/")[0],
    }
    assert needed <= set(copied)
    ignored = ROOT.joinpath(".dockerignore").read_text("utf-8").split()
    assert ignored[0] == "*"
    assert all(any(fnmatch(source, rule.removeprefix("!")) for rule in ignored[1:]) for source in copied)
