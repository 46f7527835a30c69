from math import exp

AS_BEFORE = (
    "The slope is as it was. For tanh it follows from the value alone, 1 - a². Does "
    "SiLU's, too? At which number does its formula want to be read?"
)


def both(x, weights):
    "What the row gives, its slope, and the slope that the first program told."
    a, slope, told = x, 1.0, 1.0
    for w in weights:
        z = w * a
        s = 1 / (1 + exp(-z))
        a = z * s
        slope *= w * s * (1 + z * (1 - s))
        s = 1 / (1 + exp(-a))
        told *= w * s * (1 + a * (1 - s))
    return a, slope, told


def compare(t, x, weights):
    a, slope, told = both(x, weights)
    t.close(f"through({x}, {weights})", (a, slope), ((a, told), AS_BEFORE))


def check_at_zero(code, t):
    "is still right at x = 0"
    t.close("through(0.0, [2.0, -3.0])", (0.0, -1.5))


def check_one(code, t):
    "is right for one unit"
    compare(t, 1.0, [2.0])
    compare(t, -0.5, [3.0])
    compare(t, 2.0, [-1.0])


def check_row(code, t):
    "is right for a row of them"
    compare(t, 1.0, [2.0, 1.5])
    compare(t, -0.7, [1.5, -2.0, 0.5])
    compare(t, 0.3, [1.0, 2.0, 3.0, 4.0])


def check_none(code, t):
    "is right for none: x itself"
    t.close("through(0.4, [])", (0.4, 1.0))
