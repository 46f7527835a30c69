"""Indexes beside the exact search, and seen items left out."""

import numpy as np
import pytest

from nnbook.recsys.serving.index import (
    HNSW,
    IVF,
    Exact,
    Flat,
    normalized,
    recall,
    search_unseen,
)

INDEXES = {
    "exact": Exact,
    "flat": Flat,
    "ivf": lambda v: IVF(v, cells=5, nprobe=5),
    "hnsw": lambda v: HNSW(v, ef=300),
}
every_index = pytest.mark.parametrize("make", INDEXES.values(), ids=INDEXES)


@pytest.fixture
def vectors():
    rng = np.random.default_rng(0)
    return rng.normal(size=(300, 8)), rng.normal(size=(20, 8))


@every_index
def test_every_index_finds_the_largest_inner_products(make, vectors):
    items, users = vectors
    scores, ids = make(items).search(users, 10)
    order = np.argsort(-users @ items.T, axis=1)[:, :10]
    assert recall(ids, order) > (0.99 if make is INDEXES["hnsw"] else 0.999)
    found = np.take_along_axis(users @ items.T, ids, axis=1)
    np.testing.assert_allclose(scores, found, rtol=1e-4)
    assert (np.diff(scores, axis=1) <= 0).all()


def test_blocks_of_queries_change_nothing(vectors, monkeypatch):
    items, users = vectors
    whole = Exact(items).search(users, 5)
    monkeypatch.setattr("nnbook.recsys.serving.index.BLOCK", 700)
    for a, b in zip(whole, Exact(items).search(users, 5), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-5)


def test_the_longest_vector_wins_by_product_the_nearest_by_cosine():
    items = np.array([[1.0, 0.1], [5.0, 4.0]])
    user = np.array([[1.0, 0.0]])
    assert Exact(items).search(user, 2)[1].tolist() == [[1, 0]]
    assert Exact(normalized(items)).search(user, 2)[1].tolist() == [[0, 1]]
    assert normalized(np.zeros((1, 2))).tolist() == [[0, 0]]


@every_index
def test_seen_items_are_left_out_and_the_order_stays(make, vectors):
    items, users = vectors
    index = make(items)
    best = index.search(users, 12)[1]
    seen = np.full((20, 4), -1)
    seen[:, :2] = best[:, [0, 3]]
    found = search_unseen(index, users, 8, seen)
    expected = np.delete(best, [0, 3], axis=1)[:, :8]
    assert recall(found, expected) == 1
    assert (found == expected).mean() > 0.99


@every_index
def test_where_everything_is_seen_nothing_is_found(make):
    items = np.eye(3)
    seen = np.array([[0, 1, 2], [1, -1, -1]])
    found = search_unseen(make_small(make, items), np.ones((2, 3)), 4, seen)
    assert found[0].tolist() == [-1] * 4
    assert sorted(found[1].tolist()) == [-1, -1, 0, 2]


def make_small(make, items):
    return IVF(items, cells=1, nprobe=1) if make is INDEXES["ivf"] else make(items)


def test_more_probes_and_longer_lists_find_more():
    rng = np.random.default_rng(1)
    items, users = rng.normal(size=(4000, 32)), rng.normal(size=(50, 32))
    exact = Exact(items).search(users, 50)[1]
    probes = [
        recall(IVF(items, 60, n).search(users, 50)[1], exact) for n in (2, 10, 60)
    ]
    assert probes[0] < 0.4 < probes[1] < 0.8 < probes[2] == 1
    lists = [recall(HNSW(items, 8, n).search(users, 50)[1], exact) for n in (1, 400)]
    assert lists[0] < 0.9 < lists[1]


def test_recall_by_hand():
    assert recall([[1, 2, 9], [3, 4, 5]], [[2, 7], [4, 5]]) == 0.75


@pytest.mark.parametrize(
    "vectors, message",
    [
        (np.ones(3), r"shape \(3,\)"),
        (np.ones((0, 3)), r"shape \(0, 3\)"),
        ([[np.nan, 1.0]], "has the training diverged"),
    ],
)
@every_index
def test_bad_vectors_are_refused(make, vectors, message):
    with pytest.raises(ValueError, match=message):
        make(vectors)


def test_seen_needs_a_row_for_each_query():
    with pytest.raises(ValueError, match="2 queries, but seen has 1 rows"):
        search_unseen(Exact(np.eye(2)), np.eye(2), 1, [[0]])
