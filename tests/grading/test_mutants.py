"""A solution with one token changed is caught by the checks, or as right as before."""

import contextlib
import signal

import pytest

from nnbook.grading.exercise import load, versions
from nnbook.grading.grader import grade
from tests.grading.mutants import mutants

SECONDS = 3  # a mutant may never end


class TooLate(BaseException):
    """The time for a mutant is over."""


@contextlib.contextmanager
def time_limit():
    """Raise TooLate after some seconds, and again: the grader takes it for a verdict."""

    def end(*_):
        raise TooLate

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, SECONDS, 0.5)
    try:
        yield
    except TooLate:
        pass
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def passes(program, checks):
    with time_limit():
        return grade(program, checks).status == "passed"
    return False


@pytest.mark.parametrize("exercise_id", versions())
def test_a_mutant_is_caught_or_named_as_equivalent(exercise_id):
    exercise = load(exercise_id)
    found = list(mutants(exercise.solution))
    assert found
    left = {line for line, program in found if passes(program, exercise.checks)}
    assert left == set(exercise.equivalents)
    assert all(exercise.equivalents.values())


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("a + b", ["a - b"]),
        ("x <= 2", ["x < 2", "x >= 2", "x <= 3", "x <= 1", "x <= 4"]),
        ("-x", ["+x", "(x)"]),
        ("f(x)", ["(x)"]),
        ("x.copy()", ["(x)"]),
        ("x @ y.T", ["x * y.T", "x @ (y)"]),
        ("min(a, b)", ["max(a, b)", "(a)"]),
        (
            "def f(a, b):\n    return a * b",
            ["return a / b", "return a + b", "return b * b", "return a * a"],
        ),
        ("'σ' + str(x)", ["'σ' - str(x)", "'σ' + (x)"]),
    ],
)
def test_what_a_mutant_is(source, wanted):
    assert sorted(line for line, _ in mutants(source)) == sorted(wanted)
