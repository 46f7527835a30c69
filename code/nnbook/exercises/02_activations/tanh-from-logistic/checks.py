import math


def sigma(z):
    return 1 / (1 + math.exp(-z))


def check_zero(code, t):
    "is 0 at 0"
    t.close(
        "tanh_from_sigma(0)",
        0,
        (0.5, "σ(0) is 0.5, tanh(0) is 0: the curve has to be moved down."),
        (1, "Stretched to twice the height, σ gives 1 at 0: now move it down."),
        (2 * sigma(-1), "The 1 is subtracted from the result, not from z."),
        (-0.5, "You move the curve down by 1 without stretching it to the height 2."),
    )


def check_one(code, t):
    "is as steep as tanh"
    t.close(
        "tanh_from_sigma(1)",
        math.tanh(1),
        (2 * sigma(1) - 1, "The height is right, the width is not: tanh is steeper."),
        (2 * sigma(0.5) - 1, "You divide z by 2, which makes the curve flatter."),
        (sigma(2) - 0.5, "This goes from -0.5 to 0.5: tanh goes from -1 to 1."),
        (-math.tanh(1), "The sign is wrong: tanh rises."),
    )


def check_odd(code, t):
    "is odd: tanh(-z) = -tanh(z)"
    t.close(
        "tanh_from_sigma(-1.5)",
        -math.tanh(1.5),
        (math.tanh(1.5), "For negative z, tanh is negative: leave abs() away."),
    )
    t.close("tanh_from_sigma(-0.5)", -math.tanh(0.5))


def check_from_sigma(code, t):
    "calls sigma once, and no other function"
    t.forbids(
        "tanh_from_sigma", "tanh", "sinh", "cosh", "expm1", because="sigma is enough."
    )
    calls, sigma = [], code.sigma

    def watched(z):
        calls.append(z)
        return sigma(z)

    code.tanh_from_sigma.__globals__["sigma"] = watched
    try:
        code.tanh_from_sigma(1.0)
    finally:
        code.tanh_from_sigma.__globals__["sigma"] = sigma
    if len(calls) != 1:
        t.fail(f"It calls sigma {len(calls)} times: one call, σ(2z), is all it takes.")
