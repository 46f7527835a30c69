import math

STEP = 0.01
POINTS = [STEP * (i + 0.5) for i in range(-800, 800)]
BELLS = [STEP * math.exp(-z * z / 2) / math.sqrt(2 * math.pi) for z in POINTS]


def at_each(function, zs):
    """What the function gives at each z."""
    return [function(z) for z in zs]


def values(t, name, zs):
    """What the reader's function gives at each z, asked for at once."""
    return t.value(f"at_each({name}, zs)", at_each=at_each, zs=zs)


def mean_square(t, name):
    """E[f(z)²] of a normal z, as a sum over narrow strips."""
    for z in (-1, 0, 0.5):
        t.is_number(f"{name}({z})")
    total = sum(b * f**2 for f, b in zip(values(t, name, POINTS), BELLS))
    if not abs(total - 1) <= 0.01:
        t.fail(f"The mean square of {name}(z) is {total:.3f}, and not 1.")


def check_bends(code, t):
    "f is no straight line"
    middle, slope = t.is_number("f(0)"), t.is_number("f(1)") - t.is_number("f(0)")
    zs = POINTS[300:-300]
    off = max(abs(f - middle - slope * z) for f, z in zip(values(t, "f", zs), zs))
    if off < 0.05:
        t.fail(
            "Your f is a straight line, or hardly anything else: fifty layers of it "
            "can do no more than one."
        )


def check_forward(code, t):
    "f keeps the mean square on the way forward"
    mean_square(t, "f")


def check_backward(code, t):
    "its slope keeps the mean square on the way back"
    mean_square(t, "df")


def check_slope(code, t):
    "df is the slope of f"
    t.is_number("df(0.5)")
    h, zs = 1e-5, POINTS[300:-300:7]
    above, below = (values(t, "f", [z + d for z in zs]) for d in (h, -h))
    nudged = [(up - down) / (2 * h) for up, down in zip(above, below)]
    off = [
        (z, slope, said)
        for z, slope, said in zip(zs, nudged, values(t, "df", zs))
        if not abs(said - slope) < 1e-3 * (1 + abs(slope))
    ]
    if len(off) > 2:  # one or two may meet a corner
        z, slope, said = off[0]
        t.fail(
            f"At z = {z:.3f} your f rises by {slope:.3f} for each unit of z, and "
            f"your df says {said:.3f}."
        )
