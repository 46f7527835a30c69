import math


def cdf(z):
    return (1 + math.erf(z / math.sqrt(2))) / 2


INNER = math.sqrt(2 / math.pi) * (1 + 0.044715)


def check_one(code, t):
    "keeps 84% of 1"
    t.close(
        "my_gelu(1.0)",
        cdf(1),
        (
            math.erf(1 / math.sqrt(2)),
            "erf goes from -1 to 1, Φ from 0 to 1: (1 + erf)/2.",
        ),
        (2 * cdf(1), "Twice too much: 1 + erf goes from 0 to 2, so halve it."),
        ((1 + math.erf(1)) / 2, "The argument of erf is z divided by √2."),
        ((1 + math.erf(1 / 2)) / 2, "z is divided by √2 inside of erf, not by 2."),
        (1 / 2 + math.erf(1 / math.sqrt(2)), "Brackets: z / 2 times the sum 1 + erf."),
        ((1 + math.erf(math.sqrt(2))) / 2, "You multiply by √2: divide by it."),
        (math.erf(1), "erf is not Φ: halve 1 + erf(z/√2)."),
        (1 + math.erf(1 / math.sqrt(2)) / 2, "Halve the whole sum 1 + erf(z/√2)."),
        (
            (1 + math.erf(1) / math.sqrt(2)) / 2,
            "The √2 divides z, inside of erf: erf(z/√2).",
        ),
        (1 - cdf(1), "This is 1 - Φ(z), as erfc gives it: take erf."),
        (
            (1 + math.tanh(INNER)) / 2,
            "This is the tanh form, which is close to GELU: here the exact one is due.",
        ),
    )


def check_two(code, t):
    "multiplies by z"
    t.close(
        "my_gelu(2.0)",
        2 * cdf(2),
        (cdf(2), "This is Φ(2), the share that is kept: multiply it by z."),
        (2 * (1 + math.erf(2)) / 2, "The argument of erf is z divided by √2."),
    )


def check_negative(code, t):
    "dips below 0 on the left"
    t.close(
        "my_gelu(-1.0)",
        -cdf(-1),
        (cdf(-1), "The sign is lost: for negative z the value is negative."),
        (0, "GELU has no corner: it is not cut off at 0."),
    )
    t.close("my_gelu(-2.0)", -2 * cdf(-2))


def check_zero(code, t):
    "is 0 at 0"
    t.close("my_gelu(0.0)", 0)
