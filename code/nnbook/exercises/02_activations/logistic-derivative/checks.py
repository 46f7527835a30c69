import math


def logistic(z):
    return 1 / (1 + math.exp(-z))


def check_steepest(code, t):
    "is 0.25 where the value is 0.5"
    y = 0.5
    t.close(
        "slope(0.5)",
        0.25,
        (logistic(y) * (1 - logistic(y)), "0.5 is already σ(z): don't apply σ again."),
        (-0.25, "The sign is wrong: the logistic function only rises."),
        (0.5, "This is only one of the two factors of the derivative."),
    )


def check_saturated(code, t):
    "is small near 0 and near 1, and the same on both sides"
    t.close(
        "slope(0.9)",
        0.09,
        (0.25, "You return 0.25 whatever y is: that is the slope at z = 0 only."),
        (0.19, "That is 1 - y², the slope of tanh."),
        (0.81, "That is y²: the second factor is 1 - y, not y."),
        (0.01, "That is (1 - y)²: the first factor is y."),
    )
    t.close("slope(0.1)", 0.09)


def check_no_exponential(code, t):
    "needs no exponential"
    t.forbids(
        "slope",
        "exp",
        "e",
        "pow",
        because="The value y is all you need: that is what makes it cheap.",
    )


def check_product(code, t):
    "multiplies the slopes of all layers"
    t.close(
        "shrinkage([0.5, 0.9, 0.5])",
        0.25 * 0.09 * 0.25,
        (0.59, "You add the slopes: the chain rule multiplies them."),
        (0.25, "Only one of the slopes is left: go through the whole list."),
        (0, "A product starts with 1: whatever you multiply by 0 stays 0."),
        (1 / (0.25 * 0.09 * 0.25), "Don't divide: what is left is the product itself."),
        (0.5 * 0.9 * 0.5, "You multiply the values: multiply their slopes."),
    )


def check_ten_layers(code, t):
    "leaves a millionth after ten layers at their steepest"
    t.close("shrinkage([0.5] * 10)", 0.25**10)
    t.close("shrinkage([0.5, 0.1])", 0.25 * 0.09)
