"""FTRL-Proximal: against steps by hand, against its definition, and its exact zeros."""

import math

import numpy as np
import pytest
import torch

from nnbook.recsys.training.ftrl import FTRLProximal


def by_hand(gradients, lr, beta, l1, l2, w=0.0):
    """The weight after each gradient: algorithm 1 of the paper, with plain floats."""
    sign = math.copysign(1, w) if w else 0.0
    z, n = -(beta / lr + l2) * w - l1 * sign, 0.0
    for g in gradients:
        sigma = (math.sqrt(n + g * g) - math.sqrt(n)) / lr
        z += g - sigma * w
        n += g * g
        w = 0.0
        if abs(z) > l1:
            rate = (beta + math.sqrt(n)) / lr + l2
            w = -(z - math.copysign(l1, z)) / rate
        yield w


def weights(gradients, dtype=torch.float64, start=None, **settings):
    """The weights after each of the gradients, (steps, n)."""
    gradients = torch.as_tensor(gradients, dtype=dtype)
    w = torch.zeros(gradients.shape[1], dtype=dtype) if start is None else start
    w = torch.nn.Parameter(w.clone())
    optimizer = FTRLProximal([w], **settings)
    path = []
    for g in gradients:
        w.grad = g.clone()
        optimizer.step()
        path.append(w.detach().clone())
    return torch.stack(path).numpy()


def test_one_step_by_hand():
    # z = 0.5, n = 0.25: w = -(0.5 - 0.1) / ((1 + 0.5) / 0.1 + 2) = -0.4 / 17
    path = weights([[0.5]], lr=0.1, beta=1.0, l1=0.1, l2=2.0)
    assert path[0, 0] == pytest.approx(-0.4 / 17, rel=1e-12)


@pytest.mark.parametrize("l1", [0.0, 0.3, 2.0])
@pytest.mark.parametrize("l2", [0.0, 1.0])
@pytest.mark.parametrize("lr, beta", [(0.1, 1.0), (1.0, 0.0)])
@pytest.mark.parametrize("start", [0.0, 0.7, -0.2])
def test_many_steps_by_hand(l1, l2, lr, beta, start):
    gradients = np.random.default_rng(0).normal(size=(50, 8))
    gradients[0] = 0.5  # with β = 0 a weight has no rate before its first gradient
    settings = dict(lr=lr, beta=beta, l1=l1, l2=l2)
    path = weights(
        gradients, start=torch.full((8,), start, dtype=torch.float64), **settings
    )
    for i in range(8):
        expected = list(by_hand(gradients[:, i].tolist(), w=start, **settings))
        np.testing.assert_allclose(path[:, i], expected, rtol=1e-9, atol=1e-12)


def test_it_minimizes_what_the_paper_says():
    # w = argmin Σ g·w + ½ Σ_s σ_s (w - w_s)² + l1 |w| + (β/lr + l2)/2 w², by search.
    g = np.random.default_rng(1).normal(size=20) + 0.2
    lr, beta, l1, l2 = 0.5, 1.0, 0.4, 0.3
    path = weights(g[:, None], lr=lr, beta=beta, l1=l1, l2=l2)[:, 0]
    roots = np.sqrt(np.cumsum(g**2))
    sigma = np.diff(roots, prepend=0) / lr
    before = np.concatenate([[0], path[:-1]])
    w = np.linspace(-3, 3, 600_001)
    objective = (g.sum() * w) + l1 * abs(w) + (beta / lr + l2) / 2 * w**2
    objective += sum(s / 2 * (w - b) ** 2 for s, b in zip(sigma, before, strict=True))
    assert path[-1] == pytest.approx(w[objective.argmin()], abs=1e-5)


def test_without_penalties_and_a_constant_gradient_it_is_adagrad():
    # z sums gradients less σ w, so w moves by lr g / (β + √n), as AdaGrad does.
    g = torch.ones(30, 1, dtype=torch.float64)
    p = torch.nn.Parameter(torch.zeros(1, dtype=torch.float64))
    adagrad = torch.optim.Adagrad([p], lr=0.1, eps=0)
    for row in g:
        p.grad = row.clone()
        adagrad.step()
    path = weights(g, lr=0.1, beta=0.0)
    assert path[-1, 0] == pytest.approx(p.item(), rel=1e-9)


def regression(l1, optimizer=None, steps=400):
    """Weights learned from 20 features of which the first 3 matter; float32."""
    rng = torch.Generator().manual_seed(0)
    x = (torch.rand(2000, 20, generator=rng) < 0.3).float()
    logit = x[:, :3] @ torch.tensor([2.0, -2.0, 1.5]) - 0.5
    y = (torch.rand(2000, generator=rng) < logit.sigmoid()).float()
    w = torch.nn.Parameter(torch.zeros(20))
    b = torch.nn.Parameter(torch.zeros(()))
    optimizer = (optimizer or FTRLProximal)([{"params": [w], **l1}, {"params": [b]}])
    for step in range(steps):
        i = torch.arange(100) + 100 * (step % 20)
        optimizer.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits
        loss(x[i] @ w + b, y[i]).backward()
        optimizer.step()
    return w.detach()


def test_l1_gives_exact_zeros_and_keeps_what_matters():
    plain, sparse = regression({"l1": 0.0}), regression({"l1": 4.0})
    assert (plain == 0).sum() == 0
    assert (sparse[3:] == 0).sum() >= 15
    assert (sparse[:3].sign() == torch.tensor([1.0, -1.0, 1.0])).all()
    # Plain gradient descent on the same penalty comes near zero and never to it.
    p = torch.nn.Parameter(torch.tensor([0.05]))
    descent = torch.optim.SGD([p], lr=0.03)
    for _ in range(100):
        descent.zero_grad()
        (p.abs().sum()).backward()
        descent.step()
        assert p.item() != 0


def test_rates_fall_with_a_weights_own_gradients():
    # The second weight sees a gradient only at the last step: its rate is still high.
    path = weights([[1.0, 0.0]] * 50 + [[1.0, 1.0]], lr=0.1)
    last = np.abs(path[-1] - path[-2])
    assert last[1] == pytest.approx(0.1 / (1 + 1))
    assert last[0] < last[1] / 3
    assert (path[:50, 1] == 0).all()


def test_sparse_gradients_are_the_same_as_dense_ones():
    rng = torch.Generator().manual_seed(0)
    tables = [torch.nn.Parameter(torch.zeros(10, 1)) for _ in range(2)]
    optimizers = [FTRLProximal([t], lr=0.3, l1=0.05) for t in tables]
    for _ in range(30):
        ids = torch.randint(6, (4, 3), generator=rng)
        for table, sparse in zip(tables, [True, False], strict=True):
            table.grad = None
            out = torch.nn.functional.embedding(ids, table, sparse=sparse)
            out.sum().backward()
            assert table.grad.is_sparse == sparse
        for optimizer in optimizers:
            optimizer.step()
    assert torch.equal(*tables)
    assert (tables[0][6:] == 0).all() and (tables[0][:6] != 0).all()


def test_the_state_can_be_stored():
    def run(parts):
        w = torch.nn.Parameter(torch.zeros(3))
        optimizer = FTRLProximal([w], l1=0.1)
        for part in range(2):
            if part and parts:
                stored = optimizer.state_dict()
                optimizer = FTRLProximal([w], l1=0.1)
                optimizer.load_state_dict(stored)
            for _ in range(5):
                w.grad = torch.tensor([1.0, -0.5, 0.05])
                optimizer.step()
        return w.detach()

    assert torch.equal(run(True), run(False))


def test_closure_and_parameters_without_gradient():
    w, idle = (torch.nn.Parameter(torch.ones(1)) for _ in range(2))
    optimizer = FTRLProximal([w, idle])

    def closure():
        optimizer.zero_grad()
        loss = (w**2).sum()
        loss.backward()
        return loss

    assert optimizer.step(closure).item() == 1
    assert w.item() < 1 and idle.item() == 1


@pytest.mark.parametrize("bad", [{"lr": 0.0}, {"beta": -1.0}, {"l1": -0.1}, {"l2": -1}])
def test_settings_that_cannot_be(bad):
    with pytest.raises(ValueError, match=f"{next(iter(bad))} is .*, expected"):
        FTRLProximal([torch.nn.Parameter(torch.zeros(1))], **bad)


def test_a_mean_loss_wants_smaller_settings():
    # Gradients b times smaller, and β, l1 and l2 as well: the same weights.
    g = np.random.default_rng(0).normal(size=(30, 4))
    sums = weights(g, lr=0.1, beta=1.0, l1=0.4, l2=0.2)
    means = weights(g / 256, lr=0.1, beta=1 / 256, l1=0.4 / 256, l2=0.2 / 256)
    np.testing.assert_allclose(means, sums, rtol=1e-9)
