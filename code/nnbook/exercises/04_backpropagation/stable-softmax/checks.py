import math

L3 = math.log(3)
NAN = math.nan
COLUMNS = (
    "You divide by the sum of each column. An example is a row: sum along axis=1, over "
    "the classes."
)
WHOLE = "Here the whole array sums to 1. Each row should: sum along axis=1."
KEEP = (
    "The result of axis=1 lies along the last axis again, over the classes, unless "
    "keepdims=True keeps it a column. Where there are as many examples as classes, no "
    "error tells you."
)
OVERFLOW = (
    "exp has overflowed to inf, and inf / inf is nan. Subtract from each row its largest "
    "number first."
)


def check_equal(code, t):
    "shares equally among equals"
    t.close(
        "probabilities(Z)",
        t.array([[0.25] * 4, [0.25] * 4]),
        (t.array([[0.5] * 4] * 2), COLUMNS),
        (t.array([[0.125] * 4] * 2), WHOLE),
        (ValueError, KEEP),
        Z=t.array([[2.0] * 4, [2.0] * 4]),
    )


def check_values(code, t):
    "has the proportions of exp(z) in each row"
    t.close(
        "probabilities(Z)",
        t.array([[0.25, 0.75], [0.5, 0.5]]),
        (t.array([[0.5, 0.75], [0.5, 0.25]]), COLUMNS),
        (t.array([[1 / 6, 3 / 6], [1 / 6, 1 / 6]]), WHOLE),
        (t.array([[1 / 4, 3 / 2], [1 / 4, 1 / 2]]), KEEP),
        (t.array([[1 / 3, 1], [1, 1]]), "These don't sum to 1 yet: divide by the sum."),
        (t.array([[0.75, 0.25], [0.5, 0.5]]), "The sign of the exponent is turned."),
        (t.array([[0, 1], [NAN, NAN]]), "You divide the z themselves. Take exp first."),
        Z=t.array([[0, L3], [0.0, 0.0]]),
    )
    t.close(
        "probabilities(Z)",
        t.array([[0.5, 0.5], [0.1, 0.9]]),
        (t.array([[0.5, 0.1], [0.5, 0.9]]), COLUMNS),
        (t.array([[1 / 12, 1 / 12], [1 / 12, 9 / 12]]), WHOLE),
        (t.array([[1 / 2, 1 / 10], [1 / 2, 9 / 10]]), KEEP),
        (t.array([[1, 1], [1 / 9, 1]]), "These don't sum to 1 yet: divide by the sum."),
        (t.array([[0.5, 0.5], [0.9, 0.1]]), "The sign of the exponent is turned."),
        (t.array([[NAN, NAN], [0, 1]]), "You divide the z themselves. Take exp first."),
        Z=t.array([[0.0, 0.0], [0, 2 * L3]]),
    )


def check_whole_numbers(code, t):
    "takes whole numbers"
    whole = (
        "An array made like `Z` holds whole numbers, and a probability written into it "
        "loses what is behind the point. Make it by an operation, such as np.exp."
    )
    t.close(
        "probabilities(Z)",
        t.array([[0.5, 0.5]]),
        (t.array([[0, 0]]), whole),
        (TypeError, whole),
        Z=t.array([[3, 3]]),
    )
    t.close(
        "probabilities(Z)",
        t.array([[0.25] * 4]),
        (t.array([[0] * 4]), whole),
        (TypeError, whole),
        Z=t.array([[1, 1, 1, 1]]),
    )


def check_large(code, t):
    "does not overflow at 1000"
    t.close(
        "probabilities(Z)",
        t.array([[0.75, 0.25], [0.25, 0.75]]),
        (t.array([[NAN, NAN], [0.25, 0.75]]), OVERFLOW),
        Z=t.array([[1000, 1000 - L3], [0, L3]]),
    )
    t.close(
        "probabilities(Z)",
        t.array([[0, 1]]),
        (t.array([[0, NAN]]), OVERFLOW),
        Z=t.array([[-1000.0, 1000.0]]),
    )


def check_far_rows(code, t):
    "takes from each row its own largest number"
    one = (
        "0 / 0 is nan: the largest number of the whole array has been subtracted, and "
        "beside it all of this row has rounded to 0. Each row has its own largest one."
    )
    t.close(
        "probabilities(Z)",
        t.array([[0.5, 0.5], [0.5, 0.5]]),
        (t.array([[0.5, 0.5], [NAN, NAN]]), one),
        (t.array([[NAN, NAN], [0.5, 0.5]]), OVERFLOW),
        Z=t.array([[900.0, 900.0], [0.0, 0.0]]),
    )
    t.close(
        "probabilities(Z)",
        t.array([[0.25, 0.75], [0.75, 0.25]]),
        (t.array([[NAN, NAN], [0.75, 0.25]]), one),
        (t.array([[0.25, 0.75], [NAN, NAN]]), OVERFLOW),
        Z=t.array([[0, L3], [2000 + L3, 2000]]),
    )


def check_negative(code, t):
    "does not divide by 0 at -1000"
    zero = (
        "0 / 0 is nan: all of this row has rounded to 0. Subtract the row's largest "
        "number, whatever its sign."
    )
    t.close(
        "probabilities(Z)",
        t.array([[0.5, 0.5]]),
        (t.array([[NAN, NAN]]), zero),
        Z=t.array([[-1000.0, -1000.0]]),
    )
    t.close(
        "probabilities(Z)",
        t.array([[0.25, 0.75]]),
        (t.array([[NAN, NAN]]), zero),
        Z=t.array([[-900, L3 - 900]]),
    )


def check_untouched(code, t):
    "leaves Z as it was"
    in_place = (
        "The second value is `Z` after the call: you have changed it. -= and out= write "
        "into the caller's array; make a new one."
    )
    t.close(
        "probabilities(Z), Z",
        (t.array([[0.5, 0.5]]), t.array([[7.0, 7.0]])),
        ((t.array([[0.5, 0.5]]), t.array([[0.0, 0.0]])), in_place),
        Z=t.array([[7.0, 7.0]]),
    )
    t.close(
        "probabilities(Z), Z",
        (t.array([[0.25] * 4]), t.array([[3.0] * 4])),
        ((t.array([[0.25] * 4]), t.array([[0.0] * 4])), in_place),
        Z=t.array([[3.0] * 4]),
    )
