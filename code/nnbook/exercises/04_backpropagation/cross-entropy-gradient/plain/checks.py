import math

L2, L3 = math.log(2), math.log(3)


def check_values(code, t):
    "is p - t"
    t.close(
        "loss_and_gradient([0, math.log(3)], 1)",
        (math.log(4 / 3), [0.25, -0.25]),
        (
            (math.log(4 / 3), [-0.25, 0.25]),
            "The sign is turned: the gradient is p - t, not t - p.",
        ),
        (
            (math.log(4 / 3), [0.25, 0.75]),
            "That is p. Subtract the target, which is 1 at the label.",
        ),
        (
            (math.log(4 / 3), [0, -4 / 3]),
            "That is the gradient towards p, -t/p. Go on through the softmax, to z.",
        ),
        (
            (math.log(4 / 3), [-0.75, -0.25]),
            "1 is subtracted everywhere. The target is 1 only at the label.",
        ),
        (
            (math.log(4 / 3), [-0.75, 0.75]),
            "1 is subtracted at the wrong class. `label` counts from 0, as lists do.",
        ),
        (
            (-math.log(4 / 3), [0.25, -0.25]),
            "The loss has the wrong sign: minus the log of the probability.",
        ),
        (
            (0.75, [0.25, -0.25]),
            "That is the probability of the label. The loss is minus its logarithm.",
        ),
        (
            (math.log(4), [0.25, -0.25]),
            "The loss is the log-sum-exp minus the z of the label.",
        ),
        (
            (math.log(4 / 9), [0.25, -0.25]),
            "You took the largest z out of the exponents. Add it back to the loss.",
        ),
        math=math,
    )
    t.close(
        "loss_and_gradient([0, 0, math.log(2)], 0)",
        (math.log(4), [-0.75, 0.25, 0.5]),
        math=math,
    )


def check_sum(code, t):
    "has a gradient that sums to 0"
    t.close(
        "sum(loss_and_gradient([0.3, -1.0, 2.0, 0.5], 2)[1])",
        0,
        (
            -7,
            "You subtract the label, 2, from every p. The label says where the target "
            "is 1; everywhere else it is 0.",
        ),
    )


def check_confident(code, t):
    "has no gradient left where it is sure and right"
    t.close(
        "loss_and_gradient([1000, 0], 0)",
        (0, [0, 0]),
        (OverflowError, "Subtract the largest z from all exponents first."),
    )


def check_wrong_and_sure(code, t):
    "has a loss of 1000 where it is sure and wrong"
    small = "Don't add a small number to the probability: compute the loss from z."
    t.close(
        "loss_and_gradient([1000, 0], 1)",
        (1000, [1, -1]),
        (OverflowError, "Subtract the largest z from all exponents first."),
        (
            ValueError,
            "This is a logarithm of 0: the probability has rounded to 0. Compute the "
            "loss from z, as log-sum-exp minus z[label].",
        ),
        (
            (math.inf, [1, -1]),
            "The probability has rounded to 0, but the loss is 1000, not infinite. "
            "Compute it from z, as log-sum-exp minus z[label].",
        ),
        *(((-math.log(10**-n), [1, -1]), small) for n in range(5, 301)),
    )
    t.close("loss_and_gradient([0, 2000], 0)", (2000, [-1, 1]))
