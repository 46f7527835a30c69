def check_pair(code, t):
    "makes −1 and 1 of 1 and 3"
    t.close(
        "layer_norm([1, 3], [1, 1], [0, 0], eps=0)",
        [-1, 1],
        (
            [-(0.5**0.5), 0.5**0.5],
            "The variance is the mean of the squares: divide their sum by n, how many "
            "there are, and not by n − 1.",
        ),
        (
            [1 / 5**0.5, 3 / 5**0.5],
            "The mean is still there: subtract it before you square.",
        ),
        (
            TypeError,
            "gain and bias are lists: each unit takes the numbers of its own place.",
        ),
        ([1, 3], "Subtract the mean from the numbers, not only inside the variance."),
        (
            [-1 / 5**0.5, 1 / 5**0.5],
            "The variance is the mean of the squared distances from the mean: subtract "
            "it there too.",
        ),
    )


def check_spread(code, t):
    "divides by the root, not by the variance"
    t.close(
        "layer_norm([1, 1, 1, 1, 6], [1] * 5, [0] * 5, eps=0)",
        [-0.5, -0.5, -0.5, -0.5, 2],
        (
            [-0.625, -0.625, -0.625, -0.625, 2.5],
            "You divide by the mean distance. It is the root of the mean square.",
        ),
        (
            [-(20**-0.5)] * 4 + [4 * 20**-0.5],
            "That is the sum of the squared distances. The variance is their mean.",
        ),
        (
            [0, 0, 0, 0, 5],
            "Only the mean is divided: set brackets around z minus mean.",
        ),
        ([-0.25, -0.25, -0.25, -0.25, 1], "You divide by the variance. Take its root."),
        (
            [0.5, 0.5, 0.5, 0.5, 3],
            "The mean is in the variance only: subtract it from the numbers, too.",
        ),
    )


def check_gain(code, t):
    "scales and shifts each unit by its own numbers"
    t.close(
        "layer_norm([1, 3], [2, 10], [5, 0], eps=0)",
        [3, 10],
        ([8, 10], "Multiply first, then add: the gain must not touch the bias."),
        ([-1, 1], "Gain and bias are missing."),
    )
    t.close("layer_norm([3, 1], [2, 10], [5, 1], eps=0)", [7, -9])


def check_equal(code, t):
    "gives the bias where all numbers are equal"
    t.close(
        "layer_norm([7, 7, 7], [1, 1, 1], [0, 2, 0])",
        [0, 2, 0],
        (ZeroDivisionError, "The variance is 0 here: that is what ε is for."),
    )


def check_eps(code, t):
    "adds ε under the root"
    t.close(
        "layer_norm([-1, 1], [1, 1], [0, 0], eps=3)",
        [-0.5, 0.5],
        ([-0.25, 0.25], "ε belongs to the variance, under the root: √(1 + 3) = 2."),
        ([-1, 1], "ε is missing under the root."),
    )
    t.close("layer_norm([-2, 2], [1, 1], [0, 0], eps=5)", [-2 / 3, 2 / 3])
    t.close(
        "layer_norm([-1, 1], [1000, 1000], [0, 0])[1]", 1000 / 1.00001**0.5, tol=1e-8
    )
