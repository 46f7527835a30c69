NO_TRANSPOSE = (
    "That is X W: the transpose is missing. The weights of a unit stand in its row of W, "
    "and where W is square no error tells you."
)
UNITS_FIRST = (
    "The result is transposed: a row for each example, a column for each unit."
)
BIAS_OF_EXAMPLE = (
    "b[i] belongs to unit i, but you add b[n] to example n. Where there are as many "
    "examples as units, both fit: add b where the units are the last axis."
)
BIAS_IN_SUM = "The bias is added once for each input: add it after the sum."
WRONG_AXIS = "The sum runs over the wrong axis: add up over the inputs."
SHAPES = (
    "Write the shapes down: (examples, inputs) @ (inputs, units) + (units,). Sizes "
    "that meet must be equal."
)


def check_values(code, t):
    "gives a row for each example"
    t.close(
        "batch(X, W, b)",
        t.array([[11, 23], [12, 24], [13, 27]]),
        (t.array([[11, 12, 13], [23, 24, 27]]), UNITS_FIRST),
        (t.array([[11, 22], [13, 24], [14, 26]]), NO_TRANSPOSE),
        (t.array([[21, 43], [22, 44], [23, 47]]), BIAS_IN_SUM),
        (t.array([[14, 20], [10, 26], [14, 26]]), WRONG_AXIS),
        (t.array([[1, 3], [2, 4], [3, 7]]), "The bias is missing: add b to every row."),
        (ValueError, SHAPES),
        X=t.array([[1, 0], [0, 1], [1, 1]]),
        W=t.array([[1, 2], [3, 4]]),
        b=t.array([10, 20]),
    )


def check_as_many(code, t):
    "adds b to the units where there are as many examples"
    t.close(
        "batch(X, W, b)",
        t.array([[11, 24], [12, 25]]),
        (t.array([[11, 12], [24, 25]]), UNITS_FIRST),
        (t.array([[11, 14], [22, 25]]), BIAS_OF_EXAMPLE),
        (ValueError, SHAPES),
        X=t.array([[1, 0, 0], [0, 1, 0]]),
        W=t.array([[1, 2, 3], [4, 5, 6]]),
        b=t.array([10, 20]),
    )
    t.close(
        "batch(X, W, b)",
        t.array([[11, -1], [13, -1]]),
        (t.array([[11, 10], [2, -1]]), BIAS_OF_EXAMPLE),
        (ValueError, SHAPES),
        X=t.array([[1, 1, 0], [3, 1, 0]]),
        W=t.array([[1, 0, 0], [0, 0, 1]]),
        b=t.array([10, -1]),
    )


def check_wide(code, t):
    "takes 3 whole numbers into 1 unit, with a bias that is none"
    whole = (
        "An array of whole numbers takes no fraction: what is written into it loses "
        "the part behind the point. Make the result by an operation, such as +."
    )
    t.close(
        "batch(X, W, b)",
        t.array([[321.5], [654.5]]),
        (t.array([[321], [654]]), whole),
        (TypeError, whole),
        (ValueError, SHAPES),
        X=t.array([[1, 2, 3], [4, 5, 6]]),
        W=t.array([[1, 10, 100]]),
        b=t.array([0.5]),
    )
    t.close(
        "batch(X, W, b)",
        t.array([[2.5, 3.25]]),
        (t.array([[2, 3]]), whole),
        (TypeError, whole),
        X=t.array([[2]]),
        W=t.array([[1], [1]]),
        b=t.array([0.5, 1.25]),
    )


def check_negative(code, t):
    "leaves a negative net input as it is"
    relu = "The net inputs are asked for: ReLU would come after them."
    t.close(
        "batch(X, W, b)",
        t.array([[-1, 1]]),
        (t.array([[0, 1]]), relu),
        X=t.array([[1, 1]]),
        W=t.array([[1, -2], [-1, 2]]),
        b=t.array([0, 0]),
    )
    t.close(
        "batch(X, W, b)",
        t.array([[2], [-7]]),
        (t.array([[2], [0]]), relu),
        X=t.array([[1], [-2]]),
        W=t.array([[3]]),
        b=t.array([-1]),
    )


def check_single(code, t):
    "gives a batch of one as an array of one row"
    t.close(
        "batch(X, W, b)",
        t.array([[6, 11]]),
        (t.array([6, 11]), "One example is still a batch: an array with one row."),
        X=t.array([[2]]),
        W=t.array([[3], [5]]),
        b=t.array([0, 1]),
    )
    t.close(
        "batch(X, W, b)",
        t.array([[4, 0, 7]]),
        (t.array([4, 0, 7]), "One example is still a batch: an array with one row."),
        X=t.array([[1, 2]]),
        W=t.array([[2, 1], [0, 0], [1, 3]]),
        b=t.array([0, 0, 0]),
    )
