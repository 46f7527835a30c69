import math

QUARTER = math.log10(0.25)
END = "No float is smaller than 5e-324: that is where floats end, and not the gradient."


def check_few(code, t):
    "is right for a few layers"
    t.close(
        "powers([0.25, 0.5, 0.1], [2, 0.2])",
        math.log10(0.05),
        (math.log(0.05), "That is the natural logarithm. Take math.log10."),
        (
            -math.log10(0.05),
            "The sign is turned round: what shrinks has a logarithm below 0.",
        ),
        (
            math.log10(0.05 * 0.1),
            "The slope of the last layer is in δ already: it is no factor of the way.",
        ),
    )
    t.close("powers([0.5, 1, 1], [0.2, 0.01])", -3)


def check_vanishing(code, t):
    "is right where the product is too small for a float"
    asks = "What is `product` just before?"
    floats = (math.log10(5e-324), END)
    nothing = (
        -math.inf,
        "No neuron is saturated here, so something is left, even if no float can hold "
        "it.",
    )
    t.close(
        "powers([0.25] * 1001, [1] * 1000)",
        1000 * QUARTER,
        (ValueError, asks),
        floats,
        nothing,
        (0, "No gradient stays as it was here: each layer takes three quarters."),
    )
    t.close("powers([0.1] * 501, [1] * 500)", -500, (ValueError, asks), floats, nothing)


def check_exploding(code, t):
    "is right where the product is too large for a float"
    message = (
        "The gradient is large, but not infinite: only the product is, as a float."
    )
    t.close("powers([1] * 1001, [8] * 1000)", 1000 * math.log10(8), (math.inf, message))
    t.close("powers([1] * 501, [10] * 500)", 500, (math.inf, message))


def check_returns(code, t):
    "counts on where later layers make up for earlier ones"
    t.close(
        "powers([1] * 801, [0.01] * 400 + [100] * 400)",
        0,
        (
            ValueError,
            "After 400 layers no float can hold the product, and the next 400 bring "
            "it back.",
        ),
    )
    t.close("powers([1] * 801, [100] * 400 + [0.01] * 400)", 0)


def check_signs(code, t):
    "takes negative weights"
    advice = "A weight may be negative: the size of the factor is what counts."
    t.close("powers([0.5, 1], [-0.2])", -1, (ValueError, advice))
    t.close("powers([1, 1, 1], [-10, 10])", 2, (ValueError, advice))


def check_saturated(code, t):
    "is minus infinity where a factor is 0"
    t.close(
        "powers([1, 0, 1], [2, 2])",
        -math.inf,
        (ValueError, "0 has no logarithm. Where a factor is 0, return -math.inf."),
        (
            math.log10(2),
            "A factor of 0 is left out. It leaves nothing of the gradient: -math.inf.",
        ),
    )
    t.close("powers([0, 1], [5])", -math.inf)
    t.close("powers([1, 1, 1], [2, 0])", -math.inf)


def check_one(code, t):
    "is 0 where there is no way to go"
    t.close("powers([0.25], [])", 0)
