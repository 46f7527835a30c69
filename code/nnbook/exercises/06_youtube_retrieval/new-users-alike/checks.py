def table():
    return [[1.0, 0.0], [3.0, 2.0], [10.0, 10.0]]


def check_full(code, t):
    "averages a history without empty places"
    t.close("history(table, [0, 1])", [2, 1], table=table())
    t.close("history(table, [2, 1, 2])", [23 / 3, 22 / 3], table=table())


def check_padded(code, t):
    "lets an empty place say nothing"
    said = (
        "The numbers are smaller now, but the empty places still have a say. Look at what "
        "is added up, not at what it is divided by."
    )
    first = (
        "An empty place means video 0 now, in place of another one. It means no video."
    )
    zero = "The id 0 is a video like the others: only −1 is an empty place."
    t.close(
        "history(table, [0, 1, -1, -1])",
        [2, 1],
        ([6, 5.5], said),
        ([3, 1], first),
        ([3, 2], zero),
        table=table(),
    )
    t.close(
        "history(table, [-1, 0])",
        [1, 0],
        ([5.5, 5], said),
        ([2, 0], first),
        ([0, 0], zero),
        table=table(),
    )


def check_last(code, t):
    "takes the last video for a video like the others"
    lost = "Somebody has watched the last video of the table, and it is not counted."
    t.close("history(table, [2, 0, -1])", [5.5, 5], ([0.5, 0], lost), table=table())
    t.close("history(table, [2, -1])", [10, 10], ([0, 0], lost), table=table())


def check_again(code, t):
    "counts a video twice that was watched twice"
    once = "Every watch counts: a video that was watched twice counts twice."
    t.close("history(table, [0, 0, 0, 1])", [1.5, 0.5], ([2, 1], once), table=table())
    t.close("history(table, [1, 1, 0])", [7 / 3, 4 / 3], ([2, 1], once), table=table())


def check_nobody(code, t):
    "gives zeros for a history without a watch"
    short = "A vector of zeros is wanted, with a number for each column of the table."
    t.close(
        "history(table, [-1, -1])",
        [0, 0],
        ([], short),
        (ZeroDivisionError, "Nothing was watched: do not divide by 0."),
        table=table(),
    )
    t.close("history([[4.0, 5.0, 6.0]], [-1])", [0, 0, 0], ([], short))


def check_table(code, t):
    "leaves the table as it was"
    mine = table()
    code.history(mine, [0, -1])
    if mine != table():
        t.fail(
            f"The table was {table()} and is {mine} now: that changes the model for "
            "everybody, and nobody can ask for that video any more."
        )
