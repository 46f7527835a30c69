import math


def sigma(z):
    return 1 / (1 + math.exp(-z))


def slope(z):
    return sigma(z) + z * sigma(z) * (1 - sigma(z))


def check_zero(code, t):
    "is 0.5 at 0"
    t.close(
        "silu_slope(0.0)",
        0.5,
        (0, "One term of the product rule is missing: z′ · σ(z) with z′ = 1."),
        (0.25, "That is σ′(0) alone: the function is z · σ(z)."),
        (1, "That is the slope of z: the factor σ(z) is missing."),
    )


def check_two(code, t):
    "is above 1 at 2: SiLU is steeper there than ReLU"
    s = sigma(2)
    if 1e-9 < abs(t.is_number("silu_slope(2.0)") - slope(2)) < 0.01:
        t.fail("Close, but measured by nudging z: the product rule gives it exactly.")
    t.close(
        "silu_slope(2.0)",
        slope(2),
        (s, "The second term of the product rule is missing: z · σ′(z)."),
        (2 * s, "That is the value at 2, not the slope."),
        (s + s * (1 - s), "The second term has the factor z: z · σ′(z)."),
        (
            s + 2 * 2 * s * (1 - 2 * s),
            "σ′ = σ · (1 - σ) takes the value of σ, not that of SiLU.",
        ),
        (s + 2 * s, "In the second term stands σ′(z), not σ(z)."),
        (s + 2 * (1 - s * s), "1 - σ² belongs to tanh: σ′ = σ · (1 - σ)."),
        (s - 2 * s * (1 - s), "The product rule adds its two terms."),
        (s * (1 - s), "You multiply the derivatives of the factors: use u′v + uv′."),
    )


def check_minus_two(code, t):
    "is below 0 at -2: SiLU falls there"
    t.close("silu_slope(-2.0)", slope(-2))


def check_far(code, t):
    "is that of ReLU far out"
    t.close("silu_slope(20.0)", 1, tol=1e-6)
    t.close("silu_slope(-20.0)", 0, tol=1e-6)
