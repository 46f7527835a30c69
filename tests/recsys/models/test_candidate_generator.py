"""The candidate generator: its parts by hand, its masks, its gradients."""

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from nnbook.recsys.models.candidate_generator import CandidateGenerator
from nnbook.recsys.models.embedding import average

WATCHES = torch.tensor([[3, 1, -1], [2, -1, -1], [-1, -1, -1]])


def full_model(**options):
    torch.manual_seed(0)
    return CandidateGenerator(
        7,
        dim=5,
        hidden=(6, 4),
        n_tokens=9,
        categories={"geography": 3, "device": 2},
        continuous=("age", "example_age"),
        **options,
    )


def batch():
    return {
        "watches": WATCHES,
        "searches": torch.tensor([[0, 8], [4, -1], [-1, -1]]),
        "geography": torch.tensor([2, 0, -1]),
        "device": torch.tensor([0, 1, -1]),
        "age": torch.tensor([0.1, 0.5, 0.9]),
        "example_age": torch.tensor([0.0, 0.3, 1.0]),
        "label": torch.tensor([0, 5, 6]),
    }


def test_the_user_vector_by_hand():
    model, b = full_model(), batch()
    e, s = model.watches.weight, model.searches.weight
    zero = torch.zeros(5)
    watched = torch.stack([(e[3] + e[1]) / 2, e[2], zero])
    searched = torch.stack([(s[0] + s[8]) / 2, s[4], zero])
    place = model.categories["geography"].weight
    device = model.categories["device"].weight
    x = torch.cat(
        [
            watched,
            searched,
            torch.stack([place[2], place[0], 0 * place[0]]),
            torch.stack([device[0], device[1], 0 * device[0]]),
            b["age"][:, None],
            b["example_age"][:, None],
        ],
        dim=1,
    )
    first, _, second, _, last = model.tower
    hidden = torch.relu(second(torch.relu(first(x))))
    u = hidden @ last.weight.T + last.bias
    torch.testing.assert_close(model.user_vectors(b), u)
    torch.testing.assert_close(model(b), u @ model.items.weight.T)
    log_p = torch.log_softmax(u @ model.items.weight.T, dim=1)
    torch.testing.assert_close(
        model.loss(b), -log_p[torch.arange(3), b["label"]].mean()
    )


def test_user_vectors_point_in_every_direction():
    torch.manual_seed(0)
    model = CandidateGenerator(50, dim=5, hidden=(16,))
    with torch.no_grad():
        model.watches.weight *= 10
    u = model.user_vectors({"watches": torch.arange(50)[:, None]})
    assert (u < 0).any(dim=0).all() and (u > 0).any(dim=0).all()


def test_item_vectors_are_not_the_input_embeddings():
    model = full_model()
    assert model.item_vectors() is not model.watches.weight
    assert not torch.equal(model.item_vectors(), model.watches.weight)


@pytest.mark.parametrize("window", [None, 4])
def test_padding_changes_nothing(window):
    model = full_model(window=window)
    wide = {**batch(), "watches": F.pad(WATCHES, (0, 1), value=-1)}
    torch.testing.assert_close(model.user_vectors(wide), model.user_vectors(batch()))


def test_an_average_does_not_know_the_order_and_recency_does():
    turned = {**batch(), "watches": WATCHES[:, [1, 0, 2]]}
    model = full_model()
    torch.testing.assert_close(model.user_vectors(turned), model.user_vectors(batch()))
    model = full_model(window=3)
    with torch.no_grad():
        model.recency.copy_(torch.tensor([2.0, 0.0, -1.0]))
    e = model.watches.weight
    share = 1 / (1 + np.exp(-2.0))
    torch.testing.assert_close(
        model.history(WATCHES)[0], share * e[3] + (1 - share) * e[1]
    )
    torch.testing.assert_close(model.history(WATCHES)[2], torch.zeros(5))


def test_recency_starts_as_the_average():
    model = full_model(window=3)
    torch.testing.assert_close(model.history(WATCHES), average(model.watches, WATCHES))


def test_recency_refuses_a_longer_history():
    with pytest.raises(ValueError, match=r"3 watches.*window=2"):
        full_model(window=2).user_vectors(batch())


@pytest.mark.parametrize("window", [None, 3])
def test_no_gradient_is_nan_and_the_empty_history_gives_none(window):
    model = full_model(window=window)
    model.loss(batch()).backward()
    assert all(torch.isfinite(p.grad).all() for p in model.parameters())
    # Row 0 stands in for "unknown" on the way in: nothing may reach it.
    assert not model.watches.weight.grad[0].any()


@pytest.mark.parametrize("window", [None, 3])
def test_sparse_gradients_are_the_dense_ones(window):
    dense, sparse = full_model(window=window), full_model(window=window, sparse=True)
    for model in (dense, sparse):
        labels = model.items(batch()["label"])
        (model.user_vectors(batch()) * labels).sum().backward()
    for p, q in zip(dense.parameters(), sparse.parameters(), strict=True):
        torch.testing.assert_close(p.grad, q.grad.to_dense())
    assert sparse.watches.weight.grad.is_sparse and sparse.items.weight.grad.is_sparse
