import math


def s(z):
    return 1 / (1 + math.exp(-z))


CALL = "probability([0, 2], [1.0, 5.0, -0.5], [2.0, 0.0], [0.25, 3.0], -4.0)"


def check_sum(code, t):
    "adds both parts and the bias, then squashes once"
    t.close(
        CALL,
        s(-3),
        (-3, "That is the logit. Pass it through the logistic function."),
        (s(1), "The bias is missing."),
        (
            (s(-3.5) + s(-3.5)) / 2,
            "No average of two probabilities: one sum of logits.",
        ),
        (
            s(0.5) + s(0.5) + -4,
            "Add the logits first; one logistic function at the end.",
        ),
        (s(0.5) ** 2, "No product of two probabilities: one sum of logits."),
        (s(-0.25), "a is missing: each deep weight is multiplied by its entry of a."),
        (s(2), "All wide weights are added: only those of the active ids count."),
        (s(-7), "The bias is there once, for both parts together."),
        (s(3), "The sign is turned: the logistic function has exp(−z) below."),
        (
            s(6.5),
            "active holds ids, not the features themselves: add wide[i] for each i in "
            "it.",
        ),
        (
            s(-4.5),
            "active holds ids, not the features themselves: add wide[i] for each i in "
            "it, not i times wide[i].",
        ),
    )


def check_wide_alone(code, t):
    "is the wide model where the deep part is silent"
    t.close("probability([1], [0.0, 2.0], [0.0], [1.0], 0.0)", s(2))


def check_nothing(code, t):
    "is σ(bias) where no feature is active"
    t.close("probability([], [0.3], [0.0], [1.0], -4.6)", s(-4.6))
