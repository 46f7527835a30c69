GIVEN = {"X": [[1, 0], [0, 1], [1, 1]], "W": [[1, 2], [3, 4]], "b": [10, 20]}


def check_values(code, t):
    "gives a row for each example"
    t.close(
        "batch(X, W, b)",
        [[11, 23], [12, 24], [13, 27]],
        (
            [[11, 12, 13], [23, 24, 27]],
            "The result is transposed: a row for each example, a column for each unit.",
        ),
        (
            [[11, 22], [13, 24], [14, 26]],
            "That is X W: the transpose is missing. The weights of a unit stand in its "
            "row of W, and where W is square no error tells you.",
        ),
        (
            [[21, 43], [22, 44], [23, 47]],
            "The bias is added once for each input: add it after the sum.",
        ),
        (
            [[13, 27]] * 3,
            "All rows are one list, as [row] * n makes them: make new ones.",
        ),
        ([[1, 3], [2, 4], [3, 7]], "The bias is missing: b is added to every row."),
        (
            [[1, 3, 10, 20], [2, 4, 10, 20], [3, 7, 10, 20]],
            "+ joins two lists: add the numbers of b one by one.",
        ),
        ([[11, 23, 12, 24, 13, 27]] * 3, "Begin a new row for each example."),
        (AttributeError, "Lists have no .T: a unit's weights are a row of W already."),
        (TypeError, "Lists know no product: sum over the pairs of example and row."),
        (
            IndexError,
            "W[i] and b[i] belong to unit i: here are 3 examples, but only 2 units.",
        ),
        ([[11, 23]], "Only the first example has been computed."),
        ([11, 23, 12, 24, 13, 27], "Keep the examples apart: a list for each of them."),
        **GIVEN,
    )


def check_wide(code, t):
    "takes 3 inputs into 1 unit"
    t.close(
        "batch([[1, 2, 3], [4, 5, 6]], [[1, 10, 100]], [0.5])",
        [[321.5], [654.5]],
        (IndexError, "There is 1 unit here: W has 1 row of 3 numbers, b has 1 number."),
    )


def check_negative(code, t):
    "leaves a negative net input as it is"
    t.close(
        "batch([[1, 1]], [[1, -2], [-1, 2]], [0, 0])",
        [[-1, 1]],
        ([[0, 1]], "The net inputs are asked for: ReLU would come after them."),
    )
    t.close("batch([[1], [-2]], [[3]], [-1])", [[2], [-7]])


def check_single(code, t):
    "gives a batch of one as a list of one row"
    t.close(
        "batch([[2]], [[3], [5]], [0, 1])",
        [[6, 11]],
        ([6, 11], "One example is still a batch: a list with one row in it."),
    )
