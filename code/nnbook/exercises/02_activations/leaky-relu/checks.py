def check_right(code, t):
    "passes positive z unchanged"
    t.close(
        "leaky(3.0, 0.1)",
        3,
        (0.3, "For positive z the leak plays no part: return z itself."),
        (3.3, "You add the leak to positive z, too: there it is z alone."),
        (1, "That is the slope at 3, not the value."),
    )


def check_left(code, t):
    "lets a little of negative z through"
    t.close(
        "leaky(-2.0, 0.1)",
        -0.2,
        (0, "This is the plain ReLU: below 0 the result is γ · z."),
        (0.2, "The sign is wrong: γ · z is negative for negative z."),
        (0.1, "You return γ, which is the slope there: the value is γ · z."),
        (-2, "Nothing happens to negative z: multiply it by γ."),
        (-0.1, "You return -γ, whatever z is: the value is γ · z."),
    )


def check_large_leak(code, t):
    "is right for a leak above 1"
    t.close(
        "leaky(-2.0, 3)",
        -6,
        (-2, "max(z, γz) is right only for γ below 1: decide by the sign of z."),
    )
    t.close("leaky(2.0, 3)", 2, (6, "max(z, γz) is right only for γ below 1."))


def check_slope(code, t):
    "has the slope 1 on the right and γ on the left"
    t.close(
        "leaky_slope(3.0, 0.1)",
        1,
        (3, "That is the value at 3: how much does it grow when z grows by 1?"),
        (0.1, "On the right the slope is 1."),
    )
    t.close(
        "leaky_slope(-2.0, 0.1)",
        0.1,
        (0, "This is the slope of the plain ReLU: here the left side has slope γ."),
        (-0.2, "That is the value at -2, not the slope."),
        (-0.1, "The slope is positive: the curve rises on the left, too."),
    )


def check_kink(code, t):
    "takes the slope from the left at 0"
    t.close(
        "leaky_slope(0.0, 0.1)",
        0.1,
        (1, "At 0 you return the slope from the right: write z > 0, not z >= 0."),
        (0.55, "That is the mean of both slopes: libraries take the left one."),
        (0, "At 0 take the slope from the left, which is γ."),
        (ZeroDivisionError, "Don't divide by z: the sign of z decides."),
    )
    t.close("leaky_slope(0.0, 0.3)", 0.3)
    t.close("leaky_slope(0.5, 0.3)", 1)
