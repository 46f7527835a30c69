import math


def check_equal(code, t):
    "shares equally among equals"
    t.close(
        "probabilities([2, 2, 2, 2])",
        [0.25] * 4,
        (
            [1, 1 / 2, 1 / 3, 1 / 4],
            "You divide before all is added: first the whole sum, then a second loop.",
        ),
        (
            [math.exp(2) / 4] * 4,
            "You subtract the largest below the line only: above it too.",
        ),
        (
            TypeError,
            "A list cannot be divided or shifted as a whole, as an array can: go "
            "through its numbers.",
        ),
    )


def check_values(code, t):
    "has the proportions of exp(z)"
    t.close(
        "probabilities([0, math.log(3)])",
        [0.25, 0.75],
        ([1, 3], "These don't sum to 1 yet: divide by their sum."),
        ([1 / 3, 1], "You divide by the largest. Divide by the sum."),
        ([0, 1], "You divide the z themselves. Take exp of them first."),
        (
            [1 / 12, 3 / 12],
            "You subtract the largest above the line only: below it too.",
        ),
        (
            [math.exp(-math.log(3)) / 4, 1 / 4],
            "You subtract the largest above the line only: below it too.",
        ),
        ([0.75, 0.25], "The sign of the exponent is turned."),
        math=math,
    )


def check_large(code, t):
    "does not overflow at 1000"
    t.close(
        "probabilities([1000, 1000 - math.log(3)])",
        [0.75, 0.25],
        (OverflowError, "Subtract the largest number from all exponents first."),
        math=math,
    )


def check_negative(code, t):
    "does not divide by 0 at -1000"
    rounded = (
        ZeroDivisionError,
        "All exponentials have rounded to 0. Subtract the largest number, whatever "
        "its sign; then one of them is 1.",
    )
    t.close("probabilities([-1000, -1000])", [0.5, 0.5], rounded)
    t.close("probabilities([-800, -800, -800, -800])", [0.25] * 4, rounded)


def check_spread(code, t):
    "takes numbers that are far apart"
    t.close(
        "probabilities([-1000.0, 1000.0])",
        [0, 1],
        (
            OverflowError,
            "Subtract the largest number, so that no exponent is positive.",
        ),
    )
    t.close("probabilities([0.0, -2000.0])", [1, 0])


def check_exact(code, t):
    "sums to 1 with no small number added below the line"
    t.close("sum(probabilities([-700.0, -701.0, -702.0]))", 1, tol=1e-12)
