"""Sampled softmax beside the full one: logits, gradients, cost of a step."""

import math

import pytest
import torch
from torch.nn import functional as F

from nnbook.recsys.training.sampling import (
    Sampler,
    log_uniform,
    popularity,
    sampled_softmax_loss,
    uniform,
)

torch.set_num_threads(1)  # small tensors: a second thread would only wait

COUNTS = torch.tensor([50.0, 3, 400, 0, 20, 20, 1, 1000])
SAMPLERS = {
    "uniform": lambda counts, n: uniform(len(counts), n),
    "log_uniform": log_uniform,
    "popularity": popularity,
}
every_sampler = pytest.mark.parametrize("sampler", SAMPLERS.values(), ids=SAMPLERS)


def draws(sampler, rounds, seed=0):
    """How often each item was in the set."""
    generator = torch.Generator().manual_seed(seed)
    found = torch.zeros(len(sampler.log_q))
    for _ in range(rounds):
        found[sampler.draw(generator)] += 1
    return found / rounds


@every_sampler
@pytest.mark.parametrize("n", [1, 4, 30])
def test_log_q_is_how_often_an_item_is_in_the_set(sampler, n):
    sampler, rounds = sampler(COUNTS, n), 2000
    expected = sampler.log_q.exp()
    error = (expected * (1 - expected) / rounds).sqrt() + 1e-4
    assert ((draws(sampler, rounds) - expected).abs() < 4.5 * error).all()


def test_weights_by_hand():
    # One draw: Q is q itself.
    q = log_uniform(COUNTS, 1).log_q.exp()
    ranks = torch.tensor([3, 6, 2, 8, 4, 5, 7, 1])  # of the tie the first comes first
    assert torch.allclose(q, torch.log1p(1 / ranks) / math.log(9))
    q = popularity(COUNTS, 1, alpha=0.5).log_q.exp()
    roots = COUNTS.clamp(min=1).sqrt()
    assert torch.allclose(q, roots / roots.sum())
    assert torch.allclose(
        popularity(COUNTS, 5, alpha=0).log_q, uniform(len(COUNTS), 5).log_q
    )
    # Two draws of a fair coin: each side is missed a quarter of the time.
    assert torch.allclose(uniform(2, 2).log_q.exp(), torch.tensor([0.75, 0.75]))


def test_log_q_of_a_large_catalogue_is_precise():
    sampler = uniform(10**6, 2000)
    assert sampler.log_q[0].item() == pytest.approx(math.log(2000 / 10**6), abs=1e-3)


def test_one_seed_gives_one_set_and_the_set_has_no_repeats():
    sampler = popularity(COUNTS, 50)
    first, second = (sampler.draw(torch.Generator().manual_seed(3)) for _ in range(2))
    assert torch.equal(first, second)
    assert torch.equal(first, first.unique())
    assert uniform(1, 3).draw().tolist() == [0]


@pytest.mark.parametrize(
    "q, n, message",
    [
        ([1.0, 0.0], 1, "positive, finite weight"),
        ([1.0, math.nan], 1, "positive, finite weight"),
        ([1.0, math.inf], 1, "positive, finite weight"),
        ([[1.0]], 1, r"shape \(1, 1\)"),
        ([], 1, r"shape \(0,\)"),
        ([1.0], 0, "at least 1"),
    ],
)
def test_bad_samplers_say_what_is_wrong(q, n, message):
    with pytest.raises(ValueError, match=message):
        Sampler(q, n)


def problem(n_items, b=7, d=5, seed=0, dtype=torch.float64):
    generator = torch.Generator().manual_seed(seed)
    make = {"generator": generator, "dtype": dtype}
    users = torch.randn(b, d, **make, requires_grad=True)
    items = torch.randn(n_items, d, **make, requires_grad=True)
    labels = torch.randint(n_items, (b,), generator=generator)
    return users, items, labels


def test_with_all_items_drawn_it_is_the_full_softmax():
    users, items, labels = problem(30)
    loss = sampled_softmax_loss(users, items, labels, torch.arange(30))
    loss.backward()
    found = users.grad, items.grad.to_dense()
    users.grad = items.grad = None
    full = F.cross_entropy(users @ items.T, labels)
    full.backward()
    assert torch.allclose(loss, full)
    assert torch.allclose(found[0], users.grad)
    assert torch.allclose(found[1], items.grad)


@every_sampler
def test_loss_and_gradients_are_those_of_torch_on_the_candidates(sampler):
    sampler = sampler(COUNTS, 6)
    users, items, labels = problem(len(COUNTS))
    sampled = sampler.draw(torch.Generator().manual_seed(1))
    log_q = sampler.log_q.double()
    loss = sampled_softmax_loss(users, items, labels, sampled, log_q)
    loss.backward()
    found = users.grad, items.grad.to_dense()
    users.grad = items.grad = None
    # Each user alone: a list of candidates without its label, corrected, the label last.
    losses = []
    for user, label in zip(users, labels, strict=True):
        own = torch.cat([sampled[sampled != label], label[None]])
        logits = items[own] @ user - log_q[own]
        losses.append(F.cross_entropy(logits[None], torch.tensor([len(own) - 1])))
    expected = torch.stack(losses).mean()
    expected.backward()
    assert torch.allclose(loss, expected)
    assert torch.allclose(found[0], users.grad)
    assert torch.allclose(found[1], items.grad)


def test_where_every_candidate_is_the_label_nothing_is_learned():
    users, items, _ = problem(3, b=2)
    labels = torch.tensor([1, 1])
    loss = sampled_softmax_loss(users, items, labels, torch.tensor([1]))
    loss.backward()
    assert loss.item() == 0
    assert users.grad.abs().max() == 0 and items.grad.to_dense().abs().max() == 0


def test_a_sampler_of_another_catalogue_is_refused():
    users, items, labels = problem(9)
    sampler = uniform(8, 3)
    with pytest.raises(ValueError, match="log_q is for 8 items, item_weight has 9"):
        sampled_softmax_loss(users, items, labels, sampler.draw(), sampler.log_q)


def learned_logits(sampler, shown, corrected):
    """What free logits come to where item i is the label of shown[i] examples."""
    labels = torch.arange(len(shown)).repeat_interleave(shown)
    one = torch.ones(len(labels), 1)
    logits = torch.zeros(len(shown), 1, requires_grad=True)
    generator = torch.Generator().manual_seed(0)
    log_q = sampler.log_q if corrected else None
    total, steps = 0, 1500
    for step in range(steps):
        drawn = sampler.draw(generator)
        loss = sampled_softmax_loss(one, logits, labels, drawn, log_q)
        (slope,) = torch.autograd.grad(loss, logits)
        with torch.no_grad():
            logits -= (4 if step < steps / 4 else 0.5) * slope.to_dense()
        if step >= steps / 2:  # their mean, since the drawing makes them tremble
            total = total + logits.detach()[:, 0]
    return total / (steps / 2)


@every_sampler
def test_only_the_corrected_loss_recovers_known_logits(sampler):
    """log P is learned with the correction, log P - log Q without it."""
    shown = torch.tensor([8, 3, 16, 4, 6, 20, 2, 5])
    sampler = sampler(shown, 4)
    truth = (shown / shown.sum()).log()

    def error(found, expected):
        return (found - found.mean() - expected + expected.mean()).abs().max()

    corrected = learned_logits(sampler, shown, corrected=True)
    assert error(corrected, truth) < 0.2
    raw = learned_logits(sampler, shown, corrected=False)
    assert error(raw, truth - sampler.log_q) < 0.2


def test_the_gradient_nears_the_full_one_as_samples_grow():
    n_items, rounds = 100, 200
    users, items, labels = problem(n_items, b=16, seed=2)
    full = torch.autograd.grad(F.cross_entropy(users @ items.T, labels), users)[0]
    counts = 1000 / torch.arange(1.0, n_items + 1)
    bias, noise = [], []
    for n in (10, 100, 1000, 10000):
        sampler, generator = popularity(counts, n), torch.Generator().manual_seed(n)
        grads = torch.stack(
            [
                torch.autograd.grad(
                    sampled_softmax_loss(
                        users, items, labels, sampler.draw(generator), sampler.log_q
                    ),
                    users,
                )[0]
                for _ in range(rounds)
            ]
        )
        bias.append(((grads.mean(0) - full).norm() / full.norm()).item())
        spread = grads.std(0).norm() / full.norm()
        noise.append((spread / math.sqrt(rounds)).item())
    assert bias == sorted(bias, reverse=True)
    # With many samples what is left of the difference is the noise of its measurement.
    assert bias[-1] < 3 * noise[-1] + 1e-6


@pytest.mark.parametrize("n_items", [10**3, 10**5])
def test_gradients_touch_the_candidates_only(n_items):
    users, items, labels = problem(n_items, dtype=torch.float32)
    sampler = uniform(n_items, 50)
    drawn = sampler.draw()
    sampled_softmax_loss(users, items, labels, drawn, sampler.log_q).backward()
    assert items.grad.is_sparse
    touched = items.grad.coalesce().indices()[0]
    assert torch.equal(touched, torch.cat([labels, drawn]).unique())
