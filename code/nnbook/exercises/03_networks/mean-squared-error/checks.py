def check_value(code, t):
    "squares each error and takes the mean"
    t.close(
        "mse(p, y)",
        12.5,
        (50, "That is the sum. Divide by the number of entries."),
        (2, "You average the errors, and they cancel: square each of them first."),
        (
            4,
            "You square the mean of the errors. Square each error, then take the mean.",
        ),
        (3, "That is the mean of the absolute errors: square them instead."),
        (12.5**0.5, "That is the root of it. The loss is without the root."),
        (1, "In Python ^ is no power: write ** 2."),
        (6.25, "There is no factor of 1/2 in this loss."),
        p=t.array([4, 2, 0, 1]),
        y=t.array([1, 1, 2, -5]),
    )
    t.close(
        "mse(p, y)",
        14 / 3,
        (14, "That is the sum. Divide by the number of entries."),
        (0, "You average the errors, and they cancel: square each of them first."),
        (
            0,
            "You square the mean of the errors. Square each error, then take the mean.",
        ),
        (2, "That is the mean of the absolute errors: square them instead."),
        ((14 / 3) ** 0.5, "That is the root of it. The loss is without the root."),
        (-4 / 3, "In Python ^ is no power: write ** 2."),
        (7 / 3, "There is no factor of 1/2 in this loss."),
        p=t.array([1, 3, 0]),
        y=t.array([0, 5, 3]),
    )


def check_column(code, t):
    "gives one number for two columns and for two tables"
    axis = "An axis is left: without `axis` the mean is that of the whole array."
    rows = (
        "Divide by the number of all entries: `len` of a table counts its rows alone."
    )
    t.close(
        "mse(p, y)",
        5,
        (t.array([5]), axis),
        p=t.array([[4.0], [2.0]]),
        y=t.array([[1.0], [1.0]]),
    )
    t.close(
        "mse(p, y)",
        3.5,
        (t.array([5, 2]), axis),
        (7, rows),
        p=t.array([[4.0, 2.0], [2.0, 2.0]]),
        y=t.array([[1.0, 0.0], [1.0, 2.0]]),
    )
    t.close(
        "mse(p, y)",
        1.5,
        (t.array([0, 0, 4.5]), axis),
        (4.5, rows),
        p=t.array([[1.0, 2.0, 6.0], [0.0, 0.0, 0.0]]),
        y=t.array([[1.0, 2.0, 3.0], [0.0, 0.0, 0.0]]),
    )


def check_untouched(code, t):
    "leaves the predictions as they were"
    in_place = (
        "The second value is `p` after the call: you have changed it. -= and **= write "
        "into the caller's array; make a new one."
    )
    t.close(
        "mse(p, y), p",
        (6.5, t.array([2.0, 5.0])),
        ((6.5, t.array([-2.0, 3.0])), in_place),
        ((6.5, t.array([4.0, 9.0])), in_place),
        p=t.array([2.0, 5.0]),
        y=t.array([4.0, 2.0]),
    )
    t.close(
        "mse(p, y), p",
        (4, t.array([3.0])),
        ((4, t.array([2.0])), in_place),
        ((4, t.array([4.0])), in_place),
        p=t.array([3.0]),
        y=t.array([1.0]),
    )


def check_shapes(code, t):
    "refuses arrays of different shapes"
    advice = (
        "Compare the shapes before you subtract: a column and a row broadcast to a "
        "table, and nothing is said."
    )
    t.raises(
        "mse(p, y)",
        ValueError,
        advice,
        p=t.array([[1.0], [2.0], [3.0]]),
        y=t.array([1.0, 2.0, 3.0]),
    )
    t.raises("mse(p, y)", ValueError, advice, p=t.array([1, 2]), y=t.array([[1], [2]]))
    t.raises("mse(p, y)", ValueError, advice, p=t.array([1, 2]), y=t.array([1]))
