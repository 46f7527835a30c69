import math


def parts(code, t, z):
    pair = code.softplus(z)
    if pair is None:
        t.fail("softplus returns None. End it with `return value, rule`.")
    if not isinstance(pair, tuple | list) or len(pair) != 2:
        t.fail("softplus must return two things: `return value, rule`.")
    if not callable(pair[1]):
        t.fail(
            "The second thing must be a function of the upstream gradient, such as "
            "`lambda g: g * slope`, not a number."
        )
    return pair


def check_value(code, t):
    "has the value log(1 + exp(z))"
    parts(code, t, 0.0)
    t.close(
        "softplus(0.0)[0]",
        math.log(2),
        (1.0, "The 1 belongs inside the logarithm: log(1 + exp(z))."),
        (math.log10(2), "Use the natural logarithm, math.log."),
    )
    t.close("softplus(2.0)[0]", math.log(1 + math.exp(2)))


def check_rule(code, t):
    "multiplies upstream by the logistic function of z"
    parts(code, t, 2.0)
    e = math.exp(2)
    y = math.log(1 + e)
    s = 1 / (1 + 1 / e)
    t.close(
        "softplus(2.0)[1](3)",
        3 * s,
        (s, "The upstream gradient is missing: the rule returns g times the slope."),
        (
            3 / (1 + e),
            "The inner derivative exp(z) is missing: log(u) gives 1/u, u gives exp(z).",
        ),
        (
            3 * e,
            "The outer derivative is missing: log(u) gives 1/u with u = 1 + exp(z).",
        ),
        (3 / (1 + math.exp(-y)), "The slope is taken at the value y. Take it at z."),
        (
            3 * s * (1 - s),
            "That is the slope of the logistic function. Softplus has the "
            "logistic function itself as its slope.",
        ),
        (3 * y, "You multiply by the value. The rule multiplies by the slope."),
        (
            TypeError,
            "The rule takes the upstream gradient: `lambda g: g * slope`.",
        ),
        (
            3 * e + e,
            "exp(z) / 1 + exp(z) is read as (exp(z) / 1) + exp(z): set brackets.",
        ),
        (3 + s, "Upstream and local are multiplied, not added."),
        (
            3 * y * (1 - y),
            "y (1 - y) is the slope of the logistic function. This y is a logarithm: "
            "work out the derivative of log(1 + exp(z)).",
        ),
        (
            1 / (1 + math.exp(-3)),
            "You put the upstream gradient into the logistic function. Put z into it, "
            "and multiply by upstream.",
        ),
    )


def check_linear(code, t):
    "is linear in the upstream gradient"
    parts(code, t, -1.0)
    t.close("softplus(-1.0)[1](0)", 0)
    t.close("softplus(-1.0)[1](-2)", -2 / (1 + math.exp(1)))


def check_nudged(code, t):
    "agrees with finite differences"
    for z in (-3.0, 0.5, 4.0):
        parts(code, t, z)
        nudged = (code.softplus(z + 1e-5)[0] - code.softplus(z - 1e-5)[0]) / 2e-5
        t.close("softplus(z)[1](1.0)", nudged, tol=1e-6, z=z)
