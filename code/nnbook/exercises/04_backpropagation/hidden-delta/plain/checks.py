import math


def check_slope(code, t):
    "multiplies by the slope 1 - a²"
    t.close(
        "hidden_delta([[2]], [3], [-0.5])",
        [4.5],
        ([6], "The slope is missing: what passes back through tanh shrinks by 1 - a²."),
        ([-3], "You multiply by a. It takes the slope, 1 - a²."),
        ([9], "You multiply by 1 - a. It takes the slope, 1 - a²."),
        ([13.5], "(1 - a)² is something else: square a first, 1 - a²."),
        (
            [6 * (1 - math.tanh(0.5) ** 2)],
            "a is tanh(z) already, so the slope is 1 - a²: take no tanh of it.",
        ),
        ([-4.5], "a (1 - a) is the slope of the logistic function; tanh's is 1 - a²."),
        ([2.25], "You use the slope, but not W. Multiply by W[0][0] = 2 as well."),
    )


def check_units(code, t):
    "adds up over the units of the next layer"
    given = {"W": [[1, 2, 3], [4, 5, 6]], "delta": [1, 10], "a": [0, 0.5, -0.5]}
    t.close(
        "hidden_delta(W, delta, a)",
        [41, 39, 47.25],
        (
            [40, 37.5, 45],
            "Only the last unit counts: fan-out is forgotten. Every output a_j goes to "
            "all units of the next layer.",
        ),
        (
            [1, 1.5, 2.25],
            "Only the first unit counts: fan-out is forgotten. Every output a_j goes "
            "to all units of the next layer.",
        ),
        (
            [31, 39.5, 48],
            "You take the slope of unit i. It belongs to unit j of this layer: add up "
            "over i first, then multiply by 1 - a[j]².",
        ),
        (
            [4.75, 122.5],
            "You add up along the rows of W, which gives a number for each unit of the "
            "next layer. For each j of this layer go down column j.",
        ),
        (IndexError, "For each j go down the column j of W: W[i][j] * delta[i]."),
        **given,
    )


def check_square(code, t):
    "goes down the columns of W"
    t.close(
        "hidden_delta([[1, 2], [3, 4]], [1, 10], [0, 0.5])",
        [31, 31.5],
        (
            [21, 32.25],
            "A transpose is missing: the units of the next layer are the rows of W, so "
            "for input j go down column j.",
        ),
    )
    t.close("hidden_delta([[0, 1], [2, 0]], [1, 3], [0.5, 0])", [4.5, 1])


def check_saturated(code, t):
    "passes nothing through a saturated unit"
    t.close("hidden_delta([[5, 5]], [1], [1, -1])", [0, 0])


def check_length(code, t):
    "has one number for each unit of this layer"
    t.is_list_of_numbers("hidden_delta([[1, 2, 3]], [1], [0, 0, 0])", 3)
