X = [[1, 0], [0, 1], [2, 2]]
# Net inputs of the units: 1, -1, 0 | -3, -3, -7 | 1, 1, 4 | -1, -2, -6
W = [[1, -1], [-2, -2], [1, 1], [-1, -2]]
b = [0, -1, 0, 0]


def check_count(code, t):
    "counts the units that are off for all examples"
    t.close(
        "dead_units(W, b, X)",
        2,
        (3, "You count a unit that is off for some examples: dead is off for all."),
        (1, "You count the units that are on for all examples."),
        ([1, 3], "You return which units are dead: return how many."),
        ([0, 1, 0, 1], "You return a list with an entry for each unit: add it up."),
        (8, "You count pairs of a unit and an example: count units."),
        (7, "You count pairs of a unit and an example: count units."),
        (
            IndexError,
            "W[i] is the row of unit i, as long as an example: W[i][j] * x[j].",
        ),
        (TypeError, "A row of W and an example are lists: sum over their pairs."),
        W=W,
        b=b,
        X=X,
    )


def check_bias(code, t):
    "adds the bias"
    t.close(
        "dead_units([[1], [1]], [-5, 5], [[1], [2]])",
        1,
        (0, "The first unit has z = -4 and z = -3: don't forget its bias."),
    )
    t.close("dead_units([[1], [2], [-1]], [-3, -4, 3], [[2], [-1]])", 2)


def check_single_example(code, t):
    "takes one example as enough to be alive"
    t.close(
        "dead_units([[1]], [0], [[-9], [-9], [0.5]])",
        0,
        (1, "Mostly off is not dead: the last example gives z = 0.5."),
    )


def check_zero(code, t):
    "counts z = 0 as off"
    t.close(
        "dead_units([[0, 0]], [0], [[1, 2], [3, 4]])",
        1,
        (0, "With z = 0 for all examples the slope is 0 as well: compare with <= 0."),
    )
    t.close("dead_units([[1, -1], [2, 0]], [0, -2], [[2, 2], [1, 1]])", 1)


def check_none(code, t):
    "finds no dead unit where there is none"
    t.close("dead_units([[1], [-1]], [0, 0], [[1], [-1]])", 0)
