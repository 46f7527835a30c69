import math


def check_values(code, t):
    "is the logistic function for moderate z"
    t.close("logistic(0)", 0.5, (0, "This is tanh, which goes from -1 to 1."))
    t.close(
        "logistic(2)",
        1 / (1 + math.exp(-2)),
        (1 / (1 + math.exp(2)), "This is σ(-2): look at the sign of the exponent."),
    )
    t.close(
        "logistic(-2)",
        1 / (1 + math.exp(2)),
        (
            1 / (1 + math.exp(-2)),
            "This is σ(2): below 0 the numerator is exp(z), not 1.",
        ),
    )


def check_large(code, t):
    "is 1 for a large positive z"
    for z in (1000.0, 800.0):
        t.close(
            f"logistic({z})",
            1,
            (OverflowError, "For positive z use exp(-z), which is at most 1."),
        )


def check_negative(code, t):
    "is 0 for a large negative z"
    for z in (1000.0, 800.0):
        t.close(
            f"logistic({-z})",
            0,
            (1, f"This is σ({z:.0f}): below 0 the numerator is exp(z), not 1."),
            (OverflowError, "For negative z multiply top and bottom by exp(z)."),
        )


def check_small_values(code, t):
    "keeps its small values"
    for z in (-50.0, -720.0, -730.0):
        got, want = t.is_number(f"logistic({z})"), math.exp(z)
        if not abs(got / want - 1) < 1e-9:
            t.fail(
                f"logistic({z}) should be about {want:.3g}, but your code gives "
                f"{got:.3g}. For negative z, exp(z) / (1 + exp(z)) keeps all digits: "
                "nothing is cut off, and nothing subtracted from 1."
            )
