import math

OFTEN = [[0.3, 0.0]] * 99


def check_one(code, t):
    "trains one weight as before"
    t.close("train([[3.0], [4.0]], 0.1)", [-0.18])
    t.close("train([[-2.0]], 0.5)", [0.5])


def check_first(code, t):
    "moves a weight by lr at its first gradient"
    rate = "A larger rate moves the other one, too. Is it the rate that differs?"
    t.close(
        "train(often + [[0.0, -0.3]], 0.1)[1]",
        0.1,
        (10 * 0.1 * 0.3 / math.sqrt(100 * 0.3**2), rate),
        (
            ZeroDivisionError,
            "Before its first gradient a weight has been through "
            "nothing: leave it where it is.",
        ),
        often=OFTEN,
    )
    t.close(
        "train([[7.0, 0.0], [7.0, 0.002]], 0.5)[1]",
        -0.5,
        (-10 * 0.5 * 0.002 / math.sqrt(2 * 49 + 0.002**2), rate),
    )


def check_both(code, t):
    "gives each weight a rate of its own"
    forgets = (
        "Every step is as long as the first: what a weight has been through is lost."
    )
    whole = "Divide by the root of the sum, not by the sum."
    mean = "Divided by a mean, the rate does not shrink. The formula has the sum."
    t.close(
        "train([[3.0, 0.5], [4.0, 0.5]], 0.1)",
        [-0.18, -0.1 - 0.1 / math.sqrt(2)],
        ([-0.2, -0.2], forgets),
        ([-0.1 / 3 - 0.4 / 25, -0.2 - 0.1], whole),
        ([-0.1 - 0.4 / math.sqrt(12.5), -0.2], mean),
    )
    t.close(
        "train([[4.0, -1.0], [3.0, 1.0]], 0.5)",
        [-0.8, 0.5 - 0.5 / math.sqrt(2)],
        ([-1.0, 0.0], forgets),
        ([-0.5 / 4 - 1.5 / 25, 0.25], whole),
        ([-0.5 - 1.5 / math.sqrt(12.5), 0.0], mean),
    )


def check_scale(code, t):
    "takes the same steps where all gradients of a weight are larger"
    small = code.train([[0.1, 1.0], [0.2, -1.0], [-0.1, 2.0]], 0.1)
    large = code.train([[100.0, 1.0], [200.0, -1.0], [-100.0, 2.0]], 0.1)
    if any(abs(a - b) > 1e-9 for a, b in zip(small, large)):
        t.fail(
            "The first weight's gradients are 1,000 times as large, and weights end "
            f"elsewhere: {small} and {large}."
        )


def check_silent(code, t):
    "leaves a weight at 0 that never has a gradient"
    t.close("train([[1.0, 0.0], [1.0, 0.0]], 0.1)[1]", 0)
    t.close("train([[0.0]], 1.0)", [0])
