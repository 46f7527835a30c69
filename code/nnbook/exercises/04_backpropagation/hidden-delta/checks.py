import math

SHAPES = (
    "Write the shapes down, with n examples, m units in the next layer, k in this one: D "
    "is n × m, W is m × k, A is n × k. Sizes that meet must be equal."
)
TRANSPOSED = (
    "A transpose is one too many: the rows of W are the units of the next layer, and D "
    "has a column for each of them."
)
NO_SLOPE = "The slope is missing: what passes back through tanh shrinks by 1 - a²."
GRADIENT_TURNED = (
    "The gradient of W is transposed: it has the shape of W, a row for each unit of the "
    "next layer."
)
MEAN = "The gradient of W is a mean over the examples. It adds up: do not divide."


def check_slope(code, t):
    "multiplies by the slope 1 - a², entry by entry"
    t.close(
        "hidden_delta(W, D, A)[0]",
        t.array([[4.5], [8.0]]),
        (t.array([[6], [8]]), NO_SLOPE),
        (t.array([[-3], [0]]), "You multiply by a. It takes the slope, 1 - a²."),
        (t.array([[13.5], [8]]), "(1 - a)² is something else: square a first."),
        (
            t.array([[6 * (1 - math.tanh(0.5) ** 2)], [8]]),
            "a is tanh(z) already, so the slope is 1 - a²: take no tanh of it.",
        ),
        (
            t.array([[2.25], [4]]),
            "You use the slope, but not W: each output goes on by its weight.",
        ),
        W=t.array([[2.0]]),
        D=t.array([[3.0], [4.0]]),
        A=t.array([[-0.5], [0.0]]),
    )
    t.close(
        "hidden_delta(W, D, A)[0]",
        t.array([[7.5, 0.0, 6.0]]),
        (t.array([[10, 6, 8]]), NO_SLOPE),
        (t.array([[5, 6, -4]]), "You multiply by a. It takes the slope, 1 - a²."),
        (t.array([[2.5, 0, 18]]), "(1 - a)² is something else: square a first."),
        (
            t.array(
                [
                    [
                        x * (1 - math.tanh(a) ** 2)
                        for x, a in ((10, 0.5), (6, 1), (8, 0.5))
                    ]
                ]
            ),
            "a is tanh(z) already, so the slope is 1 - a²: take no tanh of it.",
        ),
        (
            t.array([[1.5, 0, 1.5]]),
            "You use the slope, but not W: each output goes on by its weight.",
        ),
        W=t.array([[5.0, 3.0, 4.0]]),
        D=t.array([[2.0]]),
        A=t.array([[0.5, 1.0, -0.5]]),
    )


def check_units(code, t):
    "adds up over the units of the next layer, for each example"
    t.close(
        "hidden_delta(W, D, A)[0]",
        t.array([[41.0, 39.0, 47.25], [1.0, 2.0, 3.0]]),
        (t.array([[41, 52, 63], [1, 2, 3]]), NO_SLOPE),
        (ValueError, SHAPES),
        W=t.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]),
        D=t.array([[1.0, 10.0], [1.0, 0.0]]),
        A=t.array([[0.0, 0.5, -0.5], [0.0, 0.0, 0.0]]),
    )


def check_square(code, t):
    "goes down the columns of W, also where it is square"
    t.close(
        "hidden_delta(W, D, A)[0]",
        t.array([[31.0, 31.5]]),
        (t.array([[21, 32.25]]), TRANSPOSED),
        W=t.array([[1.0, 2.0], [3.0, 4.0]]),
        D=t.array([[1.0, 10.0]]),
        A=t.array([[0.0, 0.5]]),
    )
    t.close(
        "hidden_delta(W, D, A)[0]",
        t.array([[4.5, 1.0], [1.5, 0.0]]),
        (t.array([[2.25, 2], [0, 2]]), TRANSPOSED),
        W=t.array([[0.0, 1.0], [2.0, 0.0]]),
        D=t.array([[1.0, 3.0], [0.0, 1.0]]),
        A=t.array([[0.5, 0.0], [0.5, 0.0]]),
    )


def check_gradient(code, t):
    "has a gradient of W's shape, summed over the examples"
    each = (
        "That is a gradient for each example. They share W, so add up over the examples: "
        "a product of matrices with inner size n."
    )
    slope = "The gradient of W takes what comes out of the layer, A, without its slope."
    t.close(
        "hidden_delta(W, D, A)[1]",
        t.array([[1.5, 2.0, 1.0]]),
        (t.array([[1.5], [2], [1]]), GRADIENT_TURNED),
        (t.array([[0.75, 1.0, 0.5]]), MEAN),
        (t.array([[[0.5, 0, 1]], [[1, 2, 0]]]), each),
        (t.array([[2.25, 1, 2]]), slope),
        (ValueError, SHAPES),
        W=t.array([[1.0, 1.0, 1.0]]),
        D=t.array([[1.0], [2.0]]),
        A=t.array([[0.5, 0.0, 1.0], [0.5, 1.0, 0.0]]),
    )
    t.close(
        "hidden_delta(W, D, A)[1]",
        t.array([[1.0, 0.5], [0.0, 3.0]]),
        (t.array([[1, 0], [0.5, 3]]), GRADIENT_TURNED),
        (t.array([[0.5, 0.25], [0, 1.5]]), MEAN),
        (t.array([[[1, 0], [0, 0]], [[0, 0.5], [0, 3]]]), each),
        (t.array([[0.5, 1], [3, 0]]), slope),
        (ValueError, SHAPES),
        W=t.array([[1.0, 0.0], [0.0, 1.0]]),
        D=t.array([[1.0, 0.0], [0.5, 3.0]]),
        A=t.array([[1.0, 0.0], [0.0, 1.0]]),
    )


def check_untouched(code, t):
    "leaves D and A as they were"
    in_place = (
        "The last two values are `D` and `A` after the call: you have changed one. **=, "
        "*= and out= write into the caller's array; make a new one."
    )
    t.close(
        "hidden_delta(W, D, A)[0], D, A",
        (t.array([[1.5]]), t.array([[1.0]]), t.array([[0.5]])),
        ((t.array([[1.5]]), t.array([[1.0]]), t.array([[0.25]])), in_place),
        W=t.array([[2.0]]),
        D=t.array([[1.0]]),
        A=t.array([[0.5]]),
    )
    t.close(
        "hidden_delta(W, D, A)[0], D, A",
        (t.array([[0.75]]), t.array([[1.0]]), t.array([[-0.5]])),
        ((t.array([[0.75]]), t.array([[1.0]]), t.array([[0.25]])), in_place),
        W=t.array([[1.0]]),
        D=t.array([[1.0]]),
        A=t.array([[-0.5]]),
    )
