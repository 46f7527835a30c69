"""An index in shards: codes scored again, read from the disk, switched as a whole."""

import json
import threading

import numpy as np
import pytest

from nnbook.recsys.serving.index import Exact, recall
from nnbook.recsys.serving.shards import Current, Shards, switch, write_shard


@pytest.fixture(scope="module")
def vectors():
    rng = np.random.default_rng(0)
    return rng.normal(size=(3000, 16)).astype("f4"), rng.normal(size=(40, 16))


def build(folder, items, shards=3, **options):
    """Every shard has every so-many-th item."""
    for shard in range(shards):
        ids = np.arange(shard, len(items), shards)
        write_shard(folder, shard, shards, items[ids], ids, **options)


def test_all_cells_of_all_shards_are_all_items(tmp_path, vectors):
    items, users = vectors
    build(tmp_path, items)
    scores, ids = Shards(tmp_path, nprobe=1000).search(users, 10)
    exact, best = Exact(items).search(users, 10)
    assert recall(ids, best) == 1
    np.testing.assert_allclose(scores, exact, rtol=1e-5)


def test_shards_find_what_one_does(tmp_path, vectors):
    """Each with so many cells of its own, as many items are looked at."""
    items, users = vectors
    found = {}
    for shards in (1, 3):
        build(tmp_path / str(shards), items, shards, cells=30)
        found[shards] = Shards(tmp_path / str(shards), nprobe=10).search(users, 10)[1]
    best = Exact(items).search(users, 10)[1]
    one, three = (recall(found[shards], best) for shards in (1, 3))
    assert 0.5 < one < 1 and three > one - 0.05


def test_codes_are_small_and_scored_again(tmp_path, vectors):
    items, users = vectors
    best = Exact(items).search(users, 10)[1]
    build(tmp_path / "vectors", items, 1)
    build(tmp_path / "codes", items, 1, code_bytes=4)
    size = {
        kind: (tmp_path / kind / "shard-0-of-1.faiss").stat().st_size
        for kind in ("vectors", "codes")
    }
    # 64 and 4 bytes an item, 8 bytes for its number, and the centres.
    assert size["codes"] < size["vectors"] - 50 * len(items)
    again = Shards(tmp_path / "codes", nprobe=1000)
    scores, ids = again.search(users, 10)
    only = again.shards[0].index.search(users.astype("f4"), 10)[1]
    assert recall(only, best) < 0.8 < 0.95 < recall(ids, best)
    np.testing.assert_allclose(scores, np.einsum("bkd,bd->bk", items[ids], users), 1e-4)


def test_few_items_leave_places_empty(tmp_path):
    build(tmp_path, np.eye(3, dtype="f4"), 2)
    scores, ids = Shards(tmp_path).search(np.ones((1, 3)), 5)
    assert sorted(ids[0].tolist()) == [-1, -1, 0, 1, 2] and ids[0, -1] == -1
    assert scores[0, -1] < 0


def test_what_does_not_fit_is_said(tmp_path, vectors):
    items, _ = vectors
    with pytest.raises(ValueError, match="16 must be a multiple of that"):
        build(tmp_path, items, code_bytes=5)
    with pytest.raises(FileNotFoundError, match="has 0 of 1 shards"):
        Shards(tmp_path)
    build(tmp_path, items)
    (tmp_path / "shard-1-of-3.faiss").unlink()
    with pytest.raises(FileNotFoundError, match="has 2 of 3 shards"):
        Shards(tmp_path)


def test_a_new_index_is_switched_to_under_searches(tmp_path, vectors):
    """Every answer is one of the old index or one of the new, and both occur."""
    items, users = vectors
    build(tmp_path / "1", items)
    switch(tmp_path, "1")
    current = Current(tmp_path, nprobe=5)
    build(tmp_path / "2", -items)
    allowed = [Shards(tmp_path / n, nprobe=5).search(users, 5)[1] for n in ("1", "2")]
    seen, stop = [], threading.Event()

    def search():
        while not stop.is_set():
            ids = current.search(users, 5)[1]
            seen.append([np.array_equal(ids, a) for a in allowed])

    searcher = threading.Thread(target=search)
    searcher.start()
    while len(seen) < 3:
        pass
    assert current.refresh() is False
    switch(tmp_path, "2")
    assert current.refresh() is True
    last = len(seen) + 3
    while len(seen) < last:
        pass
    stop.set()
    searcher.join()
    assert all(sum(which) == 1 for which in seen)
    assert seen[0] == [True, False] and seen[-1] == [False, True]
    assert json.loads((tmp_path / "current.json").read_text()) == {"index": "2"}
