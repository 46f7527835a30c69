def check_one(code, t):
    "gives one matrix for one layer"
    t.close(
        "[tuple(s) for s in shapes([5, 2])]",
        [(2, 5)],
        (
            [(5, 2)],
            "That is the other way round: a row for each unit of the layer, "
            "a column for each value of the layer below.",
        ),
        ([(5, 5), (2, 2)], "A matrix joins two neighbours: pair sizes with sizes[1:]."),
        ([(2, 6)], "The biases are a vector of their own: no column for them in W."),
        (TypeError, "Give a pair (rows, columns) for each layer."),
        (IndexError, "The last layer has no layer above it: stop one earlier."),
    )


def check_deep(code, t):
    "gives L matrices that fit each other"
    t.close(
        "[tuple(s) for s in shapes([3, 4, 4, 2])]",
        [(4, 3), (4, 4), (2, 4)],
        (
            [(2, 4), (4, 4), (4, 3)],
            "These are the right matrices from the last to the first: begin with W1.",
        ),
        (
            [(4, 3), (4, 3), (2, 3)],
            "Only layer 1 takes the inputs: layer 2 takes what layer 1 gives.",
        ),
        ([(4, 3), (4, 4)], "The output layer has weights as well: one more matrix."),
    )
    t.close("[tuple(s) for s in shapes([2, 5, 1])]", [(5, 2), (1, 5)])
