def check_zero(code, t):
    "is exactly 0 while |z| is at most l1"
    t.close(
        "[weight(0.9, 1, 0.5), weight(-1, 1, 0.5), weight(0, 1, 0.5)]",
        [0, 0, 0],
        ([-0.45, 0.5, 0], "Within ±l1 the weight is exactly 0."),
        ([0.05, 0, 0.5], "Within ±l1 the weight is exactly 0."),
        ([0.05, 0, -0.5], "Within ±l1 the weight is exactly 0."),
        ([0.05, 0, 0], "Within ±l1 the weight is exactly 0."),
    )
    t.close("weight(-0.5, 2, 1)", 0)


def check_beyond(code, t):
    "begins at 0 again beyond the threshold, against z"
    t.close(
        "[weight(3, 1, 0.5), weight(-3, 1, 0.5)]",
        [-1, 1],
        (
            [-1.5, 1.5],
            "l1 is taken off beyond the threshold: without it the weight jumps.",
        ),
        ([1, -1], "The weight has the opposite sign of z: z is a sum of gradients."),
        ([-1, 2], "For a negative z, l1 is added: towards 0, on both sides."),
        ([-2, 2], "l1 is taken off |z|, not added to it."),
        ([-1, 0], "z = −3 is beyond the threshold, too: compare |z| with l1."),
        ([-2.5, 2.5], "The rate multiplies all that is left of z: mind the brackets."),
    )
    t.close(
        "[weight(-5, 2, 0.1), weight(0.5, 0.1, 1), weight(-0.5, 0.1, 1)]",
        [0.3, -0.4, 0.4],
    )


def check_continuous(code, t):
    "does not jump at the threshold"
    t.close("weight(1.0001, 1, 1)", -0.0001, tol=1e-9)


def check_none(code, t):
    "is plain −rate · z without L1"
    t.close("weight(2, 0, 0.25)", -0.5)
