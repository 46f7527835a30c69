"""What asks for a property takes every way that reaches it: some unlike the solution."""

import pytest

from nnbook.grading.exercise import load
from nnbook.grading.grader import grade

OTHER_WAYS = {
    "which-came-first": [
        "from_left, from_right, keep = 6, 14.5, 0.7",  # leaks fast
        "from_left, from_right, keep = 1.25, 14.25, 0.95",  # leaks slowly
    ],
    "odd-of-three": [
        # The third input turned round: its parity, and the opposite of that.
        "odd = [[([1, 1, -1], 0), ([1, 1, -1], -1), ([1, 1, -1], -2)],"
        " [([-1, 1, -1], 0.5)]]",
        # Neurons for at most so many, other weights.
        "odd = [[([-2, -2, -2], 1), ([-3, -3, -3], 4), ([-1, -1, -1], 2.5)],"
        " [((-5, 5, -5), 2)]]",
    ],
    "gradient-kept-whole": [
        # Turned round and back; steep and gentle in turn.
        "weights, biases = [-4] * 10, [2] * 10",
        "weights, biases = [8, 2] * 5, [-4, -1] * 5",
    ],
    "sigmoid-without-flats": [
        "import math\n"
        "def own(z): return math.asinh(z)\n"
        "def own_slope(z): return 1 / math.hypot(1, z)",
        "import math\n"
        "def own(z): return 0.9 * math.tanh(z) + 0.1 * z\n"
        "def own_slope(z): return 1 - 0.9 * math.tanh(z) ** 2",
        # Three straight lines.
        "def own(z): return max(-1, min(1, z)) + 0.2 * (z - max(-1, min(1, z)))\n"
        "def own_slope(z): return 1 if abs(z) < 1 else 0.2",
    ],
}


@pytest.mark.parametrize(
    ("exercise_id", "program"),
    [(name, program) for name, ways in OTHER_WAYS.items() for program in ways],
)
def test_another_way_reaches_the_property(exercise_id, program):
    exercise = load(exercise_id)
    assert exercise.kind == "design"
    result = grade(program, exercise.checks, mistakes=exercise.mistakes)
    assert result.status == "passed", result.text(exercise.title)
