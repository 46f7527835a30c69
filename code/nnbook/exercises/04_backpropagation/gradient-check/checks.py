import contextlib


def line(x):
    "line(x) = 3 x[0]"
    return 3 * x[0]


def plane(x):
    "plane(x) = 3 x[0] - 2 x[1]"
    return 3 * x[0] - 2 * x[1]


def product(x):
    "product(x) = x[0] x[1] x[2]"
    return x[0] * x[1] * x[2]


def cube(x):
    "cube(x) = x[0]³"
    return x[0] ** 3


def measures(code, f, slope, h, tolerance=1e-6):
    """Tell whether the reader's code takes this for the slope of f at 1."""
    with contextlib.suppress(Exception):
        return code.wrong_entries(f, lambda x: [slope], [1.0], h, tolerance) == []


def lists_what_agrees(code):
    """Tell whether two slopes pass that differ."""
    return measures(code, line, 6, h=0.5) and measures(code, line, 0, h=0.5)


def what_goes_wrong(code):
    """Say why slopes that are right are not found, from what a line of slope 3 gets."""
    if lists_what_agrees(code):
        return "You list what agrees. List what lies more than tolerance apart."
    if measures(code, line, 6, h=0.5):
        return "Divide by 2h, for the two points are 2h apart."
    if measures(code, line, 0.75, h=0.5):
        return "`/ 2 * h` divides by 2 and multiplies by h: set brackets, / (2 * h)."
    if measures(code, line, 0, h=0.5):
        return (
            "But f gets the same list both times: after `up = x` the two names mean one "
            "list. Nudge a copy, list(x)."
        )
    return "Nudge one entry at a time, and leave the others where they are."


def check_right(code, t):
    "passes a gradient that is right"
    t.equal(
        "wrong_entries(plane, lambda x: [3, -2], [1.0, 2.0])",
        [],
        (
            [0, 1],
            f"Both are right: 3 and -2 are the slopes. {what_goes_wrong(code)}",
        ),
        (
            [False, False],
            "Return the numbers of the entries that are wrong, not whether each is.",
        ),
        (
            TypeError,
            "f takes a whole list: nudge one entry of a copy, and give f the copy.",
        ),
        plane=plane,
    )


def check_found(code, t):
    "finds the entry that is wrong"
    t.equal(
        "wrong_entries(product, lambda x: [12, -8, 6], [2.0, 3.0, 4.0])",
        [1],
        ([0, 2], "Those are the entries that are right. The wrong ones are asked for."),
        (
            [1, 2],
            "Entry 2 is right. Does an entry stay nudged while the next one has its turn?",
        ),
        ([-8], "That is what the gradient says there. Return the number of the entry."),
        product=product,
    )
    t.equal(
        "wrong_entries(product, lambda x: [8, 2, 3], [2.0, 4.0, 1.0])",
        [0, 2],
        product=product,
    )


def check_both_signs(code, t):
    "finds what is too large and what is too small"
    t.equal(
        "wrong_entries(plane, lambda x: [4, -3], [1.0, 2.0])",
        [0, 1],
        ([0], "Entry 1 is too small, and that is wrong as well: take abs(...)."),
        plane=plane,
    )
    t.equal(
        "wrong_entries(plane, lambda x: [2.9, -2.1], [0.0, 0.0])", [0, 1], plane=plane
    )


def check_central(code, t):
    "nudges to both sides"
    one_sided = measures(code, cube, 3.31, h=0.1) or measures(code, cube, 2.71, h=0.1)
    message = "That is one-sided: with h = 0.1 the central difference is 3.01."
    t.equal(
        "wrong_entries(cube, lambda x: [3.01], [1.0], h=0.1)",
        [],
        *([([0], message)] if one_sided and not lists_what_agrees(code) else []),
        cube=cube,
    )


def check_tolerance(code, t):
    "takes the tolerance that it is given"
    t.equal(
        "wrong_entries(plane, lambda x: [3.01, -2], [1.0, 2.0], tolerance=0.1)",
        [],
        ([0], "3.01 is within 0.1 of 3: compare with tolerance."),
        plane=plane,
    )
    t.equal(
        "wrong_entries(plane, lambda x: [3.2, -2], [1.0, 2.0], tolerance=0.1)",
        [0],
        (
            [],
            "3.2 and 3 lie 0.2 apart, which is more than 0.1. Compare abs(...) of the "
            "difference itself, undivided.",
        ),
        plane=plane,
    )
    t.equal(
        "wrong_entries(line, lambda x: [3.15], [1.0], tolerance=0.1)", [0], line=line
    )
    t.equal(
        "wrong_entries(line, lambda x: [3.25], [1.0], h=0.5, tolerance=0.25)",
        [],
        line=line,
    )
    t.equal("wrong_entries(line, lambda x: [3 + 1.5e-6], [1.0])", [0], line=line)


def check_place(code, t):
    "asks for the gradient at x, not beside it"
    t.equal(
        "wrong_entries(cube, lambda x: [3 * x[0] ** 2], [1.0], h=0.01, tolerance=0.001)",
        [],
        (
            [0],
            "This gradient is right. Ask for it at x itself, before an entry is nudged."
            if measures(code, cube, 3, h=0.01, tolerance=0.001)
            else "This gradient is right: at x = 1 it is 3.",
        ),
        cube=cube,
    )
    t.equal(
        "wrong_entries(cube, lambda x: [3 * x[0] ** 2], [2.0], h=0.01, tolerance=0.001)",
        [],
        cube=cube,
    )
    t.equal(
        "wrong_entries(wave, lambda x: [4 * x[0] ** 3], [2.0])",
        [],
        wave=lambda x: x[0] ** 4,
    )


def check_unchanged(code, t):
    "leaves x as it was"
    x = [1.0, 2.0]
    code.wrong_entries(plane, lambda x: [3, -2], x)
    if x != [1.0, 2.0]:
        t.fail(f"x was [1.0, 2.0] and is {x} now. Nudge a copy: list(x).")
