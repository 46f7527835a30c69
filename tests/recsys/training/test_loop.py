"""The training loop, by hand; optimizers and learning rates."""

import pytest
import torch

from nnbook.recsys.models.candidate_generator import CandidateGenerator
from nnbook.recsys.models.embedding import Embedding
from nnbook.recsys.training.loop import one_epoch, shuffled
from nnbook.recsys.training.optimizers import (
    RowAdam,
    adam,
    linear_decay,
    sparse_and_dense,
    warm_up_and_decay,
)


def test_an_epoch_by_hand():
    """w moves by 0.5 times the batch's mean: 1, then, at half the rate, 0.5 of 4."""
    w = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([w], 0.5)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 0.5**step)
    x, seen = torch.tensor([1.0, 3.0, 4.0]), []
    mean = one_epoch(
        torch.arange(3).split(2),
        lambda rows: -(w * x[rows]).mean() + 10 * len(rows),
        [optimizer],
        [schedule],
        after_step=lambda: seen.append(w.item()),
    )
    assert seen == [1.0, 2.0]
    # Two examples at 20, one at 10 - 1 * 4.
    assert mean == pytest.approx((2 * 20 + 10 - 4) / 3)


def test_every_row_comes_once_and_the_last_batch_is_smaller():
    batches = shuffled(10, 4, torch.Generator().manual_seed(0))
    assert [len(batch) for batch in batches] == [4, 4, 2]
    assert sorted(torch.cat(batches).tolist()) == [*range(10)]


@pytest.mark.parametrize("shared", [False, True])
def test_sparse_tables_are_named_once(shared):
    options = {"sparse": True, "shared": shared, "window": 3}
    model = CandidateGenerator(9, dim=4, hidden=(5,), **options)
    sparse, dense = sparse_and_dense(model)
    assert len(sparse) == (1 if shared else 2)
    assert {id(p) for p in (*sparse, *dense)} == {id(p) for p in model.parameters()}
    assert [type(optimizer).__name__ for optimizer in adam(model, 0.1)] == [
        "Adam",
        "RowAdam",
    ]
    assert len(adam(CandidateGenerator(9), 0.1)) == 1


def rates(make, steps):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], 2.0)
    schedule, found = make(optimizer), []
    for _ in range(steps):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    return found


def test_the_rate_rises_for_a_tenth_and_falls_to_nothing():
    found = rates(lambda o: warm_up_and_decay(o, epochs=4, steps=5), 21)
    assert found[:3] == pytest.approx([0, 1, 2])
    assert found[11] == pytest.approx(1)
    assert found[20] == pytest.approx(0)


def test_the_rate_falls_along_a_line():
    assert rates(lambda o: linear_decay(o, 4), 5) == pytest.approx([2, 1.5, 1, 0.5, 0])


@pytest.mark.parametrize("n", [40, 5000])  # most rows touched in each step, and few
def test_row_adam_is_sparse_adam_to_the_bit(n):
    torch.manual_seed(0)
    tables = [Embedding(n, 8, sparse=True) for _ in range(2)]
    tables[1].load_state_dict(tables[0].state_dict())
    kinds = (torch.optim.SparseAdam, RowAdam)
    optimizers = [
        kind(table.parameters(), 0.01)
        for kind, table in zip(kinds, tables, strict=True)
    ]
    for _ in range(30):
        ids = torch.randint(-1, n, (16, 3))
        for table, optimizer in zip(tables, optimizers, strict=True):
            optimizer.zero_grad()
            (table(ids) - 1).pow(3).mean().backward()
            optimizer.step()
    assert torch.equal(tables[0].weight, tables[1].weight)
    states = [o.state_dict()["state"][0] for o in optimizers]
    assert states[0].keys() == states[1].keys()
    assert all(
        torch.equal(*map(torch.as_tensor, pair))
        for pair in zip(*(s.values() for s in states), strict=True)
    )
