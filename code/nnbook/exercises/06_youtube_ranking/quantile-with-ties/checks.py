def check_between(code, t):
    "counts the values below"
    t.close(
        "quantile([10, 20, 30, 1000], 25)",
        0.5,
        (
            (25 - 10) / 990,
            "You scale between smallest and largest: the 1000 squeezes all others to "
            "the bottom. Count values instead.",
        ),
        (2, "That is a number of values: divide by how many there are."),
        (
            0.625,
            "You add a half though none of the values is 25. The half is for each value "
            "that is equal.",
        ),
        (50, "That is in percent. A share lies between 0 and 1."),
        (
            ValueError,
            "x need not be one of the training values: count those that lie below it.",
        ),
    )


def check_ties(code, t):
    "counts equal values half"
    t.close(
        "quantile([0, 0, 0, 1], 0)",
        0.375,
        (0, "Equal values count half here: three of them are 0."),
        (0.75, "You count equal values fully. Half of each is below, so to speak."),
        (0.125, "There are three equal values: each counts half."),
        (0.625, "You count the values above. The share below is wanted."),
        (0.25, "set() keeps each value once. Count all four values."),
    )
    t.close("quantile([3, 3, 5, 8], 5)", 0.625)


def check_constant(code, t):
    "makes 0.5 of a column with one value"
    t.close("quantile([7, 7], 7)", 0.5)


def check_range(code, t):
    "keeps values beyond the training within 0 and 1"
    t.close("quantile([1, 2], 99)", 1)
    t.close("quantile([1, 2], -99)", 0)
