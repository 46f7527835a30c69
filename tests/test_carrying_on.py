"""What carries the book on: workflows, templates, and a guide that names what is there."""

import re
import subprocess
import sys
import tomllib
from itertools import chain

import pytest
import yaml

from nnbook.activations import ACTIVATIONS
from press.state import figures
from tests import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))
GUIDES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
TARGETS = {
    *re.findall(r"^([a-z][\w-]*):", (ROOT / "Makefile").read_text("utf-8"), re.M),
    *(folder.name for folder in (ROOT / "locale").iterdir() if folder.is_dir()),
}


def read(name):
    return (ROOT / name).read_text("utf-8")


def load(path):
    return yaml.safe_load(path.read_text("utf-8"))


def valid(path, schema):
    """Hold a file to one of the schemas that check-jsonschema brings along."""
    command = ["-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    ran = subprocess.run([sys.executable, *command], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def form_schema(path):
    name = "config" if path.stem == "config" else "forms"
    return f"vendor.github-issue-{name}"


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        *((path, "vendor.github-workflows") for path in WORKFLOWS),
        *((path, "custom.github-workflows-require-timeout") for path in WORKFLOWS),
        *((path, form_schema(path)) for path in FORMS),
        (ROOT / ".github/dependabot.yml", "vendor.dependabot"),
        (ROOT / "CITATION.cff", "vendor.citation-file-format"),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_a_file_for_github_is_valid(path, schema):
    valid(path, schema)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_read_only_and_names_versions(path):
    workflow = load(path)
    assert workflow["permissions"] == {"contents": "read"}
    assert "concurrency" in workflow
    for job in workflow["jobs"].values():
        for step in job["steps"]:
            if "uses" in step:
                assert re.fullmatch(r"actions/[\w-]+@v\d+", step["uses"])


def test_only_the_deployment_may_write():
    jobs = load(ROOT / ".github/workflows/test.yml")["jobs"]
    writers = {name for name, job in jobs.items() if "permissions" in job}
    assert writers == {"deploy"}
    assert jobs["deploy"]["needs"] == "book"
    assert "refs/heads/main" in jobs["deploy"]["if"]


def test_the_package_is_tested_on_three_systems():
    job = load(ROOT / ".github/workflows/test.yml")["jobs"]["package"]
    systems = {name.split("-")[0] for name in job["strategy"]["matrix"]["os"]}
    assert systems == {"ubuntu", "macos", "windows"}
    commands = "\n".join(step.get("run", "") for step in job["steps"])
    assert "make" not in commands  # Windows has none


@pytest.mark.parametrize(
    "path", [*GUIDES, *WORKFLOWS, ROOT / ".ci/run"], ids=lambda path: path.name
)
def test_every_command_of_make_exists(path):
    text = path.read_text("utf-8")
    named = set(re.findall(r"(?:`|run: |^)\s*make ([a-z][\w-]*)", text, re.M))
    assert named <= TARGETS, named - TARGETS
    if path.name in ("README.md", "CONTRIBUTING.md"):
        assert {"book", "test"} <= named


def test_the_guide_names_files_that_are_there():
    text = read("CONTRIBUTING.md")
    paths = re.findall(
        r"`((?:code|chapters|tests|\.github)/[\w./*-]+|\w+\.(?:toml|txt|yml|cff|md))`",
        text,
    )
    made_up = re.compile(r"NAME|\bID\b|NN|chapterN")
    # Of an exercise's folder.
    inside = {"starter.py", "prompt.md", "hints.md", "mistakes.toml"}
    for name in set(paths) - inside:
        if not made_up.search(name):
            assert list(ROOT.glob(name.rstrip("/"))), name


def section(heading):
    return read("CONTRIBUTING.md").split(f"## {heading}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("figure", figures(), ids=lambda figure: figure.front_end)
def test_a_widget_is_where_the_guide_says(figure):
    paths = re.findall(r"`(code/\S*NAME\S*)`", section("A widget"))
    assert len(paths) == 5
    for path in paths:
        name = figure.front_end
        if path.endswith(".py"):
            name = name.replace("-", "_")
        assert (ROOT / path.replace("NAME", name)).is_file(), path


def test_an_activation_is_where_the_guide_says():
    """The newest one stands in these files and, but for generated ones, in no other."""
    *_, newest = ACTIVATIONS
    places = re.findall(r"\| `(\S+)` \|", section("An activation"))
    assert len(places) == 4
    for path in places:
        assert newest in read(path), path
    made = {"static", "state"}
    sources = chain(
        (ROOT / "code/press/js/src").rglob("*.js*"),
        (ROOT / "code/nnbook").glob("*.py"),
        (ROOT / "code/nnbook/plots").glob("*.py"),
        (ROOT / "code/nnbook/widgets").glob("*.py"),
    )
    named = {
        path.relative_to(ROOT).as_posix()
        for path in sources
        if made.isdisjoint(path.parts) and newest in path.read_text("utf-8")
    }
    assert named == set(places[:3])


def test_the_guide_has_each_kind_of_thing():
    headings = re.findall(r"^## An? (.+)$", read("CONTRIBUTING.md"), re.M)
    assert set(headings) >= {
        "widget",
        "activation",
        "exercise",
        "question",
        "chapter",
        "figure",
        "data set",
        "claim",
        "glossary term",
        "citation",
        "translation",
        "dependency",
    }
    assert "(CONTRIBUTING.md)" in read("README.md")


def test_one_version_everywhere():
    version = tomllib.loads(read("code/pyproject.toml"))["project"]["version"]
    citation = yaml.safe_load(read("CITATION.cff"))
    released = re.findall(r"^## \[(\d.*?)\]", read("CHANGELOG.md"), re.M)
    assert version == str(citation["version"]) == released[0]


def test_one_address_everywhere():
    config = yaml.safe_load(read("_config.yml"))
    citation = yaml.safe_load(read("CITATION.cff"))
    assert citation["repository-code"] == config["repository"]["url"]
    assert citation["title"].startswith(config["title"])
    assert citation["authors"][0]["name"] == config["author"]


def test_notebooks_are_stored_as_the_tool_stores_them():
    notebooks = sorted(map(str, (ROOT / "chapters").glob("*.ipynb")))
    command = [sys.executable, "-m", "press.notebooks", "--check", *notebooks]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr


PIECES = '"name": "stdout",\n     "output_type": "stream",\n     "text": ['
STALE = {
    "output in pieces": (PIECES, PIECES + "]\n    },\n    {\n     " + PIECES),
    "another prompt": ("**Exercise: ", "**Exercise:  "),
}


@pytest.mark.parametrize("was, now", STALE.values(), ids=STALE)
def test_a_notebook_that_the_tool_would_change_is_named(tmp_path, was, now):
    source = ROOT / "chapters/01_neurons.ipynb"
    path = tmp_path / "01_neurons.ipynb"
    text = source.read_text("utf-8")
    assert was in text
    path.write_text(text.replace(was, now, 1), "utf-8")
    command = [sys.executable, "-m", "press.notebooks", "--check", path]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 1
    assert "01_neurons.ipynb" in ran.stderr and "make notebooks" in ran.stderr


def test_hooks_use_the_tools_that_are_pinned():
    """No hook brings a version of its own: they are those of the requirements."""
    hooks = load(ROOT / ".pre-commit-config.yaml")["repos"]
    assert {repo["repo"] for repo in hooks} == {"local"}
    pinned = read("requirements.txt")
    entries = [hook["entry"].split()[0] for repo in hooks for hook in repo["hooks"]]
    for tool in set(entries) - {"npx", "npm", "python"}:
        assert f"\n{tool}==" in pinned
    assert {h["language"] for repo in hooks for h in repo["hooks"]} == {"system"}


def test_every_requirement_of_the_package_is_pinned():
    project = tomllib.loads(read("code/pyproject.toml"))["project"]
    wanted = chain(project["dependencies"], *project["optional-dependencies"].values())
    names = {re.match(r"[\w-]+", line)[0].lower().replace("_", "-") for line in wanted}
    pinned = {
        line.split("==")[0].lower().replace("_", "-")
        for line in read("requirements.txt").splitlines()
    }
    assert names - {"nnbook"} <= pinned, names - pinned
