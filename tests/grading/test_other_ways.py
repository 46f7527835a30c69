"""Checks take every right answer: those in other_ways.toml are unlike the solution."""

import tomllib
from pathlib import Path

import pytest

from nnbook.grading.exercise import ids, load
from nnbook.grading.grader import grade

FILE = Path(__file__).with_name("other_ways.toml")
OTHER_WAYS = {
    name: table["programs"]
    for name, table in tomllib.loads(FILE.read_text(encoding="utf-8")).items()
}


@pytest.mark.parametrize(
    ("exercise_id", "program"),
    [(name, program) for name, ways in OTHER_WAYS.items() for program in ways],
)
def test_another_way_passes(exercise_id, program):
    exercise = load(exercise_id)
    result = grade(program, exercise.checks, mistakes=exercise.mistakes)
    assert result.status == "passed", result.text(exercise.title)


@pytest.mark.parametrize(
    "exercise_id", [name for name in ids() if load(name).kind == "design"]
)
def test_a_design_has_been_reached_in_several_ways(exercise_id):
    ways = {
        load(exercise_id).solution.strip(),
        *map(str.strip, OTHER_WAYS[exercise_id]),
    }
    assert len(ways) >= 3
