"""The package's parts import one way only, and heavy things only where they belong."""

import ast
import sys
from pathlib import Path

import pytest

from press.site.python import GRADING
from tests import ROOT

CODE = ROOT / "code"
FILES = [
    path.relative_to(CODE)
    for package in ("nnbook", "press")
    for path in sorted((CODE / package).rglob("*.py"))
    if "node_modules" not in path.parts
]
# An exercise's folder holds readers' code and no modules of the package.
FILES = [f for f in FILES if not (f.parts[1] == "exercises" and len(f.parts) > 3)]

# Each part of PURE and ENGINE may import those that stand before it; those APART take
# plain arrays and import nothing of ENGINE.
PURE = ["activations", "initializers", "neuron"]
ENGINE = ["ops", "tensor", "nn", "optim", "gradcheck"]
APART = [
    "language",
    "data",
    "results",
    "plots",
    "widgets",
    "grading",
    "exercises",
    "live",
    "press",
]
ONLY_IN = {
    "torch": "recsys",
    "starlette": "recsys",
    "uvicorn": "recsys",
    "sphinx": "press",
    "docutils": "press",
    "anywidget": "widgets",
    "ipywidgets": "widgets",
}


def part_of(path):
    """The part that a file belongs to: plots, of nnbook/plots/x.py; press is one."""
    return "press" if path.parts[0] == "press" else Path(path.parts[1]).stem


def imported(path):
    """Every name that a file imports, anywhere in it, as a list of its parts.

    Of `from a import b` that is [a, b], since b may be a module.
    """
    package = list(path.parent.parts)
    for node in ast.walk(ast.parse((CODE / path).read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) + 1 - node.level] if node.level else []
            start = start + (node.module.split(".") if node.module else [])
            yield from ([*start, alias.name] for alias in node.names)


def parts_imported(path):
    """The parts of nnbook that a file imports, other than its own."""
    inside = {n[1] for n in imported(path) if n[0] == "nnbook" and len(n) > 1}
    return inside - {part_of(path)}


every_file = pytest.mark.parametrize("path", FILES, ids=str)


def test_the_files_are_found():
    parts = {part_of(path) for path in FILES}
    assert parts >= {
        *PURE,
        *ENGINE,
        "plots",
        "widgets",
        "grading",
        "exercises",
        "press",
    }
    assert parts <= {*PURE, *ENGINE, *APART, "recsys", "__init__"}


@pytest.mark.parametrize(
    "text, names",
    [
        ("import a.b as c, d", [["a", "b"], ["d"]]),
        ("from a.b import c, d", [["a", "b", "c"], ["a", "b", "d"]]),
        ("from . import x", [["nnbook", "plots", "x"]]),
        ("from ..tensor import T", [["nnbook", "tensor", "T"]]),
        ("def f():\n    if 1:\n        import a", [["a"]]),
    ],
)
def test_every_form_of_import_is_seen(text, names, tmp_path, monkeypatch):
    path = Path("nnbook/plots/module.py")
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(text)
    monkeypatch.setattr(f"{__name__}.CODE", tmp_path)
    assert list(imported(path)) == names


@pytest.mark.parametrize("part", [*PURE, *ENGINE])
def test_the_engine_imports_one_way(part):
    order = [*PURE, *ENGINE]
    before = order[: order.index(part)]
    assert parts_imported(Path(f"nnbook/{part}.py")) <= {*before}


@every_file
def test_only_the_engine_and_recsys_import_the_engine(path):
    if part_of(path) in APART:
        assert not parts_imported(path) & {*ENGINE, "recsys"}


# Each room of recsys may import those that stand before it.
ROOMS = "features models evaluation serving training studies commands".split()
IN_ROOMS = [f for f in FILES if f.parts[1] == "recsys" and f.parent.name in ROOMS]


@pytest.mark.parametrize("path", IN_ROOMS, ids=str)
def test_the_rooms_of_the_recommenders_import_one_way(path):
    rooms = {name[2] for name in imported(path) if name[:2] == ["nnbook", "recsys"]}
    assert rooms <= {*ROOMS[: ROOMS.index(path.parent.name) + 1]}


def test_every_recommender_stands_in_a_room_and_imports_by_full_names():
    house = [f for f in FILES if f.parts[1] == "recsys"]
    outside = {f.name for f in house if f not in IN_ROOMS}
    assert outside == {"__init__.py", "__main__.py"}
    for path in house:
        for node in ast.walk(ast.parse((CODE / path).read_text("utf-8"))):
            assert not (isinstance(node, ast.ImportFrom) and node.level), path


@every_file
def test_heavy_packages_stay_where_they_belong(path):
    packages = {name[0] for name in imported(path)}
    assert all(part_of(path) == ONLY_IN[p] for p in packages & ONLY_IN.keys())


@every_file
def test_the_package_needs_nothing_that_makes_pages(path):
    packages = {name[0] for name in imported(path)}
    assert path.parts[0] == "press" or "press" not in packages


@every_file
def test_no_module_climbs_out_of_its_package(path):
    assert "parents[" not in (CODE / path).read_text("utf-8")


@every_file
def test_nothing_imports_the_chapters_or_the_tests(path):
    assert not {name[0] for name in imported(path)} & {"chapters", "tests"}


@pytest.mark.parametrize("name", GRADING)
def test_what_grades_in_the_page_needs_the_standard_library_and_itself(name):
    own = {f"nnbook/{name}" for name in GRADING}
    # numpy is asked for where a check has an array, and there only.
    others = {"numpy"} if name == "grading/plain_array.py" else set()
    for parts in imported(Path("nnbook") / name):
        there = parts[0] in sys.stdlib_module_names | others
        files = {f"{'/'.join(parts[:end])}.py" for end in (3, 4)}
        assert there or ({*files, "/".join([*parts[:2], "__init__.py"])}) & own


def test_the_runner_needs_the_standard_library_only():
    # And traitlets, where a cell shows one of the book's figures. What it says of a
    # program that Python cannot read it shares with what grades.
    found = imported(Path("nnbook/live/runner.py"))
    shared = ["nnbook", "grading", "reader"]
    packages = {parts[0] for parts in found if parts[:3] != shared}
    assert "grading/reader.py" in GRADING
    assert packages <= {*sys.stdlib_module_names, "traitlets"}
