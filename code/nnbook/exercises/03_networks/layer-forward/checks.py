def check_sums(code, t):
    "weighs, adds up and adds the bias"
    t.close(
        "layer([[1, 2], [3, 4], [5, 6]], [10, 1], [100, 200, 300])",
        [112, 234, 356],
        ([12, 34, 56], "The bias is missing: each unit adds its own number of b."),
        (
            [113, 224],
            "You go down the columns of W. A unit's weights stand in its row.",
        ),
        (
            IndexError,
            "W[i] is the row of unit i, as long as x: add up W[i][j] * x[j].",
        ),
        (
            [312, 334, 356],
            "The biases go with the units: add b[i], once, after the sum.",
        ),
        ([112, 346, 702], "The sum goes on from unit to unit: start it anew for each."),
        ([0, 0, 0], "You subtract b: it is added."),
        ([1, 1, 1], "That is the step. ReLU hands on z itself where it is positive."),
        ([212, 434, 656], "The bias is added once for each input: once is enough."),
        (TypeError, "A row of W and x are lists: sum over their pairs."),
        ([612, 634, 656], "Each unit has its own bias: do not add the sum of b."),
    )
    t.close("layer([[1, 1], [2, 0]], [3, 4], [1, -1])", [8, 5])


def check_relu(code, t):
    "sends 0 on where the net input is negative"
    t.close(
        "layer([[1, -2], [-1, 2]], [1, 1], [0, 0])",
        [0, 1],
        ([-1, 1], "That is z. The activation function is missing: max(0, z)."),
        ([1, 1], "A negative net input becomes 0, not its absolute value."),
        ([1], "A unit that is at 0 still counts: keep its 0 in the list."),
        ([1, 2], "ReLU comes last: first add up, then cut off what is negative."),
    )


def check_bias_first(code, t):
    "adds the bias before the activation function"
    t.close(
        "layer([[1], [1]], [-2], [3, 1])",
        [1, 0],
        ([3, 1], "b belongs to the sum: add it before ReLU cuts anything off."),
    )
    t.close("layer([[2], [-1]], [1], [-3, 2])", [0, 1])
