"""Random weights to start from, each with the variance that it gives them.

An initializer takes the shape (fan_out, fan_in) of a weight matrix, a numpy random
generator and a gain that multiplies the weights, and returns a float64 array. fan_in is
how many inputs a unit has, fan_out how many units there are. All have mean 0, and all
raise ValueError where the shape is not two positive integers.
"""

import math

import numpy as np

_SQRT_2 = math.sqrt(2)


def uniform(shape, rng, gain=1.0):
    """Uniform on ±gain/√fan_in: variance gain²/(3 fan_in).

    The usual way before 2010 (Glorot & Bengio, 2010, equation 1), and still what
    torch.nn.Linear does.
    """
    _, fan_in = _fans(shape)
    return _uniform(shape, rng, gain / math.sqrt(fan_in))


def normal(shape, rng, gain=0.01):
    """Normal with standard deviation gain, whatever the fans: variance gain².

    0.01 as in Krizhevsky, Sutskever & Hinton (2012).
    """
    _fans(shape)
    return rng.normal(0.0, gain, shape)


def xavier_uniform(shape, rng, gain=1.0):
    """Uniform, variance 2 gain²/(fan_in + fan_out).

    Between the 1/fan_in that keeps the activations' variance and the 1/fan_out that
    keeps the gradients', for units that are linear around 0 (Glorot & Bengio, 2010,
    equation 16).
    """
    fan_out, fan_in = _fans(shape)
    return _uniform(shape, rng, gain * math.sqrt(6 / (fan_in + fan_out)))


def xavier_normal(shape, rng, gain=1.0):
    """Normal, variance 2 gain²/(fan_in + fan_out) (Glorot & Bengio, 2010, eq. 12)."""
    fan_out, fan_in = _fans(shape)
    return rng.normal(0.0, gain * math.sqrt(2 / (fan_in + fan_out)), shape)


def he_uniform(shape, rng, gain=_SQRT_2):
    """Uniform, variance gain²/fan_in; see `he_normal`."""
    _, fan_in = _fans(shape)
    return _uniform(shape, rng, gain * math.sqrt(3 / fan_in))


def he_normal(shape, rng, gain=_SQRT_2):
    """Normal, variance gain²/fan_in: 2/fan_in unless a gain is given.

    The 2 makes up for the half of the units that ReLU sets to 0 (He et al., 2015,
    equation 10).
    """
    _, fan_in = _fans(shape)
    return rng.normal(0.0, gain / math.sqrt(fan_in), shape)


def _uniform(shape, rng, limit):
    return rng.uniform(-limit, limit, shape)


def _fans(shape):
    if np.shape(shape) != (2,) or min(shape) < 1:
        raise ValueError(
            f"shape is {shape}, but a weight matrix has the shape "
            "(fan_out, fan_in), two positive integers"
        )
    return shape


INITIALIZERS = {
    f.__name__: f
    for f in (uniform, normal, xavier_uniform, xavier_normal, he_uniform, he_normal)
}
