"""Splits by time: no future in the past, and nothing counted but on the training part."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nnbook.data.interactions import UNKNOWN, Interactions
from nnbook.data.splits import leave_last_out, split_at
from nnbook.recsys.features.examples import training_examples
from nnbook.recsys.features.vocabulary import encoded, known_items


def log(seed, n=60, users=6, items=9):
    rng = np.random.default_rng(seed)
    return Interactions(
        rng.integers(0, users, n),
        rng.integers(0, items, n),
        rng.integers(0, 20, n),  # ties are many
        users,
        items,
    ).in_order()


@given(st.integers(0, 2**32))
def test_the_last_one_is_each_users_latest(seed):
    events = log(seed)
    kept, last = leave_last_out(events)
    assert len(kept) + len(last) == len(events)
    assert len(set(last.user)) == len(last)
    for user, time in zip(last.user, last.time, strict=True):
        assert (kept.time[kept.user == user] <= time).all()
        assert (kept.user == user).any(), "a single event is kept"


def test_a_user_with_one_event_keeps_it():
    events = Interactions(np.array([0]), np.array([2]), np.array([1]), 1, 3)
    kept, last = leave_last_out(events)
    assert len(kept) == 1
    assert len(last) == 0


@given(st.integers(0, 2**32), st.integers(0, 20))
def test_one_cut_for_all(seed, time):
    events = log(seed)
    before, after = split_at(events, time)
    assert (before.time < time).all()
    assert (after.time >= time).all()
    assert len(before) + len(after) == len(events)


def test_the_vocabulary_knows_the_training_part_only():
    events = log(3)
    training, test = split_at(events, 10)
    vocabulary = known_items(training, min_count=2)
    assert vocabulary.values == np.flatnonzero(training.counts >= 2).tolist()
    test_ids = encoded(test, vocabulary)
    known = np.isin(test.item, vocabulary.values)
    assert (test_ids.item[~known] == UNKNOWN).all()
    assert (np.array(vocabulary.values)[test_ids.item[known]] == test.item[known]).all()


@given(st.integers(0, 2**32), st.sampled_from(["skip", "label"]))
def test_what_comes_after_the_label_changes_no_example(seed, repeats):
    events = log(seed)
    half = 10
    rng = np.random.default_rng(seed)
    later = events.time >= half
    item = events.item.copy()
    item[later] = rng.permutation(item[later])
    mixed = Interactions(events.user, item, events.time, 6, 9).in_order()
    a, b = (
        training_examples(e, np.random.default_rng(0), repeats=repeats)
        for e in (events, mixed)
    )
    span = events.time.max() - events.time.min()
    # Half a time step apart from the cut: ages are rounded numbers.
    least = (events.time.max() - half + 0.5) / span
    a, b = (e.take(e.inputs["example_age"] > least) for e in (a, b))
    assert a.label.tolist() == b.label.tolist()
    assert (a.inputs["watches"] == b.inputs["watches"]).all()


def test_no_target_is_inside_its_own_history_of_different_items():
    events = Interactions(
        np.repeat(np.arange(3), 8), np.tile(np.arange(8), 3), np.arange(24), 3, 8
    )
    examples = training_examples(events, np.random.default_rng(0))
    assert not (examples.inputs["watches"] == examples.label[:, None]).any()
