def loss(w):
    "loss(w) = w[0]² + 3 w[0] w[1] + 5 w[2]"
    return w[0] ** 2 + 3 * w[0] * w[1] + 5 * w[2]


def check_slopes(code, t):
    "gives the slope towards each parameter"
    t.close(
        "gradient(loss, [1, 2, 3])",
        [8, 3, 5],
        ([16, 6, 10], "Divide by 2h: up and down are 2h apart."),
        ([-8, -3, -5], "The sign is wrong: the value above minus the value below."),
        (
            [16, 16, 16],
            "You nudge all parameters at once: only w[i] moves, the others stay.",
        ),
        ([8, 11, 16], "The earlier parameters stay nudged: begin again with w."),
        (
            [0, 0, 0],
            "The difference is lost: up and down are two copies, list(w), and 2 * h "
            "needs its brackets, / (2 * h).",
        ),
        ([8, 6, 15], "You nudge by a share of w[i]: add h, do not multiply by 1 + h."),
        ([8], "Only the first slope is there: return after the loop, not in it."),
        ([4, 1.5, 2.5], "You go up and back to w, but not down: down is w[i] - h."),
        ([22, 22, 22], "Brackets: take the difference first, then divide by (2 * h)."),
        (
            TypeError,
            "f takes the whole list: nudge one entry of a copy, and pass that.",
        ),
        (16, "Return a list with one slope for each parameter."),
        tol=1e-4,
        loss=loss,
    )
    t.close("gradient(loss, [2, -1, 0])", [1, 6, 5], tol=1e-4, loss=loss)
    t.close("gradient(lambda w: w[0] ** 3, [1.0])", [3], tol=1e-8)


def check_both_sides(code, t):
    "nudges both ways"
    t.close(
        "gradient(lambda w: w[0] ** 2, [1.0], h=0.5)",
        [2],
        ([2.5], "You nudge only up: take f above minus f below, over 2h."),
        ([1.5], "You nudge only down: take f above minus f below, over 2h."),
        ([0], "Up and down are the same list here: copy it, list(w)."),
        ([0.5], "/ 2 * h divides by 2 and multiplies by h: write / (2 * h)."),
        ([1.25], "You nudge only up, and divide by 2h: go down by h as well."),
    )
    t.close("gradient(lambda w: w[0] ** 3, [2.0], h=1)", [13])


def check_untouched(code, t):
    "leaves the parameters as they were"
    w = [1.0, 2.0]
    code.gradient(lambda v: v[0] * v[1], w)
    if w != [1.0, 2.0]:
        t.fail("The list w has changed: nudge a copy, list(w).")


def check_cost(code, t):
    "runs the loss twice for each parameter"
    calls = []
    code.gradient(lambda w: calls.append(1) or 0.0, [0.0] * 10)
    if len(calls) > 20:
        t.fail(f"10 parameters need 20 runs of the loss, yours takes {len(calls)}.")
