"""Activations against torch, finite differences, and what their docstrings promise."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from nnbook.activations import ACTIVATIONS, gelu, logistic, step, tanh
from tests.engine.torch_twin import TORCH_ACTIVATIONS, value_and_slope

every_activation = pytest.mark.parametrize(
    "activation", ACTIVATIONS.values(), ids=ACTIVATIONS.keys()
)
reals = st.floats(-1000, 1000)


def assert_close(actual, expected, tolerance=1e-12):
    np.testing.assert_allclose(actual, expected, rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("name", TORCH_ACTIVATIONS)
def test_torch_agrees(name):
    extremes = [-1000.0, -100.0, -1e-300, 0.0, 1e-300, 100.0, 1000.0]
    z = np.r_[np.linspace(-40, 40, 2001), extremes]
    f, df = value_and_slope(TORCH_ACTIVATIONS[name], z)
    assert_close(ACTIVATIONS[name].f(z), f)
    assert_close(ACTIVATIONS[name].df(z), df)


def test_leaky_relu_agrees_with_torch_for_any_gamma():
    z = np.linspace(-3, 3, 13)
    leaky = ACTIVATIONS["leaky_relu"]
    for gamma in (0.0, 0.3, 1.0, 2.0):
        f, df = value_and_slope(
            lambda t, gamma=gamma: torch.nn.functional.leaky_relu(t, gamma), z
        )
        assert_close(leaky.f(z, gamma=gamma), f)
        assert_close(leaky.df(z, gamma=gamma), df)


@every_activation
@given(z=st.floats(-30, 30).filter(lambda z: abs(z) > 1e-4))
def test_derivative_is_the_slope(activation, z):
    h = 1e-5
    slope = (activation.f(z + h) - activation.f(z - h)) / (2 * h)
    assert_close(activation.df(z), slope, 1e-8)


@every_activation
@given(z=arrays(np.float64, array_shapes(min_dims=0, min_side=0), elements=reals))
def test_shape_is_kept_and_nothing_overflows(activation, z):
    with np.errstate(all="raise", under="ignore"):
        for result in (activation.f(z), activation.df(z)):
            assert np.shape(result) == z.shape
            assert np.isfinite(result).all()


@every_activation
def test_extremes_in_float32(activation):
    z = np.array([-1000, -100, 0, 100, 1000], dtype=np.float32)
    with np.errstate(all="raise", under="ignore"):
        for function in (activation.f, activation.df):
            assert function(z).dtype == np.float32
            assert_close(function(z), function(z.astype(float)), 1e-6)


@every_activation
def test_numbers_integers_and_lists(activation):
    for function in (activation.f, activation.df):
        assert isinstance(function(1.5), float)
        assert isinstance(function(2), float)
        assert function(np.float32(2)).dtype == np.float32
        assert function([1, 2]).tolist() == [function(1.0), function(2.0)]
        assert function(True) == function(1.0)


@every_activation
@pytest.mark.parametrize("wrong", ["1.0", 1j, None, [1, "x"]])
def test_what_is_no_real_number_is_refused(activation, wrong):
    with pytest.raises(TypeError, match=r"takes real numbers, not .*; pass a number"):
        activation.f(wrong)
    with pytest.raises(TypeError, match="takes real numbers"):
        activation.df(wrong)


@every_activation
def test_nan_stays_nan(activation):
    assert np.isnan(activation.f(np.nan))


def test_what_holds_at_the_kink():
    at_zero = {name: (a.f(0), a.df(0)) for name, a in ACTIVATIONS.items()}
    assert at_zero["step"] == (1, 0)
    assert at_zero["relu"] == (0, 0)
    assert at_zero["leaky_relu"] == (0, 0.01)


def test_step_with_threshold():
    assert step([0.9, 1.0, 1.1], threshold=1).tolist() == [0, 1, 1]


@given(z=reals)
def test_tanh_is_a_stretched_logistic(z):
    assert_close(tanh(z), 2 * logistic(2 * z) - 1)


def test_tails_keep_their_digits():
    # Torch rounds the first to 0; the true values are those of mpmath.
    assert gelu(-10.0) == pytest.approx(-7.61985302416052e-23, rel=1e-12)
    assert logistic(-700.0) == pytest.approx(9.85967654375977e-305, rel=1e-12)
    assert ACTIVATIONS["logistic"].df(50.0) == pytest.approx(
        1.9287498479639178e-22, rel=1e-12
    )
