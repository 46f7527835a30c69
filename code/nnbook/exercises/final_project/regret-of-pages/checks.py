PAGES = [([5, 1, 3], [1, 2]), ([2, 0, 0, 1], [0])]


def check_pages(code, t):
    "the best possible page, minus the one shown"
    t.close(
        "regret(PAGES)",
        1.0,
        (-1.0, "The other way round: nobody can do better than the oracle."),
        (2.0, "You add up. Take the mean over a page's places, and over the pages."),
        (4 / 3, "Each page counts once, whatever its length: a mean of means."),
        (
            1.5,
            "A page of two cannot show the best one twice: compare with the two best.",
        ),
        (
            3,
            "Both are means over the places: divide the best page's sum by n as well.",
        ),
        (
            2.25,
            "shown holds positions, not minutes: add up truth[i] for each i in it.",
        ),
        (
            -0.125,
            "That compares with the mean of all videos. The best page has the best "
            "ones only, as many as were shown.",
        ),
        PAGES=PAGES,
    )
    t.close("regret([([1, 4, 2], [0]), ([3, 1], [1, 0]), ([6, 0, 2], [2, 1])])", 2)


def check_best(code, t):
    "is 0 for the best page, in any order"
    t.close(
        "regret([([0.5, 2, 1], [2, 1])])",
        0,
        (
            0.75,
            "`truth` was sorted before the shown positions were looked up in it: they "
            "count in the old order. Make a new list with sorted.",
        ),
    )
    t.close("regret([([1, 3, 2], [1])])", 0)


def check_nothing(code, t):
    "counts a video without any minutes, too"
    t.close("regret([([4, 0], [1])])", 4)
