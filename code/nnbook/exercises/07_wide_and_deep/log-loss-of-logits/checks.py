import math

WANT = (math.log(2) + math.log(1 + math.exp(-2)) + math.log(1 + math.exp(-3))) / 3


def check_value(code, t):
    "is the mean over the examples"
    t.close(
        "log_loss([0, 2, -3], [0, 1, 0])",
        WANT,
        (3 * WANT, "That is the sum. Divide by the number of examples."),
        (-WANT, "The sign is turned: a loss is minus the log of a probability."),
        (WANT + 2 / 3, "For y = 1 the logit itself is subtracted: − y z."),
        (
            WANT + 1 / 3,
            "For y = 1 the logit z is subtracted, not the label alone: − y z.",
        ),
        (
            WANT + 5 / 3,
            "The exponent is −|z|, with the minus sign: it must not be positive.",
        ),
        (
            WANT + 1,
            "The exponent is −|z|, not −z: with max(z, 0) before it, −z counts a "
            "negative z twice.",
        ),
        (WANT + 4 / 3, "y z is subtracted, not added."),
        (WANT - 1, "The first term is max(z, 0), not z: it is 0 for a negative z."),
        (WANT / math.log(2), "Use the natural logarithm."),
    )


def check_wrong_and_sure(code, t):
    "is 1000 for a logit of 1000 and a label of 0"
    t.close(
        "log_loss([1000], [0])",
        1000,
        (OverflowError, "exp(1000) is too large: use the form with −|z|."),
        (ValueError, "A probability has rounded to 0 or 1: compute from z directly."),
        (math.inf, "A probability has rounded to 1: compute from z directly."),
    )
    t.close("log_loss([50], [0])", 50)


def check_right_and_sure(code, t):
    "is 0 where it is sure and right"
    t.close(
        "log_loss([1000, -1000], [1, 0])",
        0,
        (OverflowError, "exp(1000) is too large: use the form with −|z|."),
    )


def check_base(code, t):
    "is 0.056 for whoever says 1% to everything at a rate of 1%"
    t.close(
        "log_loss([math.log(1 / 99)] * 100, [1] + [0] * 99)",
        -0.01 * math.log(0.01) - 0.99 * math.log(0.99),
        math=math,
    )
