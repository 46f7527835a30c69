from math import exp

INPUTS = 0.45, 0.475, 0.5, 0.525, 0.55


def factors(weights, biases, x):
    "For each unit its net input, and what it multiplies a gradient by."
    found = []
    for w, b in zip(weights, biases):
        z = w * x + b
        e = exp(-abs(z))
        x = (1 if z >= 0 else e) / (1 + e)
        found.append((z, w * e / (1 + e) ** 2))
    return found


def slope_at(x, code, t):
    "The slope of the whole row, and the sentence that begins what is said of it."
    weights = t.is_list_of_numbers("weights", 10)
    biases = t.is_list_of_numbers("biases", 10)
    rows = factors(weights, biases, x)
    slope = 1
    for _, factor in rows:
        slope *= factor
    least = min(range(10), key=lambda i: abs(rows[i][1]))
    z, factor = rows[least]
    said = (
        f"At x = {x:g} the slope of the row is {slope:.3g}. Unit {least + 1} has the "
        f"net input z = {z:.3g} and multiplies a gradient by {factor:.3g}"
    )
    return slope, z, said


def check_ten(code, t):
    "has ten weights and ten biases"
    t.is_list_of_numbers("weights", 10)
    t.is_list_of_numbers("biases", 10)


def check_middle(code, t):
    "leaves a gradient whole at x = 0.5"
    slope, z, said = slope_at(0.5, code, t)
    if 0.5 <= slope <= 2:
        return
    if abs(slope) > 2:
        t.fail(f"{said}, which is the least of all: the weights do too much.")
    if slope < -0.5:
        t.fail(f"{said}. The sign turns with each negative weight.")
    if abs(z) > 1:
        t.fail(
            f"{said}: it lies where the logistic function is flat. What its input is "
            "about, times the weight, should meet the bias near 0."
        )
    t.fail(f"{said}: weight times slope should be near 1.")


def check_range(code, t):
    "and for the other x as well"
    for x in INPUTS:
        slope, _, said = slope_at(x, code, t)
        if not 0.5 <= slope <= 2:
            t.fail(f"{said}.")
