def check_example(code, t):
    "is (60, 24, 12) at a = 2, x = 5, b = -8"
    t.close(
        "slopes(2, 5, -8)",
        (60, 24, 12),
        (
            (24, 60, -96),
            "You multiply by the variable itself. dt/da is x, dt/dx is a, dt/db is 1.",
        ),
        (
            (24, 60, 12),
            "Swapped: towards a the local derivative is x, towards x it is a.",
        ),
        ((5, 2, 1), "These are the derivatives of t. Multiply each by dz/dt."),
        (
            (12, 12, 12),
            "That is dz/dt for all three. Multiply by dt/da, dt/dx and dt/db.",
        ),
        ((20, 8, 4), "The 3 of the exponent comes down: dz/dt = 3 t²."),
        (
            (40, 16, 8),
            "You multiply the functions: t³ · dt/da. The chain rule multiplies the "
            "derivatives: 3 t² · dt/da.",
        ),
        ((30, 12, 6), "That uses 3 t. The derivative of t³ is 3 t²."),
        ((17, 14, 13), "You add the two derivatives: the chain rule multiplies them."),
        (
            (12, 2, 4),
            "A power is written ** in Python; ^ is another operation.",
        ),
        (
            (60, 24, -96),
            "dt/db is 1: b is only added. Do not multiply by b itself.",
        ),
        (
            (375, 150, 75),
            "You take the slope of the cube at x. Take it where the cube stands, at t: "
            "3 t².",
        ),
    )
    t.close("slopes(1, 2, 3)", (150, 75, 75))


def check_negative(code, t):
    "is right where t is negative"
    t.close("slopes(-1.5, 2, 1)", (24, -18, 12))


def check_flat(code, t):
    "is 0 where t is 0"
    t.close("slopes(2, 3, -6)", (0, 0, 0))
