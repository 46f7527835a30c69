import math


def check_values(code, t):
    "is the logistic function for moderate z"
    t.close("logistic(0)", 0.5)
    t.close(
        "logistic(2)",
        1 / (1 + math.exp(-2)),
        (1 / (1 + math.exp(2)), "This is σ(-2): look at the sign of the exponent."),
        (math.tanh(2), "This is tanh, which goes from -1 to 1."),
    )
    t.close("logistic(-2)", 1 / (1 + math.exp(2)))


def check_large(code, t):
    "is 1 for a large positive z"
    t.close(
        "logistic(1000.0)",
        1,
        (OverflowError, "For positive z use exp(-z), which is at most 1."),
    )


def check_negative(code, t):
    "is 0 for a large negative z"
    t.close(
        "logistic(-1000.0)",
        0,
        (OverflowError, "For negative z multiply top and bottom by exp(z)."),
    )


def check_small_values(code, t):
    "keeps its small values"
    got = t.is_number("logistic(-50.0)")
    want = math.exp(-50)
    if got == 0:
        t.fail(
            "logistic(-50.0) gives 0, but it is about 1.93e-22. Don't cut z off and "
            "don't subtract from 1: for negative z compute exp(z) / (1 + exp(z))."
        )
    if abs(got / want - 1) > 1e-9:
        t.fail(
            f"logistic(-50.0) should be about 1.93e-22, but your code gives {got:.3g}. "
            "Don't cut z off at some bound: for negative z use exp(z) / (1 + exp(z))."
        )
