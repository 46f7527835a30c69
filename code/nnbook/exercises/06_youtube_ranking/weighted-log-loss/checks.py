from math import exp, log, log1p


def check_zero(code, t):
    "weighs a click by its minutes"
    t.close(
        "weighted_loss([0, 0], [True, False], [3, 0])",
        2 * log(2),
        (
            log(2),
            "The minutes have no effect: a click costs 3 times as much here, and the sum "
            "is divided by the number of impressions, not by the weights.",
        ),
        (1.5 * log(2), "An impression without a click weighs 1, not its 0 minutes."),
        (
            4 * log(2),
            "Divide the sum by the number of all impressions, clicked or not: 2 here.",
        ),
        (
            2.5 * log(2),
            "Your click costs as a negative too. That is the repair which comes later in "
            "this chapter; here a clicked impression costs log(1 + e^-z) alone.",
        ),
        (
            2 * log(3),
            "log1p(x) is log(1 + x) already: the 1 is added twice.",
        ),
    )


def check_sides(code, t):
    "makes a click cheap at a large logit"
    click, other = log1p(exp(-2)), log(2)
    t.close(
        "weighted_loss([2, 0], [True, False], [5, 0])",
        (5 * click + other) / 2,
        (
            (5 * log1p(exp(2)) + other) / 2,
            "The signs are swapped: a click costs log(1 + e^-z).",
        ),
        (
            (click + other) / 2,
            "Every impression weighs 1 with you: a click weighs its minutes.",
        ),
        (
            (5 * click + other) / 6,
            "You divide by the sum of the weights, 6: divide by the impressions, 2.",
        ),
    )


def check_unclicked(code, t):
    "makes no click cheap at a small logit"
    t.close(
        "weighted_loss([-3, -3], [False, False], [0, 0])",
        log1p(exp(-3)),
        (
            log1p(exp(3)),
            "That is what a click costs. One that was not clicked costs log(1 + e^z), "
            "which is small here.",
        ),
    )
    t.close(
        "weighted_loss([1, -2], [False, False], [0, 0])",
        (log1p(exp(1)) + log1p(exp(-2))) / 2,
    )


def check_number(code, t):
    "is a number"
    t.is_number("weighted_loss([1, -1], [False, True], [0, 2])")


def check_no_minutes(code, t):
    "goes by clicked, also where a click has 0 minutes"
    t.close(
        "weighted_loss([1, 0], [True, False], [0, 0])",
        log(2) / 2,
        (
            (log1p(exp(1)) + log(2)) / 2,
            "You go by the minutes. A click of 0 minutes is a click all the same, and "
            "its weight is 0: look at clicked.",
        ),
    )
    t.close(
        "weighted_loss([-1, 2, 0], [True, True, False], [0, 3, 0])",
        (3 * log1p(exp(-2)) + log(2)) / 3,
    )
