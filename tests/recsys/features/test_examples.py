"""Training examples: nothing of the label or of what came after it in the input."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnbook.data.interactions import UNKNOWN, Interactions
from nnbook.recsys.features.examples import serving_examples, training_examples


def log(seed, n=60, n_users=5, n_items=200, times=30):
    """Random events; no user watches an item twice, many share a time."""
    rng = np.random.default_rng(seed)
    return Interactions(
        rng.integers(n_users, size=n),
        rng.permutation(n_items)[:n],
        rng.integers(times, size=n),
        n_users,
        n_items,
    ).in_order()


def examples(events, seed=0, **options):
    return training_examples(events, np.random.default_rng(seed), **options)


def test_by_hand():
    events = Interactions(
        np.array([0, 0, 0, 1, 2, 2]),
        np.array([5, 6, 7, 5, 8, UNKNOWN]),
        np.array([0, 2, 4, 1, 3, 8]),
        3,
        9,
    )
    got = examples(events, window=2)
    # Users 1 and 2 have no watch with a known label after another one.
    assert got.user.tolist() == [0, 0]
    assert got.label.tolist() == [6, 7]
    assert got.inputs["watches"].tolist() == [[5, UNKNOWN], [6, 5]]
    assert got.inputs["example_age"].tolist() == [0.75, 0.5]


def test_serving_sees_all_events_at_age_zero():
    events = log(3)
    got = serving_examples(events, [4, 1], window=3, label=np.array([7, 8]))
    for k, user in enumerate((4, 1)):
        mine = events.item[events.user == user][::-1][:3]
        assert got.inputs["watches"][k].tolist() == mine.tolist()
    assert got.inputs["example_age"].tolist() == [0, 0]
    assert got.label.tolist() == [7, 8]


def test_a_user_without_events_is_served_with_an_empty_history():
    events = Interactions(*(np.zeros(0, int),) * 3, 2, 9)
    got = serving_examples(events, [0, 1], window=2)
    assert (got.inputs["watches"] == UNKNOWN).all()


@settings(max_examples=30)
@given(st.integers(0, 10**6))
def test_events_after_the_label_change_nothing(seed):
    """All events from a label on are shuffled among themselves, in item and in time."""
    events = log(seed)
    searches = log(seed + 1)
    rng = np.random.default_rng(seed)
    full = examples(events, window=4, searches=searches)
    pick = rng.integers(len(full))
    user, label = full.user[pick], full.label[pick]
    row = int(np.flatnonzero((events.user == user) & (events.item == label))[0])
    end = events.starts[user + 1]
    item = events.item.copy()
    item[row + 1 : end] = rng.permutation(item[row + 1 : end])
    word = searches.item.copy()
    late = np.flatnonzero((searches.user == user) & (searches.time >= events.time[row]))
    word[late] = rng.permutation(word[late])
    changed = Interactions(events.user, item, events.time, 5, 200)
    other = Interactions(searches.user, word, searches.time, 5, 200)
    again = examples(changed, window=4, searches=other)
    assert again.label[pick] == label
    for name, values in full.inputs.items():
        assert np.array_equal(values[pick], again.inputs[name][pick]), name


@settings(max_examples=30)
@given(st.integers(0, 10**6), st.sampled_from(["next", "random"]))
def test_no_label_inside_its_own_history(seed, held_out):
    got = examples(log(seed), seed, window=6, held_out=held_out)
    assert not (got.inputs["watches"] == got.label[:, None]).any()


def test_a_random_held_out_watch_sees_the_future_and_the_next_one_does_not():
    events = log(1)
    place = np.empty(200, int)
    place[events.item] = np.arange(len(events))

    def later(held_out):
        got = examples(events, window=50, held_out=held_out)
        watches = got.inputs["watches"]
        after = place[watches] > place[got.label][:, None]
        return (after & (watches >= 0)).any()

    assert later("random") and not later("next")


@settings(max_examples=30)
@given(st.integers(0, 10**6), st.integers(1, 20))
def test_the_same_number_of_examples_for_each_user(seed, per_user):
    events = log(seed)
    got = examples(events, seed, per_user=per_user)
    counts = np.bincount(got.user, minlength=5)
    has = np.maximum(np.bincount(events.user, minlength=5) - 1, 0)
    assert counts.tolist() == np.minimum(has, per_user).tolist()


def test_which_labels_are_drawn_depends_on_the_generator():
    events = log(0, n=200, n_items=400)
    drawn = [tuple(examples(events, seed, per_user=3).label) for seed in range(5)]
    assert len(set(drawn)) == 5


def test_tokens_searched_at_the_labels_time_or_later_are_left_out():
    events = Interactions(
        np.array([0, 0, 1, 1]), np.arange(4), np.array([1, 5, 0, 2]), 2, 4
    )
    words = np.array([0, 1, 2, 3, 4])
    searches = Interactions(
        np.array([0, 0, 0, 1, 1]), words, np.array([0, 4.5, 5, 1, 1]), 2, 9
    )
    got = examples(events, window=3, searches=searches)
    assert got.inputs["searches"].tolist() == [[1, 0, -1], [4, 3, -1]]


def test_features_of_the_user():
    got = examples(log(0), user_features={"gender": np.arange(5) % 2})
    assert np.array_equal(got.inputs["gender"], got.user % 2)


def test_a_batch_is_tensors_with_the_label():
    got = examples(log(0), window=3)
    batch = got.batch(np.array([2, 0]))
    assert batch["watches"].shape == (2, 3)
    assert batch["label"].tolist() == got.label[[2, 0]].tolist()


def test_another_way_of_holding_out_is_refused():
    with pytest.raises(ValueError, match="'last'"):
        examples(log(0), held_out="last")
