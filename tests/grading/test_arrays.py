"""Arrays of numpy's cross between judge and reader's code, and messages say what they are."""

import dataclasses
import json

import numpy as np
import pytest

from nnbook.grading.grader import grade
from nnbook.grading.plain_array import Array, array, from_numpy, plain, to_numpy
from nnbook.grading.show import show
from nnbook.grading.wire import JudgeEnd, ReaderEnd
from tests.grading.apart import grade_apart

CHECKS = """
def check_product(code, t):
    "multiplies"
    X, W = t.array([[1, 2], [3, 4], [5, 6]]), t.array([[0.5, 1.0]])
    t.close(
        "f(X, W)",
        t.array([[2.5], [5.5], [8.5]]),
        (t.array([[2.5, 5.5, 8.5]]), "It is transposed."),
        X=X, W=W,
    )

def check_look(code, t):
    "has a row for each"
    rows = t.value("f(X, X)", X=t.array([[1, 0], [0, 2]]))
    if rows.shape != (2, 2) or rows.tolist()[1][1] != 4:
        t.fail(f"No: {rows.tolist()}.")
"""
RIGHT = "import numpy as np\ndef f(X, W):\n    return X @ W.T\n"
TRANSPOSED = RIGHT.replace("X @ W.T", "(X @ W.T).T")
MISTAKES = [["It is transposed.", TRANSPOSED]]
SAID = {
    "np.array([[2.5], [0], [8.5]])": "Of its 3 numbers 1 is wrong, the first at [1, 0].",
    "np.zeros((3, 2))": "should be an array of shape (3, 1), but yours has the shape (3, 2): "
    "array([[0, 0], [0, 0], [0, 0]]).",
    "(X @ W.T).tolist()": "but it is a list. np.array(...) makes it an array.",
    "X @ W": "raises ValueError on line 3 (`return X @ W`): matmul",
    "X @ W.T > 3": "yours has the dtype bool. Give 1 and 0 instead.",
    "np.where(X @ W.T > 3, 0, X @ W.T)": "2 are wrong, the first at [1, 0].",
    "X @ W.T + np.nan": "gives nan, which is not a number",
    "3.5": "should be an array of shape (3, 1), but it is 3.5 (float)",
}


def both(source, mistakes=()):
    """The verdict, which is the same where the code is and apart from it."""
    near = json.loads(
        json.dumps(dataclasses.asdict(grade(source, CHECKS, mistakes=mistakes)))
    )
    step, _ = grade_apart(source, CHECKS, mistakes)
    assert step == {"result": near}
    return near


def test_what_is_right_passes_near_and_far():
    assert both(RIGHT)["status"] == "passed"
    # A whole number is as good as one with a point.
    assert (
        both(RIGHT.replace("X @ W.T", "np.float32(1) * X @ W.T"))["status"] == "passed"
    )


def test_a_mistake_is_known_by_the_array_that_it_gives():
    verdict = both(TRANSPOSED, MISTAKES)
    assert verdict["status"] == "failed"


@pytest.mark.parametrize("value", SAID)
def test_what_is_wrong_with_an_array_is_named(value):
    verdict = both(RIGHT.replace("X @ W.T", value))
    assert SAID[value] in verdict["checks"][0]["message"]


ROWS = """
def check_rows(code, t):
    "divides"
    nan = float("nan")
    t.close("f(X)", t.array([0.5]), (t.array([nan]), "0 / 0."), X=t.array([2.0]))
    t.close("f(X)", t.array([1.0]), (t.array([nan]), "0 / 0."), X=t.array([4.0]))
"""


def test_what_numpy_only_warns_of_is_known_by_its_nan():
    source = "import numpy as np\ndef f(X): return (X - X) / (X - X)\n"
    step, _ = grade_apart(source, ROWS, [["0 / 0.", source]])
    near = grade(source, ROWS, mistakes=[["0 / 0.", source]])
    assert step == {"result": json.loads(json.dumps(dataclasses.asdict(near)))}
    assert all(
        row.message.endswith("gives array([nan]). 0 / 0.") for row in near.checks
    )
    assert near.output == ""  # not the warnings, which name places that nobody has
    other = grade(source.replace("X - X) /", "0 * X) /"), ROWS)
    assert "0 / 0 or 0 * inf on the way" in other.checks[0].message


def test_an_array_is_what_numpy_says_it_is():
    rows = [[[1, 2, 3], [4, 5, 6]]]
    made = array(rows)
    assert made.tolist() == rows == to_numpy(made).tolist()
    assert made == from_numpy(np.array(rows))
    assert array([1, 2.5]).dtype == "float64"
    assert array(3).tolist() == 3 and array(3).shape == ()
    with pytest.raises(ValueError, match="differ in their lengths"):
        array([[1, 2], [3]])
    assert plain((np.eye(1), "x")) == (array([[1.0]]), "x")
    assert show(np.array([[1 / 3, 2]])) == show(made := array([[1 / 3, 2]]))
    assert repr(made) == f"array({[[1 / 3, 2]]})"


@pytest.mark.parametrize(
    "value",
    [
        np.arange(6, dtype="int32").reshape(2, 3),
        np.array([True, False]),
        np.array(2.5),
        np.empty((0, 3)),
        np.array([2**60, -1]),
        np.array([np.inf, np.nan], dtype="float32"),
    ],
    ids=str,
)
def test_an_array_crosses_whole(value):
    there, here = ReaderEnd(show), JudgeEnd(None)
    packed = json.loads(json.dumps(there.pack({"a": [value]})))
    crossed = here.unpack(packed)["a"][0]
    assert crossed.shape == value.shape and crossed.dtype == value.dtype.name
    there.fresh(), here.fresh()
    back = there.unpack(json.loads(json.dumps(here.pack(crossed))))
    np.testing.assert_array_equal(back, value)
    assert back.dtype == value.dtype


def test_an_array_that_makes_no_sense_is_refused():
    with pytest.raises(ValueError, match="2 numbers are no array"):
        JudgeEnd(None).unpack({"array": ["float64", [3], [1, 2]]})
    assert isinstance(JudgeEnd(None).unpack({"array": ["float64", [2], [1, 2]]}), Array)
