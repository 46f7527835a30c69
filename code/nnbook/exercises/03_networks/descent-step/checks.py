GIVEN = {"xs": [1, 2, 3, 4], "ys": [3, 5, 7, 9]}


def check_step(code, t):
    "moves w and b against the gradient"
    t.close(
        "tuple(step(1, 0, xs, ys, 0.1))",
        (3, 0.7),
        (
            (-1, -0.7),
            "That is uphill: subtract the gradient, with ŷ − y in it, not y − ŷ.",
        ),
        ((0.7, 3), "These are b and w: return w first."),
        ((2, 0.25), "Only the last example counts: add up all of them."),
        ((21, 7), "The learning rate is missing: it multiplies the gradient."),
        ((9, 2.8), "Divide by n: the loss is a mean over the examples."),
        ((2, 0.35), "The factor 2 is missing: it comes from the square."),
        ((-20, -7), "That is the gradient. Return the new w and the new b."),
        (
            (3, -0.3),
            "You compute b's derivative with the new w. Both belong to the old pair.",
        ),
        (
            (2.0801, 0.4457125),
            "You move after each example: add up all of them first, then move once.",
        ),
        ((1.7, 0.7), "The input is missing in w's derivative: (ŷ − y) · x."),
        (TypeError, "Return two things: `return w, b`."),
        **GIVEN,
    )
    t.close("tuple(step(1, 1, [1, 2], [4, 5], 0.5))", (4, 3))


def check_rest(code, t):
    "rests where every prediction is right"
    t.close(
        "tuple(step(2, 1, xs, ys, 0.1))",
        (2, 1),
        ((2.5, 1.2), "The bias is missing in the prediction: ŷ = w x + b."),
        **GIVEN,
    )


def check_learns(code, t):
    "finds the line after many steps"
    w, b = t.value("after_2000(step)", after_2000=after_2000)
    if not abs(w) + abs(b) < 1e6:
        t.fail("The line is 2x + 1, but w and b grow without end.")
    if abs(w - 2) + abs(b - 1) > 1e-3:
        t.fail(f"The line is 2x + 1, but 2000 steps ended at {w:.3g}x + {b:.3g}.")


def after_2000(step):
    """Where 2000 steps from 0, 0 end."""
    w, b = 0.0, 0.0
    for _ in range(2000):
        w, b = step(w, b, [1, 2, 3, 4], [3, 5, 7, 9], 0.05)
    return w, b
