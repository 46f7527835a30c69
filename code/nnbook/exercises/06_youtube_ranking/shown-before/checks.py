LOG = [
    ("ann", "x", 0),
    ("ann", "x", 5),
    ("bob", "x", 6),
    ("ann", "y", 6),
    ("ann", "x", 8),
    ("ann", "x", 9),
]


def check_past(code, t):
    "counts what came before"
    t.close(
        "shown_before(log, 1)",
        1,
        (
            4,
            "You look into the future: at serving time nobody knows it. Use log[:row].",
        ),
        (
            3,
            "You look into the future: at serving time nobody knows it. Use log[:row].",
        ),
        (2, "The impression itself is not one before it."),
        log=LOG,
    )


def check_user_and_video(code, t):
    "counts this user and this video only"
    t.close(
        "shown_before(log, 4)",
        1,
        (
            2,
            "One too many: it is 8 days ago, or somebody else, or another video. Which "
            "of the three do you not look at?",
        ),
        (3, "Other users or other videos are in your count."),
        log=LOG,
    )
    t.close(
        "shown_before(log, 5)",
        1,
        log=[
            ("ann", "x", 1),
            ("ann", "y", 2),
            ("ann", "z", 2),
            ("bob", "x", 2),
            ("eve", "x", 3),
            ("ann", "x", 4),
        ],
    )


def check_week(code, t):
    "forgets what is a week old"
    t.close(
        "shown_before(log, 4)",
        1,
        (4, "Day 0 is 8 days before day 8: count less than 7 days only."),
        (3, "Day 1 is 7 days before day 8, and that is not less than 7: write <."),
        log=[("ann", "x", day) for day in (0, 1, 1, 7, 8)],
    )
    t.close("shown_before([('ann', 'x', 0), ('ann', 'x', 7)], 1)", 0)
    t.close(
        "shown_before([('bob', 'y', 3), ('bob', 'y', 4), ('bob', 'y', 10)], 2)",
        1,
    )


def check_same_day(code, t):
    "counts what was shown earlier on the same day"
    t.close(
        "shown_before([('ann', 'x', 3), ('ann', 'x', 3)], 1)",
        1,
        (
            0,
            "It was shown once before, on the same day, which is 0 days earlier. The "
            "order of the log says what came before.",
        ),
    )
    t.close("shown_before(log, 3)", 3, log=[("ann", "x", 2)] + 3 * [("ann", "x", 4)])


def check_first(code, t):
    "gives 0 the first time"
    t.close("shown_before(log, 0)", 0, log=LOG)
