def check_one(code, t):
    "is a hundredth where a tenth of 0.5 meets weights of norm 5"
    t.close(
        "relative_steps([[3, 4]], [[0.3, 0.4]], 0.1)",
        [0.01],
        ([0.1], "The learning rate is missing: ΔW is η times the gradient."),
        ([0.05], "That is the norm of the step. Divide it by the norm of the weights."),
        ([-0.01], "A norm is never negative: the minus sign falls away."),
        ([0.0001], "These are the squares. The norm is the root of the sum."),
        ([0.001], "These are sums of squares. A norm is the root of its sum."),
        (
            [0.99],
            "That is the norm of the new weights. It is the step alone that counts: "
            "the learning rate times the gradient.",
        ),
        ([100], "Upside down: the step is in the numerator."),
        (0.01, "That is one number. The result is a list, with one for each layer."),
    )


def check_entries(code, t):
    "compares norms, not entries"
    t.close(
        "relative_steps([[1, 2, 2]], [[2, 2, 1]], 1)",
        [1],
        (
            [3.5 / 3],
            "You averaged the ratios of the entries. Take the two norms, and "
            "then their ratio.",
        ),
        (
            [5.25**0.5],
            "You took the norm of the ratios of the entries. Take the two norms, and "
            "then their ratio.",
        ),
        (
            [3.5],
            "You added the ratios of the entries. Take the two norms, and then "
            "their ratio.",
        ),
        (ZeroDivisionError, "A single weight may be 0. Only the norm is divided by."),
    )


def check_norm(code, t):
    "takes the root of the sum of squares"
    sums = "You add up the entries. The norm is the root of the sum of their squares."
    t.close(
        "relative_steps([[3, 4]], [[-5, 0]], 1)",
        [1],
        ([-5 / 7], sums),
        ([5 / 7], sums),
        ([5 / 4], "That is the largest entry. The norm takes all of them."),
    )
    t.close("relative_steps([[4, 3]], [[0, -10]], 1)", [2])


def check_zero_entry(code, t):
    "does not mind a weight of 0"
    t.close(
        "relative_steps([[0, 5]], [[1, 0]], 1)",
        [0.2],
        (ZeroDivisionError, "A single weight may be 0. Only the norm is divided by."),
    )


def check_layers(code, t):
    "has one number for each layer"
    t.close(
        "relative_steps([[3, 4], [1]], [[0, 0], [2]], 0.5)",
        [0, 1],
        ([26**-0.5] * 2, "Each layer has its own norms."),
        (
            [0, 26**-0.5],
            "You divide by the norm of all weights together. Each layer's step is "
            "compared with its own weights.",
        ),
    )
    t.close("relative_steps([[1], [3, 4]], [[3], [0, 0]], 2)", [6, 0])
