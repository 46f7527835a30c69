def table():
    return [[1.0, 0.0], [3.0, 2.0], [10.0, 10.0]]


def check_average(code, t):
    "averages two vectors"
    t.close(
        "history(table, [0, 1])",
        [2, 1],
        ([4, 2], "That is the sum: divide by the number of known watches."),
        ([3, 2], "The id 0 is a video like the others: leave out only what is -1."),
        table=table(),
    )


def check_again(code, t):
    "counts a video twice that was watched twice"
    t.close(
        "history(table, [0, 0, 0, 1])",
        [1.5, 0.5],
        (
            [2, 1],
            "Each video counts once with you. Video 0 was watched three times, and "
            "every watch counts.",
        ),
        table=table(),
    )
    t.close("history(table, [2, 1, 2])", [23 / 3, 22 / 3], table=table())


def check_unknown(code, t):
    "leaves the id -1 out"
    t.close(
        "history(table, [0, 1, -1, -1])",
        [2, 1],
        (
            [6, 5.5],
            "table[-1] is Python's last row: an unknown video gets the vector of "
            "another one. Leave -1 out before you look up.",
        ),
        (
            [1, 0.5],
            "You divide by the places, not by the known watches: 2 of them here.",
        ),
        table=table(),
    )
    t.close("history(table, [-1, 1])", [3, 2], table=table())


def check_nobody(code, t):
    "gives the zero vector for a user without watches"
    t.close(
        "history(table, [-1, -1])",
        [0, 0],
        (ZeroDivisionError, "Nothing is known here: return zeros before you divide."),
        ([], "The zero vector has as many numbers as the others, two here."),
        (0, "A vector of zeros is wanted: a list, as long as the others."),
        table=table(),
    )
    t.close("history(table, [])", [0, 0], table=table())


def check_table(code, t):
    "leaves the table as it was"
    mine = table()
    code.history(mine, [0, 1])
    if mine != table():
        t.fail(
            f"Video 0 was [1.0, 0.0] and is {mine[0]} now: the next user gets "
            "wrong vectors. Add up in a new list, which begins with zeros."
        )
