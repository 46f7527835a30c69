import math

STEP = 0.01
POINTS = [STEP * (i + 0.5) for i in range(-800, 800)]
BELLS = [STEP * math.exp(-z * z / 2) / math.sqrt(2 * math.pi) for z in POINTS]


def mean_square(t, function, name):
    """E[f(z)²] of a normal z, as a sum over narrow strips."""
    for z in (-1, 0, 0.5):
        t.is_number(f"{name}({z})")
    total = sum(b * function(z) ** 2 for z, b in zip(POINTS, BELLS))
    if not abs(total - 1) <= 0.01:
        t.fail(f"The mean square of {name}(z) is {total:.3f}, and not 1.")


def check_bends(code, t):
    "f is no straight line"
    middle, slope = t.is_number("f(0)"), t.is_number("f(1)") - t.is_number("f(0)")
    off = max(abs(code.f(z) - middle - slope * z) for z in POINTS[300:-300])
    if off < 0.05:
        t.fail(
            "Your f is a straight line, or hardly anything else: fifty layers of it "
            "can do no more than one."
        )


def check_forward(code, t):
    "f keeps the mean square on the way forward"
    mean_square(t, code.f, "f")


def check_backward(code, t):
    "its slope keeps the mean square on the way back"
    mean_square(t, code.df, "df")


def check_slope(code, t):
    "df is the slope of f"
    t.is_number("df(0.5)")
    h = 1e-5
    off = []
    for z in POINTS[300:-300:7]:
        nudged = (code.f(z + h) - code.f(z - h)) / (2 * h)
        if not abs(code.df(z) - nudged) < 1e-3 * (1 + abs(nudged)):
            off.append((z, nudged))
    if len(off) > 2:  # one or two may meet a corner
        z, nudged = off[0]
        t.fail(
            f"At z = {z:.3f} your f rises by {nudged:.3f} for each unit of z, and "
            f"your df says {code.df(z):.3f}."
        )
