"""The tape: what is recorded, how gradients come back, and what is refused."""

import gc
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes

from nnbook import nn, ops
from nnbook.tensor import Tensor, record, unbroadcast


def test_the_worked_example():
    # z = (x + y)², the book's first graph.
    x, y = Tensor(2.0), Tensor(3.0)
    z = (x + y) ** 2
    z.backward()
    assert (z.item(), x.grad, y.grad) == (25, 10, 10)


def test_a_tensor_used_twice_gets_both_gradients():
    x = Tensor(3.0)
    (x * x + x).backward()
    assert x.grad == 7


def test_a_diamond_passes_its_gradient_on_once():
    x = Tensor(2.0)
    shared = x * 3
    (shared * shared + shared).backward()
    assert shared.grad == 13
    assert x.grad == 39


def test_gradients_accumulate_over_results():
    x = Tensor([1.0, 2.0])
    (x * 3).sum().backward()
    (x * x).sum().backward()
    assert x.grad.tolist() == [5, 7]


def test_going_back_twice_over_one_tape_doubles_the_gradients():
    x = Tensor(2.0)
    y = x * x
    z = y * y
    z.backward()
    z.backward()
    assert (x.grad, y.grad) == (2 * 32, 2 * 8)


def test_a_change_of_data_after_the_forward_pass_changes_nothing_behind_it():
    x = Tensor(2.0)
    y = x * x
    x.data = x.data + 100
    y.backward()
    assert x.grad == 4


@pytest.mark.parametrize(
    "expression, value",
    [
        (lambda x: 3 + x, 5),
        (lambda x: 3 - x, 1),
        (lambda x: 3 * x, 6),
        (lambda x: 3 / x, 1.5),
        (lambda x: 3**x, 9),
        (lambda x: -x, -2),
        (lambda x: x - 3, -1),
        (lambda x: x / 4, 0.5),
        (lambda x: np.float64(3) - x, 1),
        (lambda x: np.array(3.0) / x, 1.5),
    ],
)
def test_numbers_on_either_side(expression, value):
    result = expression(Tensor(2.0))
    assert isinstance(result, Tensor) and result.item() == value


def test_arrays_on_the_left_leave_the_operation_to_the_tensor():
    x = Tensor(np.eye(2))
    for result in (np.ones((2, 2)) @ x, np.ones(2) + x, np.ones(2) - x, [1, 2] * x):
        assert isinstance(result, Tensor) and result.shape == (2, 2)


def test_constants_are_not_on_the_tape():
    x = Tensor([1.0, 2.0])
    y = (x * np.array([3.0, 4.0]) + [5.0, 6.0]).sum()
    assert [t.op for t in y.tape()] == ["input", "mul", "add", "sum"]


def test_ops_of_plain_arrays_stay_plain():
    assert type(nn.softmax(np.zeros(3))) is np.ndarray
    assert record(ops.add, 1, 2) == 3


def test_integers_become_floats_and_float32_stays():
    assert Tensor([1, 2]).data.dtype == np.float64
    x = Tensor(np.ones(3, dtype=np.float32))
    y = (2 * x + [1, 2, 3] - np.float64(0.5)) ** 2 / 3
    y = y.maximum(0.1).mean() + x.max() + x[0] + nn.softmax(x).log().sum()
    y.backward()
    assert y.data.dtype == x.grad.dtype == np.float32


def test_the_gradient_has_the_dtype_of_its_tensor():
    x = Tensor(np.ones(3, dtype=np.float32))
    (x * np.ones(3)).sum().backward()
    assert x.grad.dtype == np.float32


@given(shape=array_shapes(min_dims=0, min_side=0))
def test_gradients_have_the_shape_of_their_tensors(shape):
    x = Tensor(np.ones(shape))
    y = x * 2.0 + 1.0
    y.sum().backward()
    assert x.grad.shape == y.grad.shape == shape
    assert np.all(x.grad == 2)


def test_a_result_that_is_no_number_needs_its_gradient():
    x = Tensor([1.0, 2.0, 3.0])
    y = x * x
    with pytest.raises(ValueError, match=r"this has shape \(3,\); take .sum\(\) or"):
        y.backward()
    with pytest.raises(ValueError, match=r"has shape \(2,\), but must have .* \(3,\)"):
        y.backward([1.0, 1.0])
    assert x.grad is None
    y.backward([1.0, 0.0, -1.0])
    assert x.grad.tolist() == [2, 0, -6]


def test_one_number_in_any_shape_starts_by_itself():
    x = Tensor([[2.0]])
    (x * x).backward()
    assert x.grad.tolist() == [[4]]


def test_an_input_is_its_own_result():
    x = Tensor(2.0)
    x.backward()
    assert x.grad == 1


def test_zero_size_arrays():
    x = Tensor(np.ones((0, 3)))
    w = Tensor(np.ones((2, 3)))
    y = x @ w.T + np.ones(2)
    assert y.shape == (0, 2)
    y.sum().backward()
    assert x.grad.shape == (0, 3)
    assert w.grad.tolist() == np.zeros((2, 3)).tolist()
    with pytest.raises(ValueError, match=r"shape \(0, 2\)"):
        y.backward()


def test_a_deep_graph_goes_back_and_is_freed():
    x = Tensor(1.0)
    y = x
    for _ in range(10_000):
        y = y + x
    y.backward()
    assert x.grad == 10_001
    kept = len(gc.get_objects())
    del y
    assert kept - len(gc.get_objects()) > 20_000


def test_a_graph_that_doubles_at_every_step_is_walked_once():
    x = Tensor(1.0)
    y = x
    for _ in range(60):  # 2⁶⁰ paths
        y = y + y
    start = time.perf_counter()
    y.backward()
    assert x.grad == 2.0**60
    assert time.perf_counter() - start < 1


def test_tapes_can_share_a_part():
    x = Tensor(2.0)
    shared = x * x
    first, second = shared * 3, shared * 5
    first.backward()
    assert shared.grad == 3
    second.backward()
    assert shared.grad == 8
    assert x.grad == 4 * 8


@pytest.mark.parametrize(
    "make, op",
    [
        (lambda x: ((x - 1.0).log() * 2).sum(), "log"),
        (lambda x: 1 / (x - x) + x, "div"),
        (lambda x: (x * 1000).exp().sum() * 0, "exp"),
        (lambda x: ((x - 3.0) ** 0.5).mean(), "power"),
        (lambda x: (x * np.inf - x * np.inf).sum(), "mul"),
        (lambda x: x * Tensor(np.nan), "input"),
    ],
)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_nan_and_infinity_are_traced_to_their_op(make, op):
    result = make(Tensor([1.0, 2.0]))
    assert not np.isfinite(result.data).all()
    broken = result.first_nonfinite()
    assert broken.op == op
    assert all(np.isfinite(parent.data).all() for parent, _ in broken.edges)


def test_a_sound_tape_has_nothing_to_trace():
    assert Tensor([1.0, 2.0]).exp().sum().first_nonfinite() is None


def test_text_shows_data_and_op():
    x = Tensor([1, 2])
    assert repr(x) == "Tensor([1., 2.])"
    assert repr(x * 2) == "Tensor([2., 4.], op='mul')"


def test_shapes_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="could not be broadcast"):
        Tensor([1.0, 2.0]) + Tensor([1.0, 2.0, 3.0])
    with pytest.raises(ValueError, match="mismatch"):
        Tensor(np.ones((2, 3))) @ Tensor(np.ones((2, 3)))


def test_numpy_functions_do_not_lose_the_tape_in_silence():
    with pytest.raises(TypeError, match="does not support ufuncs"):
        np.exp(Tensor(1.0))


@given(
    shape=array_shapes(min_dims=0, max_dims=3, max_side=3),
    lead=array_shapes(min_dims=0, max_dims=2, max_side=3),
    data=st.data(),
)
def test_unbroadcast_undoes_broadcast(shape, lead, data):
    small = tuple(n if data.draw(st.booleans()) else 1 for n in shape)
    full = np.broadcast_to(np.ones(small), (*lead, *shape))
    back = unbroadcast(full, Tensor(np.ones(small)))
    assert back.shape == small
    assert np.all(back == full.size / max(1, np.prod(small)))
