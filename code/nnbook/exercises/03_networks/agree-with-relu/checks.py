def check_two_units(code, t):
    "is built from two ReLUs"
    calls, unit = [], code.relu_unit

    def watched(x, w, b):
        calls.append(x)
        return unit(x, w, b)

    answer(code, watched)
    if len(calls) != 2:
        t.fail(f"agree calls relu_unit {len(calls)} times: let it ask two ReLUs.")


def answer(code, relu_unit):
    """What agree(1, 0) gives with another relu_unit."""
    unit = code.relu_unit
    code.agree.__globals__["relu_unit"] = relu_unit
    try:
        return code.agree(1, 0)
    finally:
        code.agree.__globals__["relu_unit"] = unit


def check_linear_output(code, t):
    "has a linear output"

    def output(*hidden):
        left = list(hidden)
        y = answer(code, lambda x, w, b: left.pop(0) if left else 0)
        if not isinstance(y, (int, float)):
            t.fail(f"agree(1, 0) should be a number, but it is {y!r}.")
        return y

    bias = output(0, 0)
    first, second = output(1, 0) - bias, output(0, 1) - bias
    for h1, h2 in [(2, 3), (4, 1), (-3, -2)]:
        if abs(output(h1, h2) - (bias + h1 * first + h2 * second)) > 1e-9:
            t.fail(
                "The output has to weigh the two numbers, add them up and add a bias: "
                "no step, no ReLU and no comparison after that."
            )


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
    for inputs, want in [((0, 0), 1), ((0, 1), 0), ((1, 0), 0), ((1, 1), 1)]:
        t.close("agree(*inputs)", want, inputs=inputs)
