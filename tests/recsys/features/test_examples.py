"""Training examples: nothing of the label or of what came after it in the input."""

import tracemalloc

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
    # What stands at a user's first time has nothing before it.
    begun = events.time > events.time[events.starts[events.user]]
    has = np.bincount(events.user[begun], minlength=5)
    assert counts.tolist() == np.minimum(has, per_user).tolist()


def busy_log(seed, n=80):
    """Random events of 4 users: few items and few times, so that both come again."""
    rng = np.random.default_rng(seed)
    columns = (rng.integers(high, size=n) for high in (4, 12, 15))
    return Interactions(*columns, 4, 12).in_order(rng)


def by_hand(events, window, ties, repeats):
    """(user, time, label, watches) of each example, by the rules as they are told."""
    found = []
    for user in range(events.n_users):
        rows = np.flatnonzero(events.user == user)
        mine = [*zip(events.time[rows], events.item[rows], strict=True)]
        for place, (time, item) in enumerate(mine):
            before = [i for t, i in mine if t < time]
            if ties == "order":
                before = [i for _, i in mine[:place]]
            if repeats == "skip" and item in [i for _, i in mine[:place]]:
                continue
            if before:
                latest = before[::-1][:window] + [UNKNOWN] * (window - len(before))
                found.append((user, time, item, latest))
    return found


@settings(max_examples=60)
@given(
    st.integers(0, 10**6),
    st.integers(1, 8),
    st.sampled_from(["apart", "order"]),
    st.sampled_from(["skip", "label"]),
)
def test_examples_are_those_of_the_rules(seed, window, ties, repeats):
    events = busy_log(seed)
    got = examples(events, window=window, ties=ties, repeats=repeats)
    expected = by_hand(events, window, ties, repeats)
    assert got.user.tolist() == [user for user, _, _, _ in expected]
    assert got.label.tolist() == [label for _, _, label, _ in expected]
    assert got.inputs["watches"].tolist() == [watches for _, _, _, watches in expected]


def eager(events, examples, window):
    """The histories as they were made before: a row of the log for every place."""
    item = np.append(events.item, UNKNOWN)
    place = np.arange(len(events))
    histories = []
    for k, user in enumerate(examples.user):
        span = np.ptp(events.time) or 1
        age = np.float32((events.time.max() - events.time) / span)
        same = age == examples.inputs["example_age"][k]
        end = place[(events.user == user) & same][0]
        rows = end - 1 - np.arange(window)
        histories.append(item[np.where(rows >= events.starts[user], rows, -1)])
    return np.array(histories).reshape(-1, window)


@settings(max_examples=30)
@given(st.integers(0, 10**6), st.integers(1, 8), st.sampled_from([None, 3]))
def test_a_batch_has_what_all_examples_made_at_once_would_have(seed, window, per_user):
    events, searches = busy_log(seed), busy_log(seed + 1)
    got = examples(
        events,
        seed,
        window=window,
        per_user=per_user,
        searches=searches,
        user_features={"gender": np.arange(4) % 2},
    )
    assert (got.inputs["watches"] == eager(events, got, window)).all()
    whole = got.inputs | {"label": got.label}
    rows = np.random.default_rng(seed).permutation(len(got))[: len(got) // 2]
    for some in (got.batch(rows), got.take(rows).batch(), got.take(rows).inputs):
        for name, values in some.items():
            assert np.array_equal(values, whole[name][rows]), name
    mask = got.label % 2 == 0
    for name, values in got.take(mask).inputs.items():
        assert np.array_equal(values, whole[name][mask]), name


def test_an_example_keeps_28_bytes_at_any_width():
    """User, label, place in the log, age; and 100 bytes more while it is made."""
    events = log(0, n=20_000, n_users=200, n_items=20_000, times=1000)
    assert events.starts is not None  # kept with the log
    tracemalloc.start()
    got = examples(events, window=50)
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert 28 <= kept / len(got) < 28.5
    assert peak / len(events) < 130


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.sampled_from(["next", "random"]))
def test_the_order_within_a_time_changes_no_example(seed, held_out):
    """The same log, its ties in another order; histories are compared as sets."""
    events = busy_log(seed)
    other = events.in_order(np.random.default_rng(seed + 1))

    def told(events):
        # With "label": of two watches of one item at one time either may be the first.
        options = {"held_out": held_out, "repeats": "label"}
        got = examples(events, window=100, **options)
        watches = np.sort(got.inputs["watches"], axis=1).tolist()
        ages = got.inputs["example_age"].tolist()
        rows = [got.user.tolist(), got.label.tolist(), ages, watches]
        return sorted(zip(*rows, strict=True))

    assert told(events) == told(other)


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.sampled_from(["skip", "label"]))
def test_a_random_label_is_not_given_away(seed, repeats):
    """Neither by another watch of its item, nor by one of the same time."""
    events = busy_log(seed)
    options = {"held_out": "random", "repeats": repeats}
    got = examples(events, seed, window=100, **options)
    assert not (got.inputs["watches"] == got.label[:, None]).any()
    span = np.ptp(events.time)
    time = events.time.max() - np.round(got.inputs["example_age"] * span)
    for user, at, label, watches in zip(
        got.user, time, got.label, got.inputs["watches"], strict=True
    ):
        mine = (events.user == user) & (events.time != at) & (events.item != label)
        assert sorted(watches[watches >= 0]) == sorted(events.item[mine])


@settings(max_examples=60)
@given(st.integers(0, 10**6))
def test_an_item_is_a_users_label_once_or_as_often_as_it_comes(seed):
    events = busy_log(seed)
    once = examples(events, repeats="skip")
    assert len({*zip(once.user, once.label, strict=True)}) == len(once)
    every = examples(events, repeats="label")
    begun = events.time > events.time[events.starts[events.user]]
    assert len(every) == begun.sum() >= len(once)


@settings(max_examples=30)
@given(st.integers(0, 10**6), st.integers(0, 14))
def test_serving_at_a_time_sees_what_was_before_it(seed, time):
    events = busy_log(seed)
    got = serving_examples(events, np.arange(4), np.full(4, time), window=100)
    for user, watches in enumerate(got.inputs["watches"]):
        before = events.item[(events.user == user) & (events.time < time)]
        assert watches[watches >= 0].tolist() == before[::-1].tolist()


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


@pytest.mark.parametrize("name", ["held_out", "ties", "repeats"])
def test_another_rule_is_refused(name):
    with pytest.raises(ValueError, match=f"{name} is .* not 'last'"):
        examples(log(0), **{name: "last"})
