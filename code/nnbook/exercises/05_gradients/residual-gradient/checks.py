def check_number(code, t):
    "adds the two ways: 4 + 4 · 0.5 · 3"
    t.close(
        "back([[3]], [0.5], [4])",
        [10],
        ([6], "The skip connection is missing: x also goes straight to y."),
        ([4], "Only the skip connection is there: x also passes W and f."),
        (
            [24],
            "You multiplied the two ways. Where a value is used twice, gradients "
            "add up.",
        ),
        (
            [12],
            "Used twice does not mean times 2: one way goes past the layer, with "
            "upstream as it is.",
        ),
        ([16], "The slope is missing on the way through f."),
        ([7], "The skip connection passes on upstream, 4 here, and not 1."),
        ([2.5], "Multiply by the upstream gradient as well: 4 · (1 + 1.5)."),
    )


def check_columns(code, t):
    "goes down the columns of W"
    t.close(
        "back([[1, 2], [3, 4]], [1, 1], [1, 10])",
        [32, 52],
        (
            [4, 80],
            "Input j goes to every unit i: add up W[i][j] · slope · upstream over i.",
        ),
        ([22, 53], "A transpose is missing: for input j go down column j of W."),
        (
            [32, 370],
            "You add to upstream while you still read from it. Add up in a new list.",
        ),
    )
    t.close("back([[0, 1], [2, 0]], [1, 1], [1, 3])", [7, 4])


def check_saturated(code, t):
    "still passes the gradient on where every unit is saturated"
    t.close(
        "back([[5, -2], [7, 1]], [0, 0], [3, -1])",
        [3, -1],
        ([0, 0], "The way through f is closed, but the skip connection is open."),
    )


def check_slope_side(code, t):
    "applies the slope of unit i before row i of W"
    t.close(
        "back([[0, 1], [0, 0]], [0.5, 100], [1, 1])",
        [1, 1.5],
        (
            [1, 101],
            "The slope belongs to the unit, a row of W: multiply before you go "
            "through Wᵀ.",
        ),
    )
    t.close("back([[0, 2], [0, 0]], [3, 10], [1, 1])", [1, 7])
