"""The gradient check passes what is right and says where something is wrong."""

import numpy as np
import pytest

from nnbook import ops
from nnbook.gradcheck import gradcheck, numerical_gradient
from nnbook.tensor import Tensor, record, recorded


def test_numerical_gradient_of_a_cubic():
    x = np.array([[1.0, -2.0], [0.5, 3.0]])
    gradient = numerical_gradient(lambda a: (a**3).sum(), x)
    assert gradient == pytest.approx(3 * x**2, abs=1e-8)
    assert x.tolist() == [[1.0, -2.0], [0.5, 3.0]]


def test_numerical_gradient_of_a_function_of_one_number():
    assert numerical_gradient(np.sin, 0.3) == pytest.approx(np.cos(0.3), abs=1e-9)


def test_the_documented_step_is_the_best_one():
    def error(h):
        return abs(numerical_gradient(np.exp, 1.0, h=h) - np.e)

    assert error(1e-5) < min(error(1e-2), error(1e-9))


def test_a_right_gradient_passes():
    x, y = np.array([[0.5], [2.0]]), np.array([1.0, 3.0, -2.0])
    assert 0 < gradcheck(lambda a, b: a * b + (a / b).exp(), x, y) < 1e-8


@pytest.mark.parametrize(
    "broken, complaint",
    [
        (lambda a, b: (a * b, lambda g: g, lambda g: g * a), "input 0 at [0]"),
        (lambda a, b: (a - b, lambda g: g, lambda g: g), "input 1 at"),
        (lambda a, b: (a + b, lambda g: g, lambda g: 0 * g), "backward gives 0,"),
        (lambda a, b: (a + b, lambda g: g, lambda g: g * np.nan), "backward gives nan"),
    ],
    ids=["forgotten factor", "forgotten sign", "nothing", "nan"],
)
def test_a_wrong_rule_is_named(broken, complaint):
    broken.__name__ = "broken"
    with pytest.raises(AssertionError) as caught:
        gradcheck(recorded(broken), [5.0, 2.0], [3.0, 1.0])
    assert complaint in str(caught.value)
    assert "finite differences give" in str(caught.value)


def test_mistakes_do_not_cancel_over_the_entries():
    # The entries of a softmax sum to 1, so a plain sum would hide that this rule is 0.
    def flat(a):
        return ops.softmax(a)[0], lambda g: np.zeros_like(a)

    with pytest.raises(AssertionError, match="input 0"):
        gradcheck(recorded(flat), [1.0, 2.0, 3.0])


def test_an_input_without_influence_has_gradient_zero():
    gradcheck(lambda a, b: a * 2, [1.0], [2.0])


def test_empty_inputs_pass():
    assert gradcheck(lambda a: a * 2, np.ones((0, 3))) == 0


def test_inputs_are_left_alone():
    x = np.array([1, 2])
    gradcheck(lambda a: record(ops.mul, a, Tensor(3.0)), x)
    assert x.tolist() == [1, 2]


@pytest.mark.parametrize("f", [lambda a: a + 1e6, lambda a: a**3 - 1e6, lambda a: a])
@pytest.mark.parametrize("x", [[0.5, -2.0], [3e6, 1.0]])
def test_large_outputs_and_inputs_pass(f, x):
    gradcheck(f, x)


def test_large_outputs_hide_no_mistake():
    def broken(a):
        return a + 1e6, lambda g: g * (1 + 1e-5)

    with pytest.raises(AssertionError, match="input 0"):
        gradcheck(recorded(broken), [0.5, 2.0])


@pytest.mark.parametrize("x", [3.0, [3.0], [[-1e9]]])
def test_numerical_gradient_of_the_identity(x):
    # What f returns may be the array that it got.
    assert numerical_gradient(lambda a: a, x) == pytest.approx(np.ones(np.shape(x)))


def test_gradcheck_of_what_leaves_the_tape():
    with pytest.raises(TypeError, match="f returned ndarray, but must return a Tensor"):
        gradcheck(lambda a: a.data, [1.0])
