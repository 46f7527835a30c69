def check_threshold(code, t):
    "compares the weighted sum with the threshold"
    t.close(
        "fires([1, 1], [2, 3], 4)",
        1,
        (5, "That is the sum: give 1 or 0."),
        (0, "2 + 3 is above 4: add up all products first, then compare once."),
    )
    t.close(
        "fires([1, 1], [2, 3], 6)",
        0,
        (-1, "That is how far the sum is from theta: give 1 or 0."),
        (1, "2 + 3 is above 0, but below the threshold of 6: compare with theta."),
        (5, "That is the sum: give 1 or 0."),
    )
    t.close("fires([1, 0], [2, 3], 2.5)", 0)


def check_weights(code, t):
    "weighs the inputs, the negative ones too"
    t.close(
        "fires([1, 1], [2, -3], 1)",
        0,
        (1, "The sum is 2 - 3 = -1. Multiply each input by its own weight first."),
    )
    t.close("fires([0, 1, 1], [4, -1, 3], 1)", 1)


def check_equal(code, t):
    "fires where the sum equals the threshold"
    t.close(
        "fires([1, 1], [1, 1], 2)",
        1,
        (0, "The sum reaches the threshold, which is enough: compare with >=."),
    )
    t.close("fires([1, 0, 1], [-1, 5, 3], 2)", 1)


def check_bias(code, t):
    "turns the threshold into a bias"
    t.close(
        "bias_of(1.5)",
        -1.5,
        (1.5, "Bring θ to the other side of w·x >= θ: its sign changes."),
        (0, "Without a bias the unit compares the sum with 0, not with θ."),
    )
    t.close("bias_of(-3)", 3)
