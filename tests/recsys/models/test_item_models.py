"""Decayed histories and EASE: by hand, and against the form that the papers give."""

import numpy as np
import pytest

from nnbook.data.interactions import UNKNOWN, Interactions
from nnbook.recsys.models.baselines import ItemKNN, watched
from nnbook.recsys.models.item_models import EASE, DecayedItemKNN, decayed


def log(users=30, items=12, seed=0):
    """Random watches, up to eight a user, with repeats and unknown items."""
    rng = np.random.default_rng(seed)
    user = np.repeat(np.arange(users), rng.integers(1, 9, users))
    item = rng.integers(UNKNOWN, items, len(user))
    return Interactions(user, item, np.arange(len(user)), users, items)


def test_a_history_decays_by_hand():
    events = Interactions(
        np.array([0, 0, 0, 0, 2]),
        np.array([3, 1, UNKNOWN, 3, 0]),
        np.arange(5),
        3,
        4,
    )
    users = np.array([2, 0, 1])
    expected = [[1, 0, 0, 0], [0, 0.25, 0, 1], [0, 0, 0, 0]]
    assert decayed(events, users, 0.5).toarray().tolist() == expected
    two = decayed(events, users, 0.5, last=2).toarray()
    assert two.tolist() == [[1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 0, 0]]


def test_a_history_that_does_not_decay_is_what_was_watched():
    events = log()
    users = np.array([4, 4, 0, 29])
    whole = watched(events, users).toarray()
    assert np.array_equal(decayed(events, users).toarray(), whole)
    # And so is the item-kNN that forgets nothing.
    old, new = (of(events, k=3, shrink=1.0) for of in (ItemKNN, DecayedItemKNN))
    assert np.allclose(old.scores(events, users), new.scores(events, users))


def test_item_knn_with_the_last_watch_says_what_is_like_it():
    events = log()
    model = DecayedItemKNN(events, k=12, shrink=1.0, last=1)
    last = events.item[events.starts[1:] - 1]
    known = np.flatnonzero(last >= 0)
    similar = model.similar.toarray()[last[known]]
    assert np.allclose(model.scores(events, known), similar)


@pytest.mark.parametrize("decay", [1.0, 0.6])
@pytest.mark.parametrize("l2", [0.5, 20.0])
@pytest.mark.parametrize("shape", [(30, 12), (6, 40)])
def test_ease_is_the_closed_form_of_its_paper(decay, l2, shape):
    events = log(*shape)
    users = np.arange(events.n_users)
    x = watched(events, users).toarray()
    p = np.linalg.inv(x.T @ x + l2 * np.eye(events.n_items))
    b = -p / np.diag(p)
    np.fill_diagonal(b, 0)
    expected = decayed(events, users, decay).toarray() @ b
    assert np.allclose(EASE(events, l2, decay).scores(events, users), expected)


def test_ease_is_the_least_of_its_loss():
    """Brute force: ridge regression of each item from all others, one at a time."""
    events, l2 = log(20, 7), 3.0
    x = watched(events, np.arange(20)).toarray()
    b = np.zeros((7, 7))
    for j in range(7):
        others = np.delete(np.arange(7), j)
        z = x[:, others]
        b[others, j] = np.linalg.solve(z.T @ z + l2 * np.eye(6), z.T @ x[:, j])
    assert np.allclose(EASE(events, l2).scores(events, np.arange(20)), x @ b)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda e: EASE(e, l2=0), "l2 is 0, expected more than 0"),
        (lambda e: decayed(e, [0], decay=0), "decay is 0, expected more than 0"),
        (lambda e: decayed(e, [0], last=0), "last is 0, expected 1 or more"),
    ],
)
def test_settings_that_make_no_model_are_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make(log())
