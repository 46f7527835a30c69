def check_weights(code, t):
    "gives the change of slope at each point"
    t.close(
        "hinges([0, 1, 3], [2, 5, 1])[1]",
        [3, -5],
        ([3, -2], "These are the slopes. A unit must add the *change* of the slope."),
        ([3, -7], "Divide by the distance of the points: it is not always 1."),
        ([3, -4], "These are the rises. A slope is the rise over the distance."),
        ([3, -5, 2], "One weight too many: none belongs to the last point."),
        (
            [10 / 3, -5],
            "At i = 0, i - 1 is the last point. Before the first it is flat.",
        ),
        (-5, "Return two things: `return bias, weights`."),
        ([-5], "The first unit is missing: before it the slope is 0, then 3."),
        ([3, 5], "The sign is wrong: the new slope minus the old one."),
        ([1 / 3, -5 / 6], "That is distance over rise: a slope is rise over distance."),
        ([-3, 5], "The sign is wrong: the new slope minus the old one."),
        (TypeError, "Return two things: `return bias, weights`."),
    )
    t.close("hinges([0, 2, 3, 5], [1, 5, 3, 3])[1]", [2, -4, 2])


def check_bias(code, t):
    "starts at the first point"
    t.close(
        "hinges([0, 1, 3], [2, 5, 1])[0]",
        2,
        (0, "The bias is missing: at the first x all units are 0, so it is ys[0]."),
    )
    t.close("hinges([1, 2], [-3, 0])[0]", -3)


def check_network(code, t):
    "goes through all points"
    xs, ys = [-2, -1, 0.5, 1, 4], [4, 1, 0.25, 1, -3]
    bias, v = code.hinges(xs, ys)
    for x, y in zip(xs, ys):
        got = bias + sum(w * max(0, x - hinge) for w, hinge in zip(v, xs))
        if abs(got - y) > 1e-9:
            t.fail(
                f"At x = {x} the curve is at {y}, but your network gives {got:.3g}. Each "
                "weight is the slope after its point minus the slope before it."
            )
