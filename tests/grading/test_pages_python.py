"""The Python that the pages have gives every exercise the verdicts of this one.

It is another version, compiled for browsers; here it runs in Node, once for all programs.
Exercises that use numpy are tried where `NNBOOK_WHEELS` names a folder with its wheel.
"""

import json
import os
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

import nnbook
from nnbook.grading.exercise import load, versions
from press import packages
from press.site.compiled import LIBRARY, compiled
from press.site.python import GRADING, IMPORTED, book_texts
from tests import ROOT
from tests.grading.test_apart import UNREADABLE

JS = ROOT / "code" / "press" / "js"
PYODIDE = JS / "node_modules" / "pyodide"
PACKAGE = Path(nnbook.__file__).parent
# A run is stopped after five seconds, also on a machine that is several times slower.
MOST_MS = 1000
WHEELS = [
    Path(os.environ.get("NNBOOK_WHEELS", "none")) / package["file_name"]
    for package in packages.of_exercises().values()
]
THERE = all(path.is_file() for path in WHEELS)


def jobs(exercise):
    """What the page's Python is tried with, by name; the other mistakes are tried here."""
    mistake = exercise.mistake(exercise.mistake_names[0])
    sources = {
        "solution": exercise.solution,
        "starter": exercise.starter,
        "mistake": mistake.source,
    }
    planted = [[words, mistake.source] for words in mistake.expect]
    return {
        name: {"source": source, "checks": exercise.checks, "mistakes": planted}
        for name, source in sources.items()
    }


@cache
def graded():
    """What came of all jobs, and the modules that were loaded from their source.

    {(exercise, name) or program: {"step": the last one of the judge, "ms": CPU time}},
    [module].
    """
    named = {
        (exercise_id, name): job
        for exercise_id in versions()
        if THERE or not load(exercise_id).plain
        for name, job in jobs(load(exercise_id)).items()
    }
    named |= {
        source: {"source": source, "checks": "", "mistakes": []}
        for source in UNREADABLE
    }
    wheels = {path.name: path.read_bytes() for path in WHEELS if THERE}
    imports = [*IMPORTED, *(packages.EXERCISES if THERE else [])]
    archives = compiled(PYODIDE, book_texts(PACKAGE), wheels, imports)
    with tempfile.TemporaryDirectory() as served:
        for name, content in archives.items():
            (Path(served) / name).write_bytes(content)
        task = {
            "pyodide": str(PYODIDE),
            "library": str(Path(served) / LIBRARY),
            "files": {f"nnbook/{n}": (PACKAGE / n).read_text("utf-8") for n in GRADING},
            "wheels": [str(Path(served) / name) for name in wheels],
            "jobs": list(named.values()),
        }
        ran = subprocess.run(
            ["node", ROOT / "tests" / "grading" / "pages_python.mjs"],
            input=json.dumps(task),
            capture_output=True,
            text=True,
        )
    assert ran.returncode == 0, ran.stderr[-2000:]
    came = json.loads(ran.stdout)
    return dict(zip(named, came["ran"], strict=True)), came["sources"]


@pytest.mark.parametrize("exercise_id", versions())
def test_the_pages_python_gives_the_same_verdict_and_in_time(exercise_id):
    exercise = load(exercise_id)
    if exercise.plain and not THERE:
        pytest.skip("no wheel of numpy for the page's Python: NNBOOK_WHEELS")
    ran = {name: graded()[0][exercise_id, name] for name in jobs(exercise)}
    found = {name: run["step"]["result"] for name, run in ran.items()}
    assert found["solution"]["status"] == "passed", found["solution"]
    wanted = "failed" if exercise.kind == "debug" else "not started"
    assert found["starter"]["status"] == wanted, found["starter"]
    assert found["mistake"]["status"] == "failed"
    said = "\n".join(row["message"] for row in found["mistake"]["checks"])
    expected = exercise.mistake(exercise.mistake_names[0]).expect
    assert all(words in said for words in expected), said
    assert all(run["ms"] < MOST_MS for run in ran.values()), ran


@pytest.mark.parametrize("source", UNREADABLE, ids=range(len(UNREADABLE)))
def test_what_the_pages_python_cannot_read_is_told_as_such(source):
    found = graded()[0][source]["step"]["result"]
    if said := UNREADABLE[source]:
        assert found["status"] == "syntax"
        assert said in found["problem"]["message"]


def test_no_module_is_compiled_where_an_exercise_is_graded():
    """From its sources Python starts more than twice as slowly."""
    assert graded()[1] == []
