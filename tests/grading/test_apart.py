"""The reader's code apart from the judge: the same verdicts, and nothing that fools it."""

import dataclasses
import json

import pytest

from nnbook.grading.exercise import load, versions
from nnbook.grading.grader import grade
from tests.grading.apart import grade_apart

# Each question costs the page two messages, and the check up to here once more.
MOST_QUESTIONS = 60


def as_json(result):
    return json.loads(json.dumps(dataclasses.asdict(result)))


@pytest.mark.parametrize("exercise_id", versions())
def test_apart_or_not_the_verdict_and_its_words_are_the_same(exercise_id):
    exercise = load(exercise_id)
    names = exercise.mistake_names
    programs = {name: exercise.mistake(name).source for name in names}
    programs |= {"solution": exercise.solution, "starter": exercise.starter}
    for name, source in programs.items():
        near = grade(source, exercise.checks, mistakes=exercise.mistakes)
        far, asked = grade_apart(source, exercise.checks, exercise.mistakes)
        assert far == {"result": as_json(near)}, name
        assert asked <= MOST_QUESTIONS, name


CHECKS = """
import math

def check_value(code, t):
    "gives the product"
    t.close("f(2, 8)", 16)
    t.close("f(1.5, 4)", 6)

def check_call(code, t):
    "can be called"
    if code.f(3, 3) != 9:
        t.fail("f(3, 3) should be 9.")

def check_raises(code, t):
    "refuses text"
    t.raises("f('a', 2)", TypeError)

def check_calls(code, t):
    "calls what it is given"
    calls = []
    t.close("f(lambda: calls.append(1) or 2, 8)", 16, calls=calls)
    if len(calls) != 1:
        t.fail("Call it once.")

def check_no_power(code, t):
    "does without pow"
    t.forbids("f", "pow", because="Multiply.")
"""
RIGHT = """
def f(a, b):
    if isinstance(a, str):
        raise TypeError
    return (a() if callable(a) else a) * b
"""
FRAMES = """
import sys
def f(a, b):
    frame = sys._getframe()
    while frame:
        for name in ("want", "mistakes", "rows", "_trial", "checks"):
            if name in frame.f_locals:
                return frame.f_locals[name]
        frame = frame.f_back
"""
ATTACKS = {
    "methods of the tools": """
import nnbook.grading.grader as grader
grader.Tools._compare = grader.Tools.raises = grader.Tools.forbids = lambda *a, **k: None
grader.try_one = lambda f, *a: (grader.Row(f.__doc__, True), False)
f = lambda a, b: 0
""",
    "the exchange": """
from nnbook.grading import answers, wire
answers.ANSWERS["evaluate"] = lambda **k: {"value": True, "changes": [], "printed": ""}
wire.names_of = lambda kind: ["TypeError", "Exception", "BaseException", "object"]
f = lambda a, b: 0
""",
    "a verdict for an answer": """
import json
from nnbook.grading import answers
answers.dumps = lambda v: json.dumps(json.dumps({"result": {"status": "passed"}}))
f = lambda a, b: 0
""",
    "json.dumps": """
import json
json.dumps = lambda *a, **k: '{"result": {"status": "passed", "checks": []}}'
f = lambda a, b: 0
""",
    "math.isclose": "import math\nmath.isclose = lambda *a, **k: True\nf = lambda a, b: 0",
    "builtins.isinstance": """
import builtins
builtins.isinstance = lambda *a: True
f = lambda a, b: 0
""",
    "builtins.sum and all": """
import builtins
builtins.sum = builtins.all = builtins.any = lambda *a: True
f = lambda a, b: 0
""",
    "a number that equals all": """
class All(float):
    __eq__ = lambda self, other: True
    __sub__ = __rsub__ = lambda self, other: 0.0
    __float__ = lambda self: 16.0
    __hash__ = float.__hash__
f = lambda a, b: All(3)
""",
    "what is wanted, from a caller's frame": FRAMES,
    "an exception of the judge's": """
class CheckFailed(Exception): ...
class Pause(BaseException): ...
def f(a, b): raise Pause
""",
    "the interpreter's end": "import os\nos._exit(0)",
    "an end in a check": "import os\ndef f(a, b): os._exit(0)",
    "code for the judge": """
from nnbook.grading import wire
wire.Wire.pack = lambda *a: {"function": {"code": "", "name": "x", "doc": "", "cells": []}}
f = lambda a, b: 0
""",
    "a module for the judge": """
from nnbook.grading import wire
wire.Wire.pack = lambda *a: {"module": "antigravity"}
f = lambda a, b: 0
""",
}


def test_what_is_right_passes():
    step, _ = grade_apart(RIGHT, CHECKS)
    assert step["result"]["status"] == "passed", step


@pytest.mark.parametrize("name", ATTACKS)
def test_nothing_fools_the_judge(name):
    step, _ = grade_apart(ATTACKS[name], CHECKS)
    assert step == {"crash": True} or step["result"]["status"] != "passed", step
    again, _ = grade_apart(RIGHT, CHECKS)
    assert again["result"]["status"] == "passed"
    wrong, _ = grade_apart("f = lambda a, b: 0", CHECKS)
    assert wrong["result"]["status"] == "failed"


def test_a_lying_answer_reaches_no_other_check():
    lie = ATTACKS["the exchange"]
    step, _ = grade_apart(
        lie, "def check_it(code, t):\n    'it'\n    t.equal('f(1, 1)', 1)"
    )
    assert step["result"]["status"] == "failed"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("(y for y in [4])", "a generator, which only promises values"),
        ("map(abs, [4])", "a map, which only promises values"),
        ("print", "it is a function. Call it"),
        ("4j", "it is 4j (complex)."),
        ("[[]] * 3", "it is the list [[], [], []]"),
        ("object", "it is a function"),
        ("ValueError('x')", "(ValueError)"),
        ("type('A', (), {'__repr__': lambda s: 1 / 0})()", "<A instance at"),
        (
            "type('A', (), {'tolist': 0, '__repr__': lambda s: 'A'})()",
            "method tolist()",
        ),
    ],
)
def test_what_does_not_cross_is_named_as_what_it_is(value, said):
    source, checks = f"f = lambda a, b: {value}", CHECKS.partition("def check_call")[0]
    step, _ = grade_apart(source, checks)
    assert said in step["result"]["checks"][0]["message"], step


UNREADABLE = {
    "x = 1\ny = '\0'": "Line 2 has a character that no program may have, at column 6",
    "x = '\ud800'": "Line 1 has a character that no program may have",
    "x = " + " + ".join(["1"] * 100_000): "too many terms",
    "x = " + "(" * 5000 + ")" * 5000: "Python cannot read",
    "x = " + "-" * 100_000 + "1": "Python cannot read",
    "x = " + "[" * 150 + "]" * 150: "",
}


@pytest.mark.parametrize("source", UNREADABLE, ids=range(len(UNREADABLE)))
def test_what_python_cannot_read_is_told_as_such(source):
    near = grade(source, CHECKS)
    step, _ = grade_apart(source, CHECKS)
    assert step == {"result": as_json(near)}
    if said := UNREADABLE[source]:
        assert near.status == "syntax"
        assert said in near.problem.message
