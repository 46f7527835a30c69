"""Piecewise-linear encoding: by hand, its sum, and what can be learned from it."""

import numpy as np
import pytest

from nnbook.recsys.features.piecewise import PiecewiseLinear


def test_by_hand():
    code = PiecewiseLinear(2).fit([0, 10, 20, 30, 40])
    assert code.edges.tolist() == [0, 20, 40]
    ways = code.transform([5, 20, 30, -7, 99])
    expected = [[0.25, 0], [1, 0], [1, 0.5], [0, 0], [1, 1]]
    np.testing.assert_allclose(ways, expected)
    assert ways.dtype == np.float32


def test_many_equal_values_make_one_edge():
    x = [0] * 90 + list(range(1, 11))
    code = PiecewiseLinear(20).fit(x)
    assert code.edges[0] == 0 and (np.diff(code.edges) > 0).all()
    assert len(code.edges) < 10


def test_the_value_can_be_had_back():
    x = np.random.default_rng(0).exponential(size=500)
    code = PiecewiseLinear(16).fit(x)
    back = code.edges[0] + code.transform(x) @ np.diff(code.edges)
    np.testing.assert_allclose(back, x, rtol=1e-5)


def test_a_linear_model_on_it_can_bend():
    x = np.linspace(-3, 3, 400)
    y = np.sin(2 * x)

    def residual(columns):
        a = np.column_stack([np.ones(len(x)), columns])
        return np.std(y - a @ np.linalg.lstsq(a, y, rcond=None)[0])

    assert residual(x) > 0.6
    assert residual(PiecewiseLinear(16).fit(x).transform(x)) < 0.05


@pytest.mark.parametrize(
    "x, why", [([1, np.nan], "not finite"), ([2.0, 2.0], "every value of x is 2.0")]
)
def test_values_that_cannot_be_binned(x, why):
    with pytest.raises(ValueError, match=why):
        PiecewiseLinear().fit(x)


def test_no_bins():
    with pytest.raises(ValueError, match="n_bins is 0, but 1 is the least"):
        PiecewiseLinear(0)
