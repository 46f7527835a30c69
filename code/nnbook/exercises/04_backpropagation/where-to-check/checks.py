H, TOLERANCE = 1e-5, 1e-6


def f(a, b):
    """The op itself."""
    return b * max(0, a)


def on(a):
    """1 where the switch is on."""
    return a > 0


def right(a, b):
    """Its slopes towards a and b."""
    return b * on(a), max(0, a)


WRONG = {
    1: lambda a, b: (b, max(0, a)),
    2: lambda a, b: (b * on(a), a),
    3: lambda a, b: (max(0, a), b * on(a)),
    4: lambda a, b: (b * b * on(a), max(0, a)),
    5: lambda a, b: (b * on(a), max(0, a) ** 2),
    6: lambda a, b: (abs(b) * on(a), max(0, a)),
    7: lambda a, b: (0, max(0, a)),
}


def pairs(code, t):
    """The reader's points; fails where they are none, or more than two."""
    points = code.places
    if not isinstance(points, list | tuple) or not all(
        isinstance(p, list | tuple) and len(p) == 2 for p in points
    ):
        t.fail("places is a list of pairs (a, b), such as [(1.0, 2.0), (3.0, 4.0)].")
    for i in range(len(points)):
        t.is_list_of_numbers(f"list(places[{i}])", 2)
    if len(points) > 2:
        t.fail(f"Two points are enough, and yours are {len(points)}.")
    return points


def accused(gradient, a, b):
    """Whether nudging at this point disagrees with the gradient."""
    nudged = (
        (f(a + H, b) - f(a - H, b)) / (2 * H),
        (f(a, b + H) - f(a, b - H)) / (2 * H),
    )
    said = gradient(a, b)
    return any(not abs(s - n) <= TOLERANCE for s, n in zip(said, nudged))


def check_right(code, t):
    "accuses nobody who is right"
    for a, b in pairs(code, t):
        if accused(right, a, b):
            t.fail(f"At ({a}, {b}) the right gradient and nudging do not agree.")


def check_wrong(code, t):
    "catches all seven who are wrong"
    points = pairs(code, t)
    missed = [
        n for n, g in WRONG.items() if not any(accused(g, a, b) for a, b in points)
    ]
    if missed:
        t.fail(
            f"Not caught: {', '.join(map(str, missed))}. What "
            + ("it says" if len(missed) == 1 else "they say")
            + " is right at your points."
        )
