def check_example(code, t):
    "negates the gradient of the second operand"
    t.close(
        "squared_difference(5, 2, 10)",
        (9, 60, -60),
        (
            (9, 60, 60),
            "The gradient of the subtrahend b has the wrong sign: a larger b makes "
            "a - b smaller, so minus negates it.",
        ),
        ((9, 6, -6), "The upstream gradient is missing: upstream times local."),
        ((9, 30, -30), "The derivative of d² is 2 d: the 2 is missing."),
        (
            (9, -60, 60),
            "Both signs are turned: a is the first operand, b is subtracted.",
        ),
        ((9, 60, 0), "b has an influence too: it gets a gradient."),
        (
            (9, 90, -90),
            "You multiply upstream by the value d². It takes the slope, 2 d.",
        ),
        ((9, 16, -16), "You add upstream and local: multiply them."),
        ((3, 60, -60), "The value is d², not d."),
        (
            (90, 60, -60),
            "The value is d² alone. Upstream belongs to the way back.",
        ),
        (
            (9, 100, -40),
            "The slope of the square is taken where the square stands: 2 (a - b), "
            "towards both.",
        ),
    )


def check_below(code, t):
    "is right where a is below b"
    t.close(
        "squared_difference(1, 4, 0.5)",
        (9, -3, 3),
        ((9, 3, -3), "The sign of the difference is lost: 2 (a - b) is negative here."),
        ((9, 3, 3), "The sign of the difference is lost: 2 (a - b) is negative here."),
    )
    t.close("squared_difference(-2, 0, 3)", (4, -12, 12))


def check_no_difference(code, t):
    "has no slope where both are equal"
    t.close("squared_difference(3, 3, 7)", (0, 0, 0))
