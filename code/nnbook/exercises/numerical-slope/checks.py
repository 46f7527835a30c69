def plane(x):
    return 3 * x[0] - 2 * x[1]


def product(x):
    return x[0] * x[1] * x[2]


def check_linear(code, t):
    "finds the slopes of 3 x₀ - 2 x₁"
    t.close(
        "nudged(plane, [1.0, 2.0])",
        [3, -2],
        ([6, -4], "The two points are 2h apart: divide by 2h, not by h."),
        ([1, 1], "All entries are nudged at once: nudge one, and leave the others."),
        (
            [1.5, -1],
            "f(x + h) - f(x) is divided by h; 2h belongs to f(x + h) - f(x - h).",
        ),
        ([-3, 2], "The difference is the wrong way round: f(x + h) minus f(x - h)."),
        ([3e-5, -2e-5], "Divide by the distance 2h: a slope is rise over run."),
        ([6e-5, -4e-5], "Divide by the distance 2h: a slope is rise over run."),
        ([3, 1], "Put the first entry back before you nudge the second."),
        tol=1e-6,
        plane=plane,
    )


def check_product(code, t):
    "nudges one entry at a time"
    t.close(
        "nudged(product, [2.0, 3.0, 4.0])",
        [12, 8, 6],
        ([26, 26, 26], "All entries are nudged at once: nudge one at a time."),
        tol=1e-6,
        product=product,
    )


def check_central(code, t):
    "uses central differences"

    def cube(x):
        return x[0] ** 3

    t.close(
        "nudged(cube, [1.0], h=0.1)",
        [3.01],
        ([3.31], "That is one-sided: (f(x + h) - f(x)) / h. Nudge to both sides."),
        ([2.71], "That is one-sided: (f(x) - f(x - h)) / h. Nudge to both sides."),
        cube=cube,
    )


def check_unchanged(code, t):
    "leaves x as it was"
    x = [1.0, 2.0]
    code.nudged(plane, x)
    if x != [1.0, 2.0]:
        t.fail(f"x was [1.0, 2.0] and is {x} now. Nudge a copy: list(x).")
