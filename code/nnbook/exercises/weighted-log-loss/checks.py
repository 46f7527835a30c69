from math import exp, log, log1p


def check_zero(code, t):
    "weighs a click by its minutes"
    t.close(
        "weighted_loss([0, 0], [True, False], [3, 0])",
        2 * log(2),
        (log(2), "Every impression weighs 1 with you: a click weighs its minutes."),
        (1.5 * log(2), "An impression without a click weighs 1, not its 0 minutes."),
        (4 * log(2), "That is the sum: divide by the number of impressions."),
        (
            log(2),
            "You divide by the sum of the weights. Then the loss no longer sees how "
            "many impressions there were.",
        ),
    )


def check_sides(code, t):
    "makes a click cheap at a large logit"
    t.close(
        "weighted_loss([2], [True], [5])",
        5 * log1p(exp(-2)),
        (5 * log1p(exp(2)), "The signs are swapped: a click costs log(1 + e^-z)."),
        (log1p(exp(-2)), "You divide by the weights: divide by the impressions."),
    )


def check_unclicked(code, t):
    "makes no click cheap at a small logit"
    t.close("weighted_loss([-3, -3], [False, False], [0, 0])", log1p(exp(-3)))


def check_number(code, t):
    "is a number"
    t.is_number("weighted_loss([1, -1], [False, True], [0, 2])")
