"""The activation functions of chapter 2, each with its derivative.

Every function works element by element: it takes a number or an array of any shape and
returns the same shape. float32 stays float32, integers become float64. None overflows:
exp is only ever taken of numbers that are not positive. At a kink the derivative is the
one from the left, as in torch (relu'(0) = 0).

Where value and derivative share work, a function with a leading underscore does both,
as an op of the engine does: it returns the value, and a function for the derivative.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

_GELU_CUBIC = 0.044715
_SQRT_2_OVER_PI = math.sqrt(2 / math.pi)

# Φ(-x) = exp(-x²/2) P(x)/Q(x) for x >= 0, as Cody (1969) has it for erfc: the pairs of
# polynomials, the coefficient of x⁰ first. They are minimax fits of our own on [0, 40],
# with relative errors of 6e-17 and 2e-8. All are positive, so that no digits cancel.
_TAIL_OVER_BELL = {
    "float64": (
        (
            0.5,
            0.7755244682153689,
            0.5949890214515847,
            0.29000611525377856,
            0.09800165747209126,
            0.02371478478893651,
            0.004108928234867633,
            0.0004932531303849962,
            3.751157940353984e-05,
            1.3971532722267055e-06,
        ),
        (
            1.0,
            2.3489334972335927,
            2.5641558146988657,
            1.717407338195346,
            0.7839441313094271,
            0.2557652148536499,
            0.060673548439155324,
            0.010393583266957468,
            0.0012399043872553602,
            9.402758555701143e-05,
            3.5021438961660573e-06,
        ),
    ),
    "float32": (
        (
            0.5000000098318558,
            0.45968013123074897,
            0.1995055592230377,
            0.04623337283144777,
            0.004976925413394799,
        ),
        (
            1.0,
            1.7172461170808193,
            1.269161692679621,
            0.5125054440159472,
            0.11589148041522271,
            0.012475284378361286,
        ),
    ),
}


def step(z, threshold=0.0):
    """1 where z >= threshold, else 0 (McCulloch & Pitts, 1943)."""
    return np.heaviside(_as_float(z) - threshold, 1.0)


def d_step(z):
    """The derivative of `step`: 0 everywhere, which is why it cannot learn.

    At the jump itself there is no derivative; 0 stands there too.
    """
    return np.zeros_like(_as_float(z))[()]


def logistic(z):
    """σ(z) = 1 / (1 + exp(-z)), between 0 and 1 (Rumelhart et al., 1986).

    For negative z the fraction is expanded by exp(z), so that nothing overflows: the
    numerator is exp(z) there, and 1 elsewhere.
    """
    return _logistic(_as_float(z))[0]


def d_logistic(z):
    """σ'(z) = σ(z)(1 - σ(z)), at most 0.25.

    It is computed as exp(-|z|) / (1 + exp(-|z|))², which keeps its digits where σ(z)
    rounds to 1.
    """
    return _logistic(_as_float(z))[1]()


def _logistic(z):
    e = np.exp(-np.abs(z))
    share = 1.0 / (1.0 + e)
    return np.maximum(e, z >= 0.0) * share, lambda: e * share * share


def tanh(z):
    """(exp(z) - exp(-z)) / (exp(z) + exp(-z)) = 2σ(2z) - 1, between -1 and 1.

    LeCun, Bottou, Orr & Müller (1998) say why its mean of 0 helps.
    """
    return _tanh(_as_float(z))[0]


def d_tanh(z):
    """tanh'(z) = 1 - tanh(z)², at most 1."""
    return _tanh(_as_float(z))[1]()


def _tanh(z):
    y = np.tanh(z)
    return y, lambda: 1.0 - y * y


def relu(z):
    """max(0, z) (Nair & Hinton, 2010; Glorot, Bordes & Bengio, 2011)."""
    return np.maximum(_as_float(z), 0.0)


def d_relu(z):
    """1 where z > 0, else 0."""
    z = _as_float(z)
    return (z > 0.0).astype(z.dtype)


def leaky_relu(z, gamma=0.01):
    """max(0, z) + gamma min(0, z) (Maas, Hannun & Ng, 2013)."""
    z = _as_float(z)
    return np.maximum(z, 0.0) + gamma * np.minimum(z, 0.0)


def d_leaky_relu(z, gamma=0.01):
    """1 where z > 0, gamma elsewhere."""
    positive = d_relu(z)
    return positive + gamma * (1.0 - positive)


def gelu(z):
    """z Φ(z), Φ the standard normal's distribution (Hendrycks & Gimpel, 2016)."""
    return _gelu(_as_float(z))[0]


def d_gelu(z):
    """Φ(z) + z φ(z), φ the standard normal's density."""
    return _gelu(_as_float(z))[1]()


def _gelu(z):
    x = np.minimum(np.abs(z), 40.0)  # beyond, the bell is 0 in float64 already
    bell = np.exp(-0.5 * x * x)
    tail = bell * _tail_over_bell(x)  # Φ(-|z|), to all its digits
    below = tail - x * (bell / math.sqrt(2 * math.pi))  # the derivative at -|z|

    def slope():
        above = (z > 0.0).astype(z.dtype)
        return above + (1.0 - 2.0 * above) * below  # 1 - below where z > 0

    return np.maximum(z, 0.0) - x * tail, slope


def _tail_over_bell(x):
    # Horner's scheme, in place and on blocks that stay in the cache.
    single = x.dtype.itemsize <= 4
    polynomials = [
        [np.asarray(c, x.dtype) for c in coefficients[::-1]]
        for coefficients in _TAIL_OVER_BELL["float32" if single else "float64"]
    ]
    flat, ratio = x.ravel(), np.ones(x.size, x.dtype)
    for start in range(0, x.size, 8192):
        block = slice(start, start + 8192)
        for polynomial, join in zip(polynomials, (np.multiply, np.divide), strict=True):
            value = flat[block] * polynomial[0]
            for coefficient in polynomial[1:-1]:
                value += coefficient
                value *= flat[block]
            value += polynomial[-1]
            join(ratio[block], value, out=ratio[block])
    return ratio.reshape(x.shape)


def gelu_tanh(z):
    """z/2 (1 + tanh(√(2/π)(z + 0.044715 z³))), close to `gelu` (the same paper)."""
    return _gelu_tanh(_as_float(z))[0]


def d_gelu_tanh(z):
    """The derivative of `gelu_tanh`: product rule, then chain rule."""
    return _gelu_tanh(_as_float(z))[1]()


def _gelu_tanh(z):
    square = z * z
    t = np.tanh(_SQRT_2_OVER_PI * z * (1.0 + _GELU_CUBIC * square))
    half = 0.5 * (1.0 + t)

    def slope():
        d_inner = _SQRT_2_OVER_PI * (1.0 + 3 * _GELU_CUBIC * square)
        return half + 0.5 * z * (1.0 - t * t) * d_inner

    return z * half, slope


def silu(z):
    """z σ(z), named in Hendrycks & Gimpel (2016); Swish with β = 1."""
    return _silu(_as_float(z))[0]


def d_silu(z):
    """σ(z)(1 + z σ(-z)) = σ(z) + z σ'(z)."""
    return _silu(_as_float(z))[1]()


def _silu(z):
    y, slope = _logistic(z)
    return z * y, lambda: y + z * slope()


def softplus(z):
    """log(1 + exp(z)), a ReLU with its corner rounded off (Dugas et al., 2001).

    That is max(0, z) + log(1 + exp(-|z|)), which does not overflow.
    """
    z = _as_float(z)
    return np.maximum(z, 0.0) + np.log1p(np.exp(-np.abs(z)))


def d_softplus(z):
    """softplus'(z) = σ(z)."""
    return logistic(z)


def _as_float(z):
    z = np.asarray(z)
    if np.issubdtype(z.dtype, np.floating):
        return z
    if np.issubdtype(z.dtype, np.bool_) or np.issubdtype(z.dtype, np.integer):
        return z.astype(float)
    raise TypeError(
        f"an activation function takes real numbers, not {z.dtype}; "
        "pass a number, or a list or array of numbers with rows of one length"
    )


@dataclass(frozen=True)
class ActivationFunction:
    """A function of the net input, its derivative, and where it comes from.

    `both` takes an array of floats and returns the value and a function that returns
    the derivative; it is for those that share work, and None for the others. `corner`
    says what the function has at 0 if it is not smooth, a "kink" or a "jump"; `form_of`
    names the function that it approximates.
    """

    name: str
    f: Callable
    df: Callable
    source: str
    both: Callable | None = None
    corner: str | None = None
    form_of: str | None = None


ACTIVATIONS = {
    a.name: a
    for a in (
        ActivationFunction(
            "step", step, d_step, "McCulloch & Pitts, 1943", corner="jump"
        ),
        ActivationFunction(
            "logistic",
            logistic,
            d_logistic,
            "Rumelhart, Hinton & Williams, 1986",
            _logistic,
        ),
        ActivationFunction(
            "tanh", tanh, d_tanh, "LeCun, Bottou, Orr & Müller, 1998", _tanh
        ),
        ActivationFunction("relu", relu, d_relu, "Nair & Hinton, 2010", corner="kink"),
        ActivationFunction(
            "leaky_relu",
            leaky_relu,
            d_leaky_relu,
            "Maas, Hannun & Ng, 2013",
            corner="kink",
        ),
        ActivationFunction("gelu", gelu, d_gelu, "Hendrycks & Gimpel, 2016", _gelu),
        ActivationFunction(
            "gelu_tanh",
            gelu_tanh,
            d_gelu_tanh,
            "Hendrycks & Gimpel, 2016",
            _gelu_tanh,
            form_of="gelu",
        ),
        ActivationFunction("silu", silu, d_silu, "Hendrycks & Gimpel, 2016", _silu),
        ActivationFunction("softplus", softplus, d_softplus, "Dugas et al., 2001"),
    )
}
