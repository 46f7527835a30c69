"""The tape: what is recorded, how gradients come back, and what is refused."""

import copy
import gc
import pickle
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes

from nnbook import nn, ops
from nnbook.tensor import Tensor, record, unbroadcast


def by_pickle(x):
    """What comes back from a file."""
    return pickle.loads(pickle.dumps(x))


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
    for _ in range(100_000):
        y = y + x
    y.backward()
    assert x.grad == 100_001
    kept = len(gc.get_objects())
    del y
    assert kept - len(gc.get_objects()) > 200_000


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
    x = Tensor([1.0, 2.0])
    for call, instead in {
        lambda: np.dot(x, x): "write a @ b",
        lambda: np.argmax(x): r"write np.argmax\(x.data\)",
        lambda: np.reshape(x, (2, 1)): r"write x.reshape\(",
        lambda: np.tanh(x): r"write np.tanh\(x.data\)",
        lambda: np.add.reduce(x): r"or x.sum\(\)",
        lambda: np.add(np.ones(2), x, out=np.ones(2)): "y = y \\+ x in place of y",
        lambda: np.linalg.norm(x): r"write np.linalg.norm\(x.data\)",
        lambda: np.asarray(x): "or x.data",
        lambda: np.array([x, x]): "np.stack of Tensors",
        lambda: x + [x, x]: "np.stack of Tensors",
        lambda: Tensor(x): "or x.data",
        lambda: np.zeros(3)[x]: "or x.data",
    }.items():
        with pytest.raises(TypeError, match=instead):
            call()


def test_numpy_functions_of_tensors_keep_the_tape():
    x = Tensor([1.0, 4.0])
    made = {
        "exp": np.exp(x),
        "maximum": np.maximum(x, 2),
        "abs": np.abs(x),
        "sum": np.sum(x, axis=0),
        "mean": np.mean(x),
        "where": np.where(x > 2, x, 0),
        "concatenate": np.concatenate([x, [5.0]]),
        "stack": np.stack([x, x], axis=1),
    }
    for op, result in made.items():
        assert isinstance(result, Tensor) and result.op == op
    assert made["stack"].shape == (2, 2)
    assert made["where"].data.tolist() == [0, 4]


@pytest.mark.parametrize("wrong", [None, "1.0", 1j, [1, "x"], np.array([None])])
def test_what_is_not_made_of_real_numbers_is_refused(wrong):
    with pytest.raises(TypeError, match="a Tensor holds real numbers, not"):
        Tensor(wrong)
    with pytest.raises(TypeError, match="a Tensor holds real numbers, not"):
        Tensor([1.0]) + wrong


def test_comparisons_are_plain_arrays():
    x = Tensor([1.0, 2.0])
    for result in (x == np.array([1, 3]), x < 2, np.array([2, 2]) > x, x <= Tensor(1)):
        assert type(result) is np.ndarray and result.tolist() == [True, False]
    assert (x != x).tolist() == [False, False]
    assert len({x, Tensor([1.0, 2.0]), x}) == 2  # in a set each is itself


def test_one_number_is_a_number():
    loss = Tensor([1.0, 2.0]).mean()
    assert float(loss) == 1.5 and f"{loss:.3f}" == "1.500" and loss
    assert loss < 1.6 and not loss < 1.5
    assert not Tensor(0.0)
    assert f"{Tensor([1.0])}" == "Tensor([1.])"


def test_several_numbers_are_no_number_and_one_has_no_length():
    x = Tensor([1.0, 2.0])
    for call in (lambda: bool(x), lambda: float(x), lambda: f"{x:.2f}", x.item):
        with pytest.raises(TypeError, match=r"shape \(2,\) and is not one number"):
            call()
    for call in (len, list):
        with pytest.raises(TypeError, match=r"of shape \(\) has no length"):
            call(Tensor(1.0))


def test_entries_one_by_one_keep_the_tape():
    x = Tensor([[1.0, 2.0], [3.0, 4.0]])
    assert len(x) == 2
    first, second = x
    (first * second).sum().backward()
    assert x.grad.tolist() == [[3, 4], [1, 2]]


def test_what_is_on_the_tape_cannot_be_written_to():
    mine = np.array([1.0, 2.0])
    x, constant = Tensor(mine), np.array([3.0, 5.0])
    y = x * constant
    z = y.reshape(2, 1)[:, 0]
    for tensor in (x, y, z):
        with pytest.raises(ValueError, match="read-only"):
            tensor.data[0] = 7
    with pytest.raises(ValueError, match="read-only"):
        x.data -= 1
    mine[:] = 0  # was copied
    constant[:] = 0
    x.data = x.data + 1  # another array: what optimizers do
    z.sum().backward()
    assert x.grad.tolist() == [3, 5] and x.data.tolist() == [2, 3]


def test_selected_entries_stay_selected():
    x, ids = Tensor([1.0, 2.0, 3.0]), np.array([0, 0])
    y = x[ids]
    ids[:] = 2
    y.sum().backward()
    assert x.grad.tolist() == [2, 0, 0]


def test_a_read_only_view_is_copied_where_its_owner_can_be_written_to():
    owner = np.zeros(3)
    view = owner[:2]
    view.flags.writeable = False
    x = Tensor(view)
    owner[:] = 1
    assert x.data.tolist() == [0, 0]
    assert not x.data.flags.writeable


def test_a_mask_is_not_lost_in_silence():
    with pytest.raises(TypeError, match="a Tensor has no mask"):
        Tensor(np.ma.array([1.0, 2.0], mask=[False, True]))


def test_gradients_are_writable_and_nobody_elses():
    x, y = Tensor([1.0, 2.0]), Tensor([3.0, 4.0])
    total = x + y
    total.sum().backward()
    x.grad *= 10
    assert (x.grad.tolist(), y.grad.tolist()) == ([10, 10], [1, 1])
    assert total.grad.tolist() == [1, 1]
    y.grad = x.grad
    y.grad += 1
    assert x.grad.tolist() == [10, 10]
    seed = np.ones(2)
    total.backward(seed)
    total.grad[0] = 7
    assert seed.tolist() == [1, 1] and x.grad.tolist() == [11, 11]


def test_what_a_rule_gives_stays_what_it_is_when_gradients_are_summed():
    given = [np.array([float(number), 10.0]) for number in range(4)]

    def four_times(*operands):
        return sum(operands), *[lambda g, part=part: part for part in given]

    x = Tensor([1.0, 2.0])
    record(four_times, x, x, x, x).sum().backward()
    assert x.grad.tolist() == [6, 40]
    assert [part.tolist() for part in given] == [[n, 10] for n in range(4)]


def test_data_and_grad_keep_the_shape():
    x = Tensor([1.0, 2.0])
    with pytest.raises(ValueError, match=r"data has shape \(2, 2\), this Tensor \(2,"):
        x.data = np.ones((2, 2))
    with pytest.raises(ValueError, match=r"grad has shape \(\), this Tensor \(2,\)"):
        x.grad = 1.0
    with pytest.raises(AttributeError):
        x.gard = None


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, by_pickle])
def test_copies_are_whole_and_apart(copied):
    net = nn.Sequential(nn.Linear(3, 3, np.random.default_rng(0)))
    Tensor(1.0)  # the copies are made before and after others
    twin = copied(net) if copied is not copy.copy else copy.deepcopy(net)
    x = np.random.default_rng(1).normal(size=(4, 3))
    for network in (net, twin):
        y = x
        for _ in range(10):  # one weight, used ten times
            y = nn.Activation("tanh")(network(y))
        (y * y).sum().backward()
    for p, q in zip(net.parameters(), twin.parameters(), strict=True):
        assert p is not q and np.array_equal(p.grad, q.grad)
        other = copied(p)
        assert np.array_equal(other.grad, p.grad)
        other.grad[...] = 0
        assert p.grad.any()
        with pytest.raises(ValueError, match="read-only"):
            other.data[...] = 0


def test_a_tape_is_in_order_whenever_its_tensors_were_made():
    late = copy.deepcopy(Tensor(2.0))
    early = Tensor(3.0)
    y = early * late + late
    order = y.tape()
    for i, tensor in enumerate(order):
        assert all(parent in set(order[:i]) for parent, _ in tensor.edges)
    assert order[-1] is y and len(order) == 4


@pytest.mark.parametrize(
    "returned, shape",
    [(np.ones(6), (2, 3)), (np.ones((3, 2)), (2, 3)), (np.ones(()), (2, 3)),
     (np.ones((2, 2, 3)), (3, 3)), (np.ones((1, 3)), (2, 3))],
)  # fmt: skip
def test_a_rule_that_returns_another_shape_is_named(returned, shape):
    def broken(a):
        return a.sum(), lambda g: returned

    with pytest.raises(ValueError, match=r"a rule of broken returned a gradient of sh"):
        record(broken, Tensor(np.ones(shape))).backward()


def test_a_rule_that_returns_no_numbers_is_named():
    def broken(a):
        return a * 2, lambda g: None

    with pytest.raises(TypeError, match="a rule of broken returned object"):
        record(broken, Tensor(1.0)).backward()


def test_a_rule_cannot_write_into_what_it_gets():
    def greedy(a):
        def rule(g):
            g *= 2
            return g

        return a * 2, rule

    with pytest.raises(ValueError, match="read-only"):
        record(greedy, Tensor([1.0])).sum().backward()


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
