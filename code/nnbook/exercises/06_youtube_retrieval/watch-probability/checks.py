import math


def check_three(code, t):
    "is a softmax over inner products"
    t.close(
        "probability([math.log(2), 0], [[1, 0], [2, 5], [0, 7]], 1)",
        4 / 7,
        (4, "That is the numerator. Divide by the sum over all videos."),
        (2 * math.log(2), "That is the score. Softmax makes a probability of it."),
        (
            math.log(4 / 7),
            "That is the logarithm of the probability: leave the log out.",
        ),
        (
            16 / 7,
            "You subtract the largest score below the fraction, but not above it: the "
            "same number in both places.",
        ),
        (2 / 3, "That is the share of a score. Softmax takes the exponentials first."),
        (
            4 / 3,
            "The video itself is missing in the sum below: it runs over all videos.",
        ),
        (
            1 / (1 + math.exp(-2 * math.log(2))),
            "That is the logistic function: yes or no for one video alone. The videos "
            "compete here: divide by the sum over all of them.",
        ),
        math=math,
    )


def check_sum(code, t):
    "adds up to 1 over the catalogue"
    t.close(
        "sum(probability(u, items, i) for i in range(3))",
        1,
        u=[0.3, -1.2],
        items=[[1.0, 0.5], [-0.2, 0.1], [2.0, 2.0]],
    )


def check_long(code, t):
    "lets a longer item vector score higher"
    if code.probability([1, 0], [[1, 0], [3, 0]], 1) == 0.5:
        t.fail(
            "Both videos get one half. The inner product counts length as well as "
            "direction: don't normalize the vectors."
        )
    t.close("probability([math.log(2), 0], [[1, 0], [3, 0]], 1)", 0.8, math=math)


def check_large(code, t):
    "survives scores of 1000"
    t.close(
        "probability([1000.0], [[1.0], [1.0], [0.0]], 0)",
        0.5,
        (OverflowError, "Subtract the largest score from all of them before exp."),
    )
    t.close("probability([10.0], [[100.0], [100.0], [0.0]], 0)", 0.5)
