import contextlib

WIDE = {"W": [[1, 2, 3], [4, 5, 6]], "a": [7, 8, 9], "delta": [10, -1]}
dW, db, da = [[70, 80, 90], [-7, -8, -9]], [10, -1], [6, 15, 24]


def three_things(code, t):
    with contextlib.suppress(IndexError):  # what follows tells of that one
        got = code.layer_backward(**WIDE)
        if not isinstance(got, tuple | list) or len(got) != 3:
            t.fail("Return three things: end it with `return dW, db, da`.")


def check_weights(code, t):
    "gives dW as delta times a, in the shape of W"
    three_things(code, t)
    transposed = [list(column) for column in zip(*dW, strict=True)]
    t.close(
        "layer_backward(W, a, delta)[0]",
        dW,
        (
            transposed,
            "dW is transposed: it needs W's shape, a row for each unit. dW[i][j] is "
            "delta[i] * a[j].",
        ),
        ([[10] * 3, [-1] * 3], "The input is missing: dW[i][j] is delta[i] * a[j]."),
        (
            [dW[1], dW[1]],
            "Both rows are one and the same list: [[0] * n] * m repeats a row, and does "
            "not copy it. Make a new list for each row.",
        ),
        (
            [[70, 160, 270], [-28, -40, -54]],
            "Leave W out: towards W[i][j] the other factor is a[j], and upstream "
            "delta[i].",
        ),
        (
            [[10, 20, 30], [-4, -5, -6]],
            "You multiply delta by W. Towards W the other factor counts: a.",
        ),
        (
            IndexError,
            "W has as many rows as delta has numbers, and as many columns as a.",
        ),
        **WIDE,
    )


def check_bias(code, t):
    "gives db as delta"
    t.close(
        "layer_backward(W, a, delta)[1]",
        db,
        (9, "Each unit has its own bias: db is the list delta, not its sum."),
        ([1, 1], "1 is the local derivative. Multiply it by upstream, which is delta."),
        **WIDE,
    )
    t.close("layer_backward([[1], [2], [3]], [4], [5, 6, 7])[1]", [5, 6, 7])


def check_input(code, t):
    "gives da as the transpose of W times delta"
    t.close(
        "layer_backward(W, a, delta)[2]",
        da,
        (
            [-4, -5, -6],
            "Only the last unit counts: fan-out is forgotten. a[j] goes to every unit, "
            "so add up over the units.",
        ),
        (
            [10, 20, 30],
            "Only the first unit counts: fan-out is forgotten. a[j] goes to every "
            "unit, so add up over the units.",
        ),
        (
            [8, 35],
            "That is W times delta: the transpose is missing. Towards the input there "
            "is one number for each of the 3 inputs.",
        ),
        (
            [35, 56, 81],
            "You multiply W by a. Towards a the other factor counts, and upstream: "
            "W[i][j] * delta[i].",
        ),
        (
            [42, 120, 216],
            "Leave a out: towards a[j] the other factor is W[i][j], and upstream "
            "delta[i].",
        ),
        ([5, 7, 9], "The gradient delta is missing: add up W[i][j] * delta[i]."),
        (
            [60, -15],
            "You add up along the rows of W, which gives a number for each unit. There "
            "is one for each of the 3 inputs: go down the columns.",
        ),
        (IndexError, "For each input j go through the units i: W[i][j] * delta[i]."),
        **WIDE,
    )


def check_square(code, t):
    "knows rows from columns where W is square"
    square = {"W": [[1, 2], [3, 4]], "a": [5, 6], "delta": [1, 10]}
    t.close(
        "layer_backward(W, a, delta)[2]",
        [31, 42],
        (
            [21, 43],
            "A transpose is missing: you add up W[j][i] * delta[i]. Where W is square "
            "nothing but the numbers tells you; it must be W[i][j] * delta[i].",
        ),
        **square,
    )
    t.close(
        "layer_backward(W, a, delta)[0]",
        [[5, 6], [50, 60]],
        ([[5, 50], [6, 60]], "dW is transposed: dW[i][j] is delta[i] * a[j]."),
        **square,
    )
    square["delta"] = [2, -1]
    t.close("layer_backward(W, a, delta)[2]", [-1, 0], **square)


def check_nothing_changed(code, t):
    "leaves W, a and delta as they are"
    W, a, delta = [[1, 2]], [3, 4], [5]
    code.layer_backward(W, a, delta)
    if (W, a, delta) != ([[1, 2]], [3, 4], [5]):
        t.fail("You change one of the arguments. Make new lists for the gradients.")
