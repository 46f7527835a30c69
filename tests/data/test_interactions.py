"""Interactions: checked on the way in, sorted by a stated rule."""

import numpy as np
import pytest

from nnbook.data.interactions import UNKNOWN, Interactions


def events(user, item, time, n_users=3, n_items=9):
    return Interactions(
        np.array(user), np.array(item), np.array(time), n_users, n_items
    )


def test_in_order_is_by_user_then_time_then_item():
    mixed = events([1, 0, 1, 1], [8, 3, 5, 2], [4, 9, 7, 4])
    ordered = mixed.in_order()
    assert ordered.user.tolist() == [0, 1, 1, 1]
    assert ordered.item.tolist() == [3, 2, 8, 5]
    assert ordered.time.tolist() == [9, 4, 4, 7]


def test_ties_at_random_keep_the_order_of_time():
    tied = events([0] * 6, range(6), [1, 1, 1, 1, 1, 0])
    orders = {
        tuple(tied.in_order(np.random.default_rng(seed)).item) for seed in range(200)
    }
    assert len(orders) > 60  # of 120
    assert {order[0] for order in orders} == {5}


def test_starts_of_each_user_also_of_one_without_events():
    assert events([0, 0, 2], [1, 2, 3], [0, 1, 0]).starts.tolist() == [0, 2, 2, 3]


@pytest.mark.parametrize("user, time", [([1, 0], [0, 1]), ([0, 0], [1, 0])])
def test_starts_needs_the_order(user, time):
    with pytest.raises(ValueError, match="in_order"):
        _ = events(user, [1, 2], time).starts


@pytest.mark.parametrize(
    "user, item, message",
    [
        ([0, 3], [0, 1], "user ids run from 0 to 3.* between 0 and 2"),
        ([-1, 1], [0, 1], "user ids run from -1"),
        ([0, 1], [UNKNOWN - 1, 1], "item ids run from -2"),
        ([0, 1], [0], "2 users, 1 items and 2 times"),
    ],
)
def test_ids_and_lengths_are_checked(user, item, message):
    with pytest.raises(ValueError, match=message):
        events(user, item, [0, 1])


def test_an_item_out_of_the_vocabulary_is_allowed():
    assert events([0], [UNKNOWN], [0]).item.tolist() == [-1]
