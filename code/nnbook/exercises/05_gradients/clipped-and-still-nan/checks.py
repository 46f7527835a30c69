import math


def check_long(code, t):
    "shortens a step that is too long, in all layers by one factor"
    whole = "That is the whole step: the gradient has come through unclipped."
    each = (
        "The layers are clipped one by one. That changes the direction: all get the "
        "same factor, from the norm of all together."
    )
    none = "No step is taken where the gradient is too long. It is to be shortened."
    t.close(
        "step([[1, 1], [1]], [[6, 0], [8]], 0.1, 5)",
        [[0.7, 1], [0.6]],
        ([[0.4, 1], [0.2]], whole),
        ([[0.5, 1], [0.5]], each),
        ([[1, 1], [1]], none),
    )
    t.close(
        "step([[0], [0]], [[6], [-8]], 1, 1)",
        [[-0.6], [0.8]],
        ([[-6], [8]], whole),
        ([[-1], [1]], each),
        ([[0], [0]], none),
    )


def check_direction(code, t):
    "keeps the direction"
    cut = (
        "Each number is cut off by itself. That changes the direction: multiply all "
        "by one factor."
    )
    t.close("step([[0, 0]], [[3, 4]], 1, 1)", [[-0.6, -0.8]], ([[-1, -1]], cut))
    t.close("step([[0, 0]], [[-3, 4]], 2, 2)", [[2.4, -3.2]], ([[4, -4]], cut))


def check_short(code, t):
    "takes the whole step where it is short"
    longer = "A short gradient has been made longer. Clipping only shortens."
    slower = "This gradient is short. Its step is lr times the gradient, as before."
    t.close(
        "step([[1], [2]], [[0.3], [0.4]], 1, 5)",
        [[0.7], [1.6]],
        ([[-2], [-2]], longer),
        ([[0.97], [1.96]], slower),
    )
    t.close(
        "step([[0, 0]], [[0.03, 0]], 1, 1)",
        [[-0.03, 0]],
        ([[-1, 0]], longer),
        ([[-0.003, 0]], slower),
    )


def check_weights(code, t):
    "leaves the weights as long as they are"
    held = "It is the gradient that is clipped. The weights may have any length."
    t.close("step([[30, 40]], [[0, 0]], 1, 5)", [[30, 40]], ([[3, 4]], held))
    t.close("step([[60, 80]], [[1, 0]], 0, 10)", [[60, 80]], ([[6, 8]], held))


def check_zero(code, t):
    "leaves everything alone where the gradient is 0"
    t.close(
        "step([[1, 2], [3]], [[0, 0], [0]], 1, 1)",
        [[1, 2], [3]],
        (ZeroDivisionError, "The norm is 0 here: nothing is to be clipped."),
    )


def check_training(code, t):
    "keeps a chain of six weights finite, whose gradient explodes"
    number, weights = t.value("trained(step)", trained=trained)
    if number:
        t.fail(
            "The loss (w₁w₂w₃w₄w₅w₆ − 1)², begun with six weights of 3, with a rate "
            f"of 0.1 and most = 1: after {number} steps the weights are "
            f"{weights[0][0]:.3g} and so on."
        )


def trained(step):
    """After how many steps the chain explodes, or 0, and its weights."""
    weights = [[3.0] for _ in range(6)]
    for number in range(1, 101):
        product = math.prod(w for (w,) in weights)
        gradients = [[2 * (product - 1) * product / w] for (w,) in weights]
        weights = step(weights, gradients, 0.1, 1.0)
        if not all(math.isfinite(w) and abs(w) < 1e6 for (w,) in weights):
            return number, weights
    return 0, weights
