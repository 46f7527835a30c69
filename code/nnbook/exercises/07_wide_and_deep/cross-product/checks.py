X = [0.3, 0.2, 0.6, 0.5]


def check_example(code, t):
    "gives 0.18 for features 1 and 3"
    t.close(
        "cross(x, [1, 0, 1, 0])",
        0.18,
        (0.9, "You added the chosen features: multiply them."),
        (
            0,
            "Something is multiplied by 0. Begin the product with 1; and an exponent of "
            "0 does not make x_i · 0, it gives x_i⁰ = 1 instead.",
        ),
        (0.0036, "c holds an exponent for each feature, not positions in x."),
        (0.018, "All four are multiplied: leave out those with exponent 0."),
        x=X,
    )


def check_and(code, t):
    "is AND on binary features"
    t.equal(
        "[cross([a, b], [1, 1]) for a in (0, 1) for b in (0, 1)]",
        [0, 0, 0, 1],
        ([1, 0, 0, 1], "A feature that is 0 counts too, if its exponent is 1."),
        ([1, 0, 1, 1], "A feature that is 0 counts too, if its exponent is 1."),
        ([1, 1, 1, 1], "A feature that is 0 counts too, if its exponent is 1."),
    )
    t.close("cross([0, 3], [1, 1])", 0)


def check_ignores(code, t):
    "does not look at a feature with exponent 0"
    t.close("cross([0, 7], [0, 1])", 7)


def check_empty(code, t):
    "is 1 where nothing is chosen"
    t.close(
        "cross(x, [0, 0, 0, 0])",
        1,
        (0, "An empty product is 1: give 1 where nothing is chosen."),
        x=X,
    )
    t.close("cross([2, 7], [0, 0])", 1)
