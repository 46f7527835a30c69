def check_two_units(code, t):
    "is built from two ReLUs"
    calls, unit = [], code.relu_unit

    def watched(x, w, b):
        calls.append(x)
        return unit(x, w, b)

    code.agree.__globals__["relu_unit"] = watched
    try:
        code.agree(1, 0)
    finally:
        code.agree.__globals__["relu_unit"] = unit
    if len(calls) != 2:
        t.fail(f"agree calls relu_unit {len(calls)} times: let it ask two ReLUs.")


def check_table(code, t):
    "gives 1, 0, 0, 1"
    t.close(
        "[agree(x1, x2) for x1, x2 in [(0, 0), (0, 1), (1, 0), (1, 1)]]",
        [1, 0, 0, 1],
        ([0, 1, 1, 0], "That is XOR: 1 where they differ. Turn it round with 1 - XOR."),
        (
            [0, -1, -1, 0],
            "The shape is right, but all values are 1 too low: the output has a bias.",
        ),
        ([1, 2, 2, 2], "One active input must lower it: h1 needs a weight below 0."),
        ([2, 1, 1, 2], "The shape is right, but all values are 1 too high."),
        (
            [1, 0, 0, -1],
            "Only (1, 1) is wrong: h2, which is 1 only there, has to give 2 back.",
        ),
        (
            [1, 0, 0, 0],
            "That is 1 only for (0, 0): at (1, 1) h2 must give back more. Which weight "
            "brings -1 up to 1?",
        ),
        (
            [1, 1, -1, 1],
            "Your two ReLUs are the same: let one rise where the other is 0.",
        ),
        ([0, 0, 0, 1], "That is AND. (0, 0) agrees as well."),
    )
