"""The activation functions of chapter 2, each with its derivative.

Every function works element by element: it takes a number or an array of any shape and
returns the same shape. float32 stays float32, integers become float64. None overflows:
exp is only ever taken of numbers that are not positive. At a kink the derivative is the
one from the left, as in torch (relu'(0) = 0).
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

_GELU_CUBIC = 0.044715
_SQRT_2_OVER_PI = math.sqrt(2 / math.pi)

_erfc = np.vectorize(math.erfc, otypes=[float])  # numpy has no erf of its own


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
    z = _as_float(z)
    return np.exp(np.minimum(z, 0.0)) / (1.0 + np.exp(-np.abs(z)))


def d_logistic(z):
    """σ'(z) = σ(z)(1 - σ(z)), at most 0.25.

    1 - σ(z) is written σ(-z), which keeps its digits where σ(z) rounds to 1.
    """
    return logistic(z) * logistic(-_as_float(z))


def tanh(z):
    """(exp(z) - exp(-z)) / (exp(z) + exp(-z)) = 2σ(2z) - 1, between -1 and 1.

    LeCun, Bottou, Orr & Müller (1998) say why its mean of 0 helps.
    """
    return np.tanh(_as_float(z))


def d_tanh(z):
    """tanh'(z) = 1 - tanh(z)², at most 1."""
    return 1.0 - np.tanh(_as_float(z)) ** 2


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
    z = _as_float(z)
    return z * _normal_cdf(z)


def d_gelu(z):
    """Φ(z) + z φ(z), φ the standard normal's density."""
    z = _as_float(z)
    density = np.exp(-0.5 * z**2) / math.sqrt(2 * math.pi)
    return _normal_cdf(z) + z * density


def gelu_tanh(z):
    """z/2 (1 + tanh(√(2/π)(z + 0.044715 z³))), close to `gelu` (the same paper)."""
    z = _as_float(z)
    inner = _SQRT_2_OVER_PI * (z + _GELU_CUBIC * z**3)
    return 0.5 * z * (1.0 + np.tanh(inner))


def d_gelu_tanh(z):
    """The derivative of `gelu_tanh`: product rule, then chain rule."""
    z = _as_float(z)
    t = np.tanh(_SQRT_2_OVER_PI * (z + _GELU_CUBIC * z**3))
    d_inner = _SQRT_2_OVER_PI * (1.0 + 3 * _GELU_CUBIC * z**2)
    return 0.5 * (1.0 + t) + 0.5 * z * (1.0 - t**2) * d_inner


def silu(z):
    """z σ(z), named in Hendrycks & Gimpel (2016); Swish with β = 1."""
    return _as_float(z) * logistic(z)


def d_silu(z):
    """σ(z)(1 + z σ(-z))."""
    z = _as_float(z)
    return logistic(z) * (1.0 + z * logistic(-z))


def _normal_cdf(z):
    # ½ erfc(-z/√2) rather than ½(1 + erf(z/√2)): the latter is 0 below z = -8.3.
    return (0.5 * _erfc(-z / math.sqrt(2))).astype(z.dtype)


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
    """A function of the net input, its derivative, and where it comes from."""

    name: str
    f: Callable
    df: Callable
    source: str


ACTIVATIONS = {
    a.name: a
    for a in (
        ActivationFunction("step", step, d_step, "McCulloch & Pitts, 1943"),
        ActivationFunction(
            "logistic", logistic, d_logistic, "Rumelhart, Hinton & Williams, 1986"
        ),
        ActivationFunction("tanh", tanh, d_tanh, "LeCun, Bottou, Orr & Müller, 1998"),
        ActivationFunction("relu", relu, d_relu, "Nair & Hinton, 2010"),
        ActivationFunction(
            "leaky_relu", leaky_relu, d_leaky_relu, "Maas, Hannun & Ng, 2013"
        ),
        ActivationFunction("gelu", gelu, d_gelu, "Hendrycks & Gimpel, 2016"),
        ActivationFunction(
            "gelu_tanh", gelu_tanh, d_gelu_tanh, "Hendrycks & Gimpel, 2016"
        ),
        ActivationFunction("silu", silu, d_silu, "Hendrycks & Gimpel, 2016"),
    )
}
