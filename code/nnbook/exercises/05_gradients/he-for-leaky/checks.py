import math


def check_relu(code, t):
    "is 0.2 for ReLU with 50 inputs"
    t.close(
        "he(50)",
        0.2,
        (0.04, "That is the variance, 2/N. Take the root."),
        (math.sqrt(1 / 50), "The 2 is missing: half of the mean square is lost."),
        (10, "2 / share * fan_in multiplies by fan_in: set brackets."),
        (0.1, "The share divides: a smaller share needs larger weights."),
        (math.sqrt(2) / 50, "Take the root of fan_in as well: 2/N is the variance."),
    )


def check_linear(code, t):
    "is 1/√N where γ = 1: nothing is lost then"
    divided = (
        ZeroDivisionError,
        "With γ = 1 nothing is lost: the negative half adds to the share, 1 + γ².",
    )
    t.close(
        "he(100, 1)",
        0.1,
        (math.sqrt(0.02), "γ has no effect here. With γ = 1 the function is linear."),
        (0, "With γ = 1 nothing is lost: the share is 1, and the weights are not 0."),
        divided,
        (
            math.sqrt(1 / 150),
            "Only half of the numbers are negative: they let γ²/2 through, not γ².",
        ),
        (0.2, "The share divides: where more passes, the weights must be smaller."),
    )
    t.close("he(25, 1)", 0.2, divided)


def check_leaky(code, t):
    "squares γ: what is multiplied by γ has γ² of its mean square"
    t.close(
        "he(2, 0.75)",
        0.8,
        (math.sqrt(1 / 1.75), "Square γ: it multiplies z, and z² is what counts."),
        (1, "γ has no effect here."),
        (
            math.sqrt(1 / (1 - 0.75**2)),
            "The negative half adds to the share: 1 + γ².",
        ),
    )


def check_large(code, t):
    "takes a γ above 1 and below 0"
    t.close("he(10, 3)", math.sqrt(0.02))
    t.close("he(10, -3)", math.sqrt(0.02))
    t.close("he(10, 0.5)", 0.4)
