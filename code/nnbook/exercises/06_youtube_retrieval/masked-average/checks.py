def check_full(code, t):
    "takes the mean where nothing is padded"
    t.close(
        "masked_average([[2, 0], [4, 2]], [1, 1])",
        [3, 1],
        ([6, 2], "That is the sum: divide by the number of watches."),
        (
            [1, 3],
            "You average within a vector. Average the first numbers, the second...",
        ),
    )


def check_padded(code, t):
    "leaves padding out of the sum and out of the count"
    t.close(
        "masked_average([[2, 0], [4, 2], [9, 9]], [1, 1, 0])",
        [3, 1],
        (
            [2, 2 / 3],
            "You divide by the padded length, 3. Divide by the number of real watches, 2.",
        ),
        (
            [5, 11 / 3],
            "The padding is averaged too: multiply each vector by its mask.",
        ),
        (
            [7.5, 5.5],
            "The count is right, but the padding is in the sum: multiply by the mask.",
        ),
        ([6, 2], "That is the sum: divide by the number of watches."),
    )


def check_front(code, t):
    "goes by the mask and not by the place"
    t.close(
        "masked_average([[9, 9], [2, 0], [4, 2]], [0, 1, 1])",
        [3, 1],
        (
            [5.5, 4.5],
            "You take the first rows. Padding may stand in front: look at each mask.",
        ),
    )
    t.close("masked_average([[1, 1], [5, 3], [9, 7]], [0, 0, 1])", [9, 7])


def check_empty(code, t):
    "gives zeros for an empty history"
    t.close(
        "masked_average([[9, 9], [9, 9]], [0, 0])",
        [0, 0],
        (
            ZeroDivisionError,
            "Nobody has watched anything yet: divide by max(1, number of watches).",
        ),
        ([], "It still needs a number for each dimension: a list of zeros."),
    )
    t.close("masked_average([[1, 2, 3]], [0])", [0, 0, 0])
