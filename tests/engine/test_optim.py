"""Optimizers beside torch's, step by step, and clipping."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from nnbook.optim import SGD, Adam, batches, clip_grad_norm
from nnbook.tensor import Tensor

seeds = st.integers(0, 2**32 - 1)


@pytest.mark.parametrize(
    "ours, theirs, options",
    [
        (SGD, torch.optim.SGD, {"lr": 0.1}),
        (SGD, torch.optim.SGD, {"lr": 0.1, "momentum": 0.9}),
        (Adam, torch.optim.Adam, {}),
        (Adam, torch.optim.Adam, {"lr": 0.3, "betas": (0.5, 0.9), "eps": 1e-3}),
    ],
)
@given(seed=seeds, scale=st.sampled_from([1e-6, 1.0, 1e6]))
def test_steps_are_those_of_torch(ours, theirs, options, seed, scale):
    rng = np.random.default_rng(seed)
    start = [rng.normal(size=shape) for shape in ((3, 2), (2,), ())]
    mine = [Tensor(x) for x in start]
    other = [torch.tensor(x, requires_grad=True) for x in start]
    optimizer, reference = ours(mine, **options), theirs(other, **options)
    for _ in range(10):
        for p, q in zip(mine, other, strict=True):
            p.grad = scale * rng.normal(size=p.shape)
            q.grad = torch.tensor(p.grad)
        optimizer.step()
        reference.step()
        for p, q in zip(mine, other, strict=True):
            np.testing.assert_allclose(p.data, q.detach().numpy(), 1e-10, 1e-10)


def test_sgd_by_hand():
    p = Tensor([1.0, 2.0])
    optimizer = SGD([p], lr=0.1, momentum=0.5)
    p.grad = np.array([1.0, -1.0])
    optimizer.step()
    assert p.data == pytest.approx([0.9, 2.1])
    optimizer.step()
    assert p.data == pytest.approx([0.75, 2.25])


def test_the_first_step_of_adam_is_lr_whatever_the_gradient():
    p = Tensor(np.zeros(3))
    p.grad = np.array([1e-3, -1.0, 1e6])
    Adam([p], lr=0.01).step()
    assert p.data == pytest.approx([-0.01, 0.01, -0.01], rel=1e-4)


@pytest.mark.parametrize("kind", [SGD, Adam])
def test_a_parameter_without_gradient_stays(kind):
    still, moved = Tensor(1.0), Tensor(1.0)
    optimizer = kind([still, moved], lr=0.1)
    moved.grad = np.array(1.0)
    optimizer.step()
    assert still.data == 1 and moved.data < 1


def test_a_parameter_that_is_given_twice_moves_once():
    p = Tensor(1.0)
    p.grad = np.array(1.0)
    SGD([p, p], lr=0.1).step()
    assert p.data == pytest.approx(0.9)


def test_zero_grad_forgets():
    p = Tensor(1.0)
    p.grad = np.array(1.0)
    SGD([p], lr=0.1).zero_grad()
    assert p.grad is None


@pytest.mark.parametrize("kind", [SGD, Adam])
def test_steps_write_into_no_array(kind):
    mine = np.ones(2)
    p = Tensor(mine)
    gradient = p.grad = np.ones(2)
    optimizer = kind([p], lr=0.1)
    optimizer.step()
    optimizer.step()
    clip_grad_norm([p], 0.1)
    assert mine.tolist() == gradient.tolist() == [1, 1]


@pytest.mark.parametrize("kind", [SGD, Adam])
def test_float32_stays(kind):
    p = Tensor(np.ones(2, dtype=np.float32))
    p.grad = np.ones(2, dtype=np.float32)
    optimizer = kind([p], lr=0.1)
    clip_grad_norm([p], 0.5)
    optimizer.step()
    optimizer.step()
    assert p.data.dtype == p.grad.dtype == np.float32


@given(seed=seeds, max_norm=st.floats(0.1, 10))
def test_clipping_agrees_with_torch(seed, max_norm):
    rng = np.random.default_rng(seed)
    mine = [Tensor(np.zeros(shape)) for shape in ((3, 2), (2,), ())]
    other = [torch.zeros(p.shape, dtype=torch.float64) for p in mine]
    for p, q in zip(mine, other, strict=True):
        p.grad = rng.normal(size=p.shape)
        q.grad = torch.tensor(p.grad)
    norm = clip_grad_norm(mine, max_norm)
    expected = torch.nn.utils.clip_grad_norm_(other, max_norm)
    assert norm == pytest.approx(expected.item(), rel=1e-10)
    for p, q in zip(mine, other, strict=True):
        # Torch divides by norm + 1e-6, so as not to divide by 0.
        np.testing.assert_allclose(p.grad, q.grad.numpy(), 1e-5)


def test_clipping_keeps_the_direction_and_what_is_short():
    p, q = Tensor([0.0, 0.0]), Tensor(0.0)
    p.grad, q.grad = np.array([3.0, 0.0]), np.array(4.0)
    assert clip_grad_norm([p, q, Tensor(0.0)], 10) == 5
    assert p.grad.tolist() == [3, 0]
    assert clip_grad_norm([p, q], 1) == 5
    assert p.grad == pytest.approx([0.6, 0]) and q.grad == pytest.approx(0.8)


def test_clipping_two_results_of_one_gradient():
    # The rule of + hands the same array to both: neither may be scaled twice.
    p, q = Tensor(1.0), Tensor(1.0)
    (p + q).backward()
    clip_grad_norm([p, q], 0.5)
    assert p.grad == q.grad == pytest.approx(0.5 / np.sqrt(2))


def test_clipping_without_gradients():
    assert clip_grad_norm([Tensor(1.0)], 1) == 0


@pytest.mark.parametrize("broken", [np.nan, np.inf])
def test_clipping_cannot_mend_what_is_not_finite(broken):
    p = Tensor(0.0)
    p.grad = np.array(broken)
    with pytest.raises(FloatingPointError, match="which no scaling can mend"):
        clip_grad_norm([p], 1)


def test_clipping_leaves_writable_gradients_apart():
    p, q = Tensor(1.0), Tensor(1.0)
    (p + q).backward()
    clip_grad_norm([p, q], 0.5)
    p.grad *= 0
    assert q.grad > 0


@pytest.mark.parametrize(
    "use", [lambda ps: SGD(ps, 0.1), Adam, lambda ps: clip_grad_norm(ps, 1)]
)
def test_what_are_no_parameters_is_refused(use):
    p = Tensor([1.0, 2.0])
    exhausted = (q for q in [p])
    list(exhausted)
    for wrong in ([], exhausted, p, [np.ones(2)], [p, None]):
        with pytest.raises(TypeError, match="a list of at least one Tensor"):
            use(wrong)
    with pytest.raises(ValueError, match="one of these was made by mul"):
        use([p, p * 2])


def test_rates_and_norms_are_not_negative():
    p = Tensor(1.0)
    for wrong in (-0.1, np.nan):
        with pytest.raises(ValueError, match="a learning rate is 0 or more"):
            SGD([p], wrong)
        with pytest.raises(ValueError, match="a norm is 0 or more"):
            clip_grad_norm([p], wrong)


def test_a_rate_of_float64_leaves_float32():
    p = Tensor(np.ones(2, dtype=np.float32))
    p.grad = np.ones(2)
    Adam([p], lr=np.float64(0.1)).step()
    assert p.data.dtype == np.float32


@pytest.mark.parametrize("n, size", [(10, 3), (6, 3), (2, 5), (0, 2)])
def test_batches_go_once_through_all_rows(n, size):
    x, t = np.arange(n), 10 * np.arange(n)
    rng = np.random.default_rng(0)
    found = list(batches(x, t, size=size, rng=rng))
    assert [len(a) for a, _ in found] == [size] * (n // size) + [n % size] * (
        n % size > 0
    )
    assert sorted(np.concatenate([x[:0], *(a for a, _ in found)])) == list(range(n))
    assert all((b == 10 * a).all() for a, b in found)


def test_batches_repeat_with_their_seed_and_differ_from_epoch_to_epoch():
    x = np.arange(20)

    def epochs():
        rng = np.random.default_rng(3)
        return [[b.tolist() for (b,) in batches(x, size=8, rng=rng)] for _ in "12"]

    assert epochs() == epochs()
    assert epochs()[0] != epochs()[1]


def test_batches_refuse_what_does_not_fit():
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match=r"have \[2, 3\] rows"):
        batches(np.ones(2), np.ones(3), size=1, rng=rng)
    with pytest.raises(ValueError, match="size is 0"):
        batches(np.ones(2), size=0, rng=rng)
