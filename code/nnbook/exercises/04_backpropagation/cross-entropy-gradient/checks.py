import math

L2, L3, NAN = math.log(2), math.log(3), math.nan
MEAN = math.log(4 / 3)  # of two rows [0, L3] with label 1


def check_values(code, t):
    "is the mean of the losses, and p - t over the number of examples"
    t.close(
        "loss_and_gradient(Z, labels)",
        (MEAN, t.array([[0.125, -0.125], [0.125, -0.125]])),
        (
            (MEAN, t.array([[0.25, -0.25], [0.25, -0.25]])),
            "This is the gradient of the sum of the losses. Of their mean it is 1/n of "
            "that.",
        ),
        (
            (2 * MEAN, t.array([[0.125, -0.125], [0.125, -0.125]])),
            "The loss is the sum over the examples. Take the mean.",
        ),
        (
            (t.array([MEAN, MEAN]), t.array([[0.125, -0.125], [0.125, -0.125]])),
            "That is a loss for each example. Take the mean.",
        ),
        (
            (MEAN, t.array([[-0.125, 0.125], [-0.125, 0.125]])),
            "The sign is turned: the gradient is p - t, not t - p.",
        ),
        (
            (MEAN, t.array([[0.125, 0.375], [0.125, 0.375]])),
            "That is p. Subtract the target, which is 1 at the label.",
        ),
        (
            (-MEAN, t.array([[0.125, -0.125], [0.125, -0.125]])),
            "The loss has the wrong sign: minus the log of the probability.",
        ),
        (
            (math.log(4 / 9), t.array([[0.125, -0.125], [0.125, -0.125]])),
            "You took the largest z out of the exponents. Add it back to the loss.",
        ),
        Z=t.array([[0, L3], [0, L3]]),
        labels=t.array([1, 1]),
    )
    t.close(
        "loss_and_gradient(Z, labels)",
        (2 * L2, t.array([[-0.75, 0.25, 0.5]])),
        (
            (2 * L2, t.array([[0.75, -0.25, -0.5]])),
            "The sign is turned: the gradient is p - t, not t - p.",
        ),
        (
            (2 * L2, t.array([[0.25, 0.25, 0.5]])),
            "That is p. Subtract the target, which is 1 at the label.",
        ),
        (
            (-2 * L2, t.array([[-0.75, 0.25, 0.5]])),
            "The loss has the wrong sign: minus the log of the probability.",
        ),
        (
            (t.array([2 * L2]), t.array([[-0.75, 0.25, 0.5]])),
            "That is a loss for each example. Take the mean.",
        ),
        (
            (L2, t.array([[-0.75, 0.25, 0.5]])),
            "You took the largest z out of the exponents. Add it back to the loss.",
        ),
        Z=t.array([[0, 0, L2]]),
        labels=t.array([0]),
    )


def check_labels(code, t):
    "gives each example its own label"
    columns = (
        "1 is subtracted in whole columns, once for every label of the batch. Pair each "
        "row with its label: gradient[np.arange(n), labels]."
    )
    rows = (
        "1 is subtracted in the rows whose numbers are the labels. The label of an "
        "example is a column: gradient[np.arange(n), labels]."
    )
    t.close(
        "loss_and_gradient(Z, labels)[1]",
        t.array(
            [[1 / 9, 1 / 9, -2 / 9], [-2 / 9, 1 / 9, 1 / 9], [-2 / 9, 1 / 9, 1 / 9]]
        ),
        (t.array([[-2 / 9, 1 / 9, -2 / 9]] * 3), columns),
        (t.array([[-2 / 9] * 3, [1 / 9] * 3, [-2 / 9] * 3]), rows),
        Z=t.array([[0.0] * 3] * 3),
        labels=t.array([2, 0, 0]),
    )
    t.close(
        "loss_and_gradient(Z, labels)[1]",
        t.array(
            [[1 / 9, -2 / 9, 1 / 9], [1 / 9, 1 / 9, -2 / 9], [1 / 9, 1 / 9, -2 / 9]]
        ),
        (t.array([[1 / 9, -2 / 9, -2 / 9]] * 3), columns),
        (t.array([[1 / 9] * 3, [-2 / 9] * 3, [-2 / 9] * 3]), rows),
        Z=t.array([[0.0] * 3] * 3),
        labels=t.array([1, 2, 2]),
    )
    t.close(
        "loss_and_gradient(Z, labels)[1]",
        t.array([[1 / 6, 1 / 6, -1 / 3], [-1 / 3, 1 / 6, 1 / 6]]),
        (IndexError, rows),
        Z=t.array([[0.0] * 3] * 2),
        labels=t.array([2, 0]),
    )


def check_axis(code, t):
    "shares out the probability within each row"
    columns = (
        "The exponentials are summed down the columns, over the examples. The classes "
        "of one example share its probability: axis=1."
    )
    t.close(
        "loss_and_gradient(Z, labels)[1]",
        t.array([[0.125, -0.125], [-0.25, 0.25]]),
        (t.array([[0.25, -0.125], [-0.25, 0.125]]), columns),
        Z=t.array([[0, L3], [0.0, 0.0]]),
        labels=t.array([1, 0]),
    )
    t.close(
        "loss_and_gradient(Z, labels)[1]",
        t.array([[-0.25, 0.25], [0.375, -0.375]]),
        (t.array([[-0.25, 0.375], [0.25, -0.375]]), columns),
        Z=t.array([[0.0, 0.0], [0, -L3]]),
        labels=t.array([0, 1]),
    )


OVERFLOW = (
    "exp has overflowed to inf, and inf / inf is nan. Subtract from each row its largest "
    "number first."
)
ROUNDED = (
    "The probability has rounded to 0 and its logarithm is -inf, but the loss is 1000. "
    "Compute it from z, as log-sum-exp minus the z of the label."
)


def check_sure(code, t):
    "survives a row [1000, 0] with either label"
    t.close(
        "loss_and_gradient(Z, labels)",
        (0, t.array([[0, 0]])),
        ((math.inf, t.array([[NAN, 0]])), OVERFLOW),
        ((NAN, t.array([[NAN, 0]])), OVERFLOW),
        Z=t.array([[1000.0, 0.0]]),
        labels=t.array([0]),
    )
    t.close(
        "loss_and_gradient(Z, labels)",
        (1000, t.array([[1, -1]])),
        ((math.inf, t.array([[NAN, -1]])), OVERFLOW),
        ((math.inf, t.array([[1, -1]])), ROUNDED),
        Z=t.array([[1000.0, 0.0]]),
        labels=t.array([1]),
    )
    t.close(
        "loss_and_gradient(Z, labels)",
        (1000, t.array([[-0.5, 0.5], [-0.5, 0.5]])),
        ((math.inf, t.array([[-0.5, NAN], [-0.5, NAN]])), OVERFLOW),
        ((math.inf, t.array([[-0.5, 0.5], [-0.5, 0.5]])), ROUNDED),
        Z=t.array([[0.0, 1000.0], [-1000.0, 0.0]]),
        labels=t.array([0, 0]),
    )


def check_far_rows(code, t):
    "takes from each row its own largest number"
    one = (
        "0 / 0 is nan: the largest number of the whole array has been subtracted, and "
        "beside it all of a row has rounded to 0. Each row has its own largest one."
    )
    t.close(
        "loss_and_gradient(Z, labels)[1]",
        t.array([[-0.25, 0.25], [-0.25, 0.25]]),
        (t.array([[-0.25, 0.25], [NAN, NAN]]), one),
        Z=t.array([[1000.0, 1000.0], [0.0, 0.0]]),
        labels=t.array([0, 0]),
    )
    t.close(
        "loss_and_gradient(Z, labels)[1]",
        t.array([[0.125, -0.125], [0.25, -0.25]]),
        (t.array([[NAN, NAN], [0.25, -0.25]]), one),
        Z=t.array([[-900, L3 - 900], [0.0, 0.0]]),
        labels=t.array([1, 1]),
    )


def check_untouched(code, t):
    "leaves Z as it was"
    in_place = (
        "The last value is `Z` after the call: you have changed it. -= writes into the "
        "array that it is given; work on a new one."
    )
    t.close(
        "loss_and_gradient(Z, labels)[1], Z",
        (t.array([[-0.5, 0.5]]), t.array([[3.0, 3.0]])),
        ((t.array([[-0.5, 0.5]]), t.array([[0.0, 0.0]])), in_place),
        Z=t.array([[3.0, 3.0]]),
        labels=t.array([0]),
    )
    t.close(
        "loss_and_gradient(Z, labels)[1], Z",
        (t.array([[0.25, -0.25]]), t.array([[2.0, 2.0 + L3]])),
        ((t.array([[0.25, -0.25]]), t.array([[-L3, 0.0]])), in_place),
        Z=t.array([[2.0, 2.0 + L3]]),
        labels=t.array([1]),
    )


def check_mean(code, t):
    "is the mean of different losses"
    t.close(
        "loss_and_gradient(Z, labels)[0]",
        (MEAN + 3 * L2) / 2,
        Z=t.array([[0, L3, -1000], [0, L2, math.log(5)]]),
        labels=t.array([1, 0]),
    )
