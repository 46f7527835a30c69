# In time, user 1 has watched a, b, c, d, and user 2 has watched x, y.
LOG = [
    (2, 15, "y"),
    (1, 10, "a"),
    (1, 40, "d"),
    (1, 20, "b"),
    (2, 5, "x"),
    (1, 30, "c"),
]


def check_one(code, t):
    "predicts each user's last watch from those before it"
    t.equal(
        "make_examples(watches, 1)",
        [(["a", "b", "c"], "d"), (["x"], "y")],
        (
            [(["a", "b", "c", "d"], "d"), (["x", "y"], "y")],
            "The label stands in its own history: only what was *before* it.",
        ),
        (
            [(["c", "b", "a"], "d"), (["x"], "y")],
            "A history begins with the oldest watch here.",
        ),
        (
            [(["x"], "y"), (["a", "b", "c"], "d")],
            "Users come in rising order, 1 before 2.",
        ),
        (
            [[["a", "b", "c"], "d"], [["x"], "y"]],
            "An example is a pair: (history, label), in round brackets.",
        ),
        (
            [("d", ["a", "b", "c"]), ("y", ["x"])],
            "The history comes first in the pair, and then the label.",
        ),
        (
            [(["a", "d", "b"], "c"), (["y"], "x")],
            "The log is not in order: sort each user's watches by time first.",
        ),
        (
            [(["a", "b", "c"], "d")],
            "The limit is for each user, not for all of them together.",
        ),
        (
            [(["x"], "y")],
            "The limit is for each user, not for all of them together.",
        ),
        (
            [],
            "n limits how many labels a user has. Their histories go back to the first "
            "watch, also of those that are no labels.",
        ),
        (
            [(["c"], "d"), (["x"], "y")],
            "n limits how many labels a user has. Their histories go back to the first "
            "watch.",
        ),
        (
            [(["y", "a", "d", "b", "x"], "c")],
            "Users are mixed up: a history has the watches of one user only.",
        ),
        (
            [(["x", "a", "y", "b", "c"], "d"), (["x", "a"], "y")],
            "Users are mixed up: a history has the watches of one user only.",
        ),
        watches=LOG,
    )
    t.equal(
        "make_examples(watches, 1)",
        [(["r"], "s"), (["p"], "q")],
        watches=[(8, 1, "p"), (8, 2, "q"), (1, 5, "r"), (1, 6, "s")],
    )


def check_two(code, t):
    "makes at most n examples of a user, and no label without a history"
    t.equal(
        "make_examples(watches, 2)",
        [(["a", "b"], "c"), (["a", "b", "c"], "d"), (["x"], "y")],
        (
            [(["a"], "b"), (["a", "b"], "c"), (["a", "b", "c"], "d"), (["x"], "y")],
            "User 1 makes three examples, and n is 2: a busy user must not count more.",
        ),
        (
            [(["a", "b"], "c"), (["a", "b", "c"], "d"), ([], "x"), (["x"], "y")],
            "The first watch has no history: it makes no example.",
        ),
        (
            [
                (["a", "b", "d"], "c"),
                (["a", "b", "c"], "d"),
                (["y"], "x"),
                (["x"], "y"),
            ],
            "d is watched after c and stands in the history of c: that is the future.",
        ),
        (
            [(["a", "b", "c"], "d"), (["a", "b"], "c"), (["x"], "y")],
            "Of one user, the earlier label comes first: c before d.",
        ),
        (
            [(["a"], "b"), (["a", "b"], "c"), (["x"], "y")],
            "You take the first n. The labels are each user's last n watches.",
        ),
        watches=LOG,
    )
    t.equal(
        "make_examples(watches, 5)",
        [(["p"], "r"), (["p", "r"], "q")],
        watches=[(7, 1, "p"), (7, 3, "q"), (7, 2, "r")],
    )


def check_future(code, t):
    "shows no history what comes later"
    for history, label in code.make_examples(LOG, 3):
        later = [v for v in history if "abcdxy".index(v) >= "abcdxy".index(label)]
        if later:
            t.fail(
                f"The history of {label!r} has {later[0]!r}, which is not before it."
            )


def check_ties(code, t):
    "keeps watches at the same time apart"
    t.equal(
        "make_examples(watches, 2)",
        [(["a"], "b"), (["a"], "c")],
        (
            [(["a"], "b"), (["a", "b"], "c")],
            "b and c have the same time: nobody knows which came first, so neither may "
            "see the other.",
        ),
        (
            [(["a", "c"], "b"), (["a", "b"], "c")],
            "b and c have the same time, and each sees the other: take earlier < time.",
        ),
        (
            [(["a", "b", "c"], "b"), (["a", "b", "c"], "c")],
            "The label stands in its own history: take earlier < time, without =.",
        ),
        watches=[(1, 7, "a"), (1, 8, "b"), (1, 8, "c")],
    )
    t.equal(
        "make_examples(watches, 2)",
        [(["p", "q"], "r")],
        watches=[(4, 2, "p"), (4, 2, "q"), (4, 3, "r")],
    )
