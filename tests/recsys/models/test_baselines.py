"""The baselines on logs so small that every score is counted by hand."""

import numpy as np
import pytest

from nnbook.data.interactions import UNKNOWN, Interactions
from nnbook.recsys.models.baselines import ItemKNN, Popularity, SequenceKNN, watched

# Four users, four items: 0 and 1 go together, 3 follows 2.
LOG = Interactions(
    user=np.array([0, 0, 1, 1, 2, 2, 3]),
    item=np.array([0, 1, 0, 1, 2, 3, 0]),
    time=np.arange(7),
    n_users=4,
    n_items=4,
)
USERS = np.arange(4)


def test_watched_counts_a_second_watch_once_and_no_unknown_item():
    log = Interactions(
        np.array([0, 0, 0]), np.array([1, 1, UNKNOWN]), np.arange(3), 1, 2
    )
    assert watched(log, np.array([0])).toarray().tolist() == [[0, 1]]


def test_popularity_is_the_count():
    assert Popularity(LOG).scores(LOG, USERS).tolist() == [[3, 2, 1, 1]] * 4


def test_item_knn_by_hand():
    scores = ItemKNN(LOG, k=3, shrink=1.0).scores(LOG, USERS)
    both = 2 / (np.sqrt(3 * 2) + 1)  # two users have watched 0 and 1
    assert scores[3] == pytest.approx([0, both, 0, 0])
    assert scores[0] == pytest.approx([both, both, 0, 0])
    assert scores[2] == pytest.approx([0, 0, 1 / 2, 1 / 2])


def test_item_knn_keeps_the_nearest_only():
    events = Interactions(
        np.array([0, 0, 0, 1, 1]), np.array([0, 1, 2, 0, 1]), np.arange(5), 2, 3
    )
    scores = ItemKNN(events, k=1, shrink=0.0).scores(events, np.array([1]))
    assert scores[0, 2] == 0  # 0 and 1 are nearer to each other than to 2
    assert scores[0, 0] == pytest.approx(1)


def test_sequence_knn_by_hand():
    model = SequenceKNN(LOG, window=2)
    scores = model.scores(LOG, USERS)
    # User 3 watched 0 last, which was followed by 1 twice, and occurs three times.
    assert scores[3] == pytest.approx([0, 2 / np.sqrt(3), 0, 0])
    # User 0: the vote of 1, followed by nothing, and half the vote of 0.
    assert scores[0] == pytest.approx([0, 1 / np.sqrt(3), 0, 0])


def test_sequence_knn_looks_one_way():
    scores = SequenceKNN(LOG, window=2).scores(LOG, USERS)
    assert scores[2].tolist() == pytest.approx([0, 0, 0, 0.5])  # 2 from 3: nothing


def test_a_pair_further_apart_counts_less():
    log = Interactions(np.zeros(3, int), np.array([0, 1, 2]), np.arange(3), 1, 3)
    follows = SequenceKNN(log, window=2).follows.toarray()
    assert follows[0].tolist() == pytest.approx([0, 1, 0.5])
