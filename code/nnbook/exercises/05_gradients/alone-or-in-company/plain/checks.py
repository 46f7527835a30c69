def check_alone(code, t):
    "normalizes an example that is alone"
    same = "Whichever example stands here alone, each of its numbers comes out as 0."
    passed = (
        "The example has come through as it was. Alone, it is to be normalized, too."
    )
    t.close(
        "layer_norm([[1, 3]], [1, 1], [0, 0], 3)",
        [[-0.5, 0.5]],
        ([[0, 0]], same),
        ([[1, 3]], passed),
        (
            [[-1 / 4, 1 / 4]],
            "You divide by the variance. Take the root of variance + eps.",
        ),
        (
            [[-(5**-0.5), 5**-0.5]],
            "That divides by the length of the list less 1. The mean of the squared "
            "distances divides by their number.",
        ),
    )
    t.close(
        "layer_norm([[5, 5, 11]], [1, 1, 1], [0, 0, 0], 1)",
        [[-2 / 3, -2 / 3, 4 / 3]],
        ([[0, 0, 0]], same),
        ([[5, 5, 11]], passed),
    )
    t.close(
        "layer_norm([[0, 0.004]], [1, 1], [0, 0])",
        [[-0.002 / 1.4e-5**0.5, 0.002 / 1.4e-5**0.5]],
    )


def check_company(code, t):
    "gives the same, whoever stands beside it"
    batch = (
        "Here the two examples have one mean and one variance in common. Each has its "
        "own."
    )
    t.close(
        "layer_norm([[1, 3], [2, 4]], [1, 1], [0, 0], 3)",
        [[-0.5, 0.5], [-0.5, 0.5]],
        (
            [[-0.5 / 3.25**0.5] * 2, [0.5 / 3.25**0.5] * 2],
            "Alone, the first example gives [-0.5, 0.5]. Here the second one has changed "
            "that.",
        ),
        ([[x / 4.25**0.5 for x in row] for row in ([-1.5, 0.5], [-0.5, 1.5])], batch),
    )
    t.close(
        "layer_norm([[1, 3], [102, 104]], [1, 1], [0, 0], 3)",
        [[-0.5, 0.5], [-0.5, 0.5]],
    )


def check_units(code, t):
    "gives each unit its gain and its bias"
    units = (
        "gain and bias have a number for each unit, not for each example: go through "
        "them together with the numbers of a row."
    )
    t.close(
        "layer_norm([[1, 3], [1, 3], [3, 1]], [2, 4], [10, 20], 3)",
        [[9, 22], [9, 22], [11, 18]],
        (
            [[9, 11], [18, 22]],
            units,
        ),
        (
            [[-0.5, 0.5], [-0.5, 0.5], [0.5, -0.5]],
            "gain and bias are gone. They have a number for each unit.",
        ),
    )
    t.close(
        "layer_norm([[1, 3], [3, 1]], [1, 2], [0, 5], 3)",
        [[-0.5, 6], [0.5, 4]],
        ([[-0.5, 0.5], [6, 4]], units),
    )


def check_equal(code, t):
    "is the bias where all units have the same net input"
    t.close(
        "layer_norm([[7, 7, 7], [8, 8, 8]], [1, 1, 1], [1, 2, 3])",
        [[1, 2, 3], [1, 2, 3]],
        (
            ZeroDivisionError,
            "The variance is 0 here, and eps keeps you from dividing by 0.",
        ),
    )
