W1, W2 = [[1, 2], [3, 4]], [[0, 1], [1, 1]]


def check_matrix(code, t):
    "multiplies the matrices in the right order"
    t.close(
        "one_matrix(W1, W2)",
        [[3, 4], [4, 6]],
        ([[2, 3], [4, 7]], "That is W1 W2: W2 comes second, so it stands on the left."),
        ([[0, 2], [3, 4]], "You multiply entry by entry: take row times column."),
        ([[1, 3], [4, 5]], "You add the matrices: the layers are nested, not summed."),
        ([[2, 4], [3, 7]], "You pair rows of W2 with rows of W1: take W1's columns."),
        (
            [[7, 10], [7, 10]],
            "All rows are one list, as [row] * n makes them: make a new one for each.",
        ),
        (TypeError, "Lists know no product: sum row times column, entry by entry."),
        W1=W1,
        W2=W2,
    )


def check_shapes(code, t):
    "maps 3 inputs through 2 units to 1 output"
    square = "Here W1 is {} and W2 is {}: don't count on a square."
    t.close(
        "one_matrix([[1, 0, 2], [0, 1, 3]], [[10, 100]])",
        [[10, 100, 320]],
        (IndexError, square.format("2 by 3", "1 by 2")),
    )
    t.close(
        "one_matrix([[1, 2]], [[3], [4], [5]])",
        [[3, 6], [4, 8], [5, 10]],
        (IndexError, square.format("1 by 2", "3 by 1")),
    )


def check_bias(code, t):
    "sends the first bias through the second layer"
    t.close(
        "one_bias([[0, 1], [1, 1]], [5, 6], [7, 8])",
        [13, 19],
        ([12, 14], "The first bias passes through the second layer: W2 b1 + b2."),
        ([6, 11], "The second bias is missing: add b2 to W2 b1."),
        ([7, 8], "The first bias is missing: W2 b1 belongs to the sum."),
        ([14, 26], "Only b1 passes through W2: b2 is added after it."),
        ([20, 27], "b2 is added once for each product: add it after the sum."),
        ([6, 11, 7, 8], "+ joins two lists: add their entries pair by pair."),
    )


def check_bias_of_one_output(code, t):
    "gives one bias for each output"
    along = "Here W2 has {}: go along the row, W2[i][k] * b1[k]."
    t.close(
        "one_bias([[2, -1, 3]], [1, 1, 2], [0.5])",
        [7.5],
        (IndexError, along.format("1 row of 3")),
    )
    t.close(
        "one_bias([[2], [3]], [4], [0, 1])",
        [8, 13],
        (IndexError, along.format("2 rows of 1")),
    )


def check_same_output(code, t):
    "gives what the two layers give"
    W = t.is_list_of_numbers("one_matrix([[2]], [[3]])[0]", 1)
    b = t.is_list_of_numbers("one_bias([[3]], [1], [-4])", 1)
    if [W[0] * 5 + b[0]] != [3 * (2 * 5 + 1) - 4]:
        t.fail("At x = 5 the two layers give 29, yours gives another number.")
