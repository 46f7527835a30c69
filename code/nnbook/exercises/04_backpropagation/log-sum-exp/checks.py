import math

LOG2 = math.log(2)


def check_small(code, t):
    "is right for small numbers: log 3 for [0, 0, 0]"
    t.close(
        "log_sum_exp([1, 3])",
        math.log(math.exp(1) + math.exp(3)),
        (3, "That is the maximum. The logarithm of the sum is still to be added."),
        (
            math.log(1 + math.exp(-2)),
            "You took the largest number out of the exponents. Add it back at the end.",
        ),
        (
            math.log(4 + math.exp(-2)),
            "You add the largest number inside the logarithm. Add it outside.",
        ),
        (
            3 * math.log(1 + math.exp(-2)),
            "You multiply by the largest number at the end: add it.",
        ),
        (math.exp(1) + math.exp(3), "That is the sum. Its logarithm is wanted."),
        (4, "That adds the z. It is the exp(z) that are added."),
    )
    t.close("log_sum_exp([0, 0, 0])", math.log(3))


def check_large(code, t):
    "does not overflow at 1000"
    t.close(
        "log_sum_exp([1000, 1000])",
        1000 + LOG2,
        (OverflowError, "Subtract the largest number from all exponents first."),
        (LOG2, "Add the largest number back at the end."),
    )


def check_negative(code, t):
    "does not take the logarithm of 0 at -1000"
    t.close(
        "log_sum_exp([-1000, -1000])",
        -1000 + LOG2,
        (
            ValueError,
            "This is a logarithm of 0: all exponentials have rounded to 0. Subtract "
            "the largest number, whatever its sign; then one of them is exp(0) = 1.",
        ),
    )


def check_spread(code, t):
    "takes numbers that are far apart"
    t.close(
        "log_sum_exp([-1000, 0, 1000])",
        1000,
        (
            OverflowError,
            "Subtract the largest number, not the smallest or the mean: then no "
            "exponent is positive.",
        ),
    )


def check_shift(code, t):
    "grows by 5 when every number grows by 5"
    t.close("log_sum_exp([5.5, 7, 4]) - log_sum_exp([0.5, 2, -1])", 5)
