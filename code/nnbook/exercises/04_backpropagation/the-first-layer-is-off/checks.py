import math


def right(w, v, x, t, lr):
    """The step as torch makes it: all gradients first, at the old weights."""
    a = [math.tanh(w_j * x) for w_j in w]
    e = 2 * (sum(v_j * a_j for v_j, a_j in zip(v, a)) - t)
    dw = [e * v_j * (1 - a_j**2) * x for v_j, a_j in zip(v, a)]
    return (
        [w_j - lr * d for w_j, d in zip(w, dw)],
        [v_j - lr * e * a_j for v_j, a_j in zip(v, a)],
    )


GIVEN = {"w": [0.5, -1.0, 0.2], "v": [1.0, 2.0, -0.5], "x": 0.8, "t": 1.0}


def same(code, t, lr, given=GIVEN):
    """Compare a step with torch's, at this rate."""
    try:
        found = code.step(*given.values(), lr)
    except ZeroDivisionError:
        t.fail(f"With lr = {lr} your step divides by 0.")
    for name, got, want in zip("wv", found, right(**given, lr=lr)):
        # As exact as the step is long: a small rate hides nothing.
        near = lr * 1e-6 + 1e-15
        for j, (mine, theirs) in enumerate(zip(got, want, strict=True)):
            if abs(mine - theirs) > near:
                old = given[name][j]
                t.fail(
                    f"With lr = {lr}, {name}[{j}], which was {old}, moves by "
                    f"{mine - old:.8g}; in torch it moves by {theirs - old:.8g}."
                )


def check_large(code, t):
    "makes the same step as torch at the rate 0.5"
    same(code, t, 0.5)


def check_others(code, t):
    "makes it at other rates, and on other examples"
    for lr in (0.1, 0.01, 2.0):
        same(code, t, lr)
    same(code, t, 0.5, {"w": [1.5], "v": [-0.7], "x": -2.0, "t": 0.3})
    same(code, t, 0.5, {"w": [0.3, 0.1], "v": [0.4, 0.0], "x": 0.5, "t": -1.0})


def check_small(code, t):
    "makes it at the rate 0.000001, too"
    same(code, t, 1e-6)


def check_nothing(code, t):
    "moves nothing at the rate 0, and leaves the lists that it is given alone"
    same(code, t, 0.0)
    w, v = [0.5, -1.0], [1.0, 2.0]
    code.step(w, v, 0.8, 1.0, 0.5)
    if (w, v) != ([0.5, -1.0], [1.0, 2.0]):
        t.fail("The lists w and v that were given have changed.")
