def check_rare(code, t):
    "has all three near each other where clicks are rare"
    t.close(
        "three_answers([0] * 98 + [4, 6])",
        (10 / 98, 0.1, 0.102),
        (
            (0.1, 0.1, 0.102),
            "The odds divide by the impressions that were not clicked.",
        ),
        (
            (10 / 98, 5, 5.1),
            "E[T] is per impression, not per click: divide by all of them.",
        ),
        (
            (10 / 98, 0.1, 0.1 * (1 + 2 / 98)),
            "P is the share of clicks among all impressions, 2 of 100.",
        ),
        (
            (10 / 2, 0.1, 0.102),
            "N - k are those without a click; you divide by the clicks.",
        ),
        (
            (2 / 98, 0.1, 0.102),
            "These are the odds of a click. Each click counts as many times as it has "
            "minutes.",
        ),
        (
            (0.1 - 2, 0.1, 0.102),
            "T / N - k is read as (T / N) - k: set brackets, T / (N - k).",
        ),
    )


def check_often(code, t):
    "shows how far the odds go off at P = 0.3"
    t.close(
        "three_answers([0] * 7 + [10] * 3)",
        (30 / 7, 3, 3.9),
        (
            (30 / 7, 3, 3 * (1 + 30 / 7)),
            "You put the odds of the minutes in the place of P. P is the share of "
            "clicks among all impressions, 3 of 10.",
        ),
    )


def check_short(code, t):
    "takes a watch of half a minute for a click"
    t.close(
        "three_answers([0, 0, 0, 0.5])",
        (0.5 / 3, 0.125, 0.15625),
        (
            (0.125, 0.125, 0.125),
            "Half a minute is a click too: every number above 0 is one.",
        ),
    )
    t.close("three_answers([0.25, 0, 2, 0])", (1.125, 0.5625, 0.84375))


def check_nobody(code, t):
    "gives zeros where nobody clicked"
    t.close(
        "three_answers([0, 0, 0])",
        (0, 0, 0),
        (
            ZeroDivisionError,
            "You divide by the number of clicks, which is 0 here. None of the three "
            "needs it below the line: E[T] is the sum of the minutes over N.",
        ),
    )
