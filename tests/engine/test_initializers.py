"""Initializers: the stated variances, torch's, and clear errors."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from nnbook.initializers import INITIALIZERS

SHAPE = FAN_OUT, FAN_IN = 300, 500
VARIANCES = {
    "uniform": 1 / (3 * FAN_IN),
    "normal": 0.01**2,
    "xavier_uniform": 2 / (FAN_IN + FAN_OUT),
    "xavier_normal": 2 / (FAN_IN + FAN_OUT),
    "he_uniform": 2 / FAN_IN,
    "he_normal": 2 / FAN_IN,
}
TORCH = {
    "uniform": lambda w: torch.nn.init.kaiming_uniform_(w, a=math.sqrt(5)),
    "normal": lambda w: torch.nn.init.normal_(w, std=0.01),
    "xavier_uniform": torch.nn.init.xavier_uniform_,
    "xavier_normal": torch.nn.init.xavier_normal_,
    "he_uniform": torch.nn.init.kaiming_uniform_,
    "he_normal": torch.nn.init.kaiming_normal_,
}
every_initializer = pytest.mark.parametrize("name", INITIALIZERS)


def rng():
    return np.random.default_rng(0)


@every_initializer
def test_variance_is_the_stated_one_and_torchs(name):
    w = INITIALIZERS[name](SHAPE, rng())
    assert w.shape == SHAPE and w.dtype == np.float64
    assert w.var() == pytest.approx(VARIANCES[name], rel=0.02)
    assert abs(w.mean()) < 4 * math.sqrt(VARIANCES[name] / w.size)
    torch.manual_seed(0)
    theirs = TORCH[name](torch.empty(SHAPE)).numpy()
    assert w.var() == pytest.approx(theirs.var(), rel=0.02)
    if "normal" not in name:
        assert abs(w).max() == pytest.approx(abs(theirs).max(), rel=1e-3)


@every_initializer
@given(
    shape=st.tuples(st.integers(1, 20), st.integers(1, 20)), gain=st.floats(0.01, 100)
)
def test_gain_multiplies_the_weights(name, shape, gain):
    unit = INITIALIZERS[name](shape, rng(), gain=1.0)
    assert INITIALIZERS[name](shape, rng(), gain=gain) == pytest.approx(gain * unit)


@every_initializer
@pytest.mark.parametrize("shape", [5, (5,), (5, 5, 5), (0, 5), (5, -1)])
def test_other_shapes_are_refused(name, shape):
    with pytest.raises(ValueError, match=r"shape is .*\(fan_out, fan_in\), two posit"):
        INITIALIZERS[name](shape, rng())
