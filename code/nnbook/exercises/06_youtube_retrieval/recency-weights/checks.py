import math

L3 = math.log(3)


def check_two(code, t):
    "weighs the newest three times as much where a says so"
    t.close(
        "weighted_average([[4, 0], [0, 8]], [math.log(3), 0])",
        [3, 2],
        (
            [1, 6],
            "The weights are turned round: a[0] belongs to history[0], the newest.",
        ),
        (
            [12, 8],
            "The weights must add up to 1: divide by the sum of the exponentials.",
        ),
        ([4, 0], "Only the newest is left: weights are e to the a, not a itself."),
        (
            [1.5, 1],
            "The weights add up to 1 already: don't divide by the number as well.",
        ),
        ([2, 4], "That is the plain average: a is not used."),
        ([4 * L3, 0], "Weights are e to the a, divided by their sum, not a itself."),
        math=math,
    )


def check_plain(code, t):
    "is the plain average where all a are equal"
    t.close(
        "weighted_average([[1, 2], [3, 4], [5, 9]], [7, 7, 7])",
        [3, 5],
        (
            [9, 15],
            "The weights must add up to 1: divide by the sum of the exponentials.",
        ),
    )


def check_short(code, t):
    "shares the weight among the watches that are there"
    t.close(
        "weighted_average([[4, 0], [0, 8]], [math.log(3), 0, 0, 0])",
        [3, 2],
        (
            [2, 4 / 3],
            "Two places are empty, and a third of the weight is lost there. Sum the "
            "exponentials over the filled places only.",
        ),
        (
            [2, 4],
            "The last numbers of a are used. a[0] is for the newest, however short the "
            "history is.",
        ),
        math=math,
    )
    t.close(
        "weighted_average([[4, 0], [0, 8]], [0, math.log(3), 5])",
        [1, 6],
        math=math,
    )


def check_one(code, t):
    "gives a single watch all the weight"
    t.close(
        "weighted_average([[4, 1]], [-2, 5])",
        [4, 1],
        (ValueError, "a may be longer than the history: cut it to that length first."),
    )
