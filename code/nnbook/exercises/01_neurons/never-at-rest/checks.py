INPUTS = "[(0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 1)]"
FOLLOW = (
    "It is as before. Take paper: the first input, (0, 0, 1), and then (0, 1, 1). What "
    "are all three numbers after each, and what does the rule say they should be?"
)


def check_and(code, t):
    "comes to rest on AND"
    t.equal(
        f"mistakes_per_round({INPUTS}, [0, 0, 0, 1], 7)",
        [2, 3, 3, 2, 1, 0, 0],
        ([2] * 7, FOLLOW),
        ([3] * 7, "Nothing is learned, or the wrong way round."),
        ([4] * 7, "Now the last number, the bias, no longer moves."),
        (
            [3, 1, 1, 2, 1, 0, 0],
            "You correct after the whole round: correct after each mistake.",
        ),
        ([0] * 7, "The count is 0, but is the perceptron right? Count its mistakes."),
    )


def check_or(code, t):
    "corrects by the rule on OR as well"
    t.equal(
        f"mistakes_per_round({INPUTS}, [0, 1, 1, 1], 5)",
        [2, 2, 1, 0, 0],
        ([3, 0, 0, 0, 0], "OR comes out as before: not all of a mistake is corrected."),
    )


def check_xor(code, t):
    "still goes round on XOR, where there is no line"
    t.equal(
        f"mistakes_per_round({INPUTS}, [0, 1, 1, 0], 6)",
        [3, 3, 4, 4, 4, 4],
        ([3] * 6, "Nothing is learned, or the wrong way round."),
        ([0] * 6, "The count is 0, but is the perceptron right? Count its mistakes."),
    )


def check_numbers(code, t):
    "learns from other numbers than 0 and 1"
    t.equal(
        "mistakes_per_round([(2, 1, 1), (-1, 3, 1), (1, -2, 1)], [1, 0, 0], 8)",
        [2, 2, 2, 3, 0, 0, 0, 0],
    )
    t.equal("fires([1, -2, 0.5], [1, 1, 1])", 0)
    t.equal("fires([1, -2, 1], [1, 1, 1])", 1)
