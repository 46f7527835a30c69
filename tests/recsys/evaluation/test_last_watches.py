"""The last watches are asked for with what was known before them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnbook.data.interactions import Interactions
from nnbook.recsys.evaluation import last_watches
from nnbook.recsys.evaluation.last_watches import label_ranks, last_steps
from nnbook.recsys.models.baselines import ItemKNN, Popularity, SequenceKNN
from tests.recsys.features.test_examples import busy_log


class Witness:
    """A scorer that keeps what it was told; item i has the score -i."""

    def scores(self, events, users):
        self.told, self.users = events, users
        return np.tile(-np.arange(events.n_items, dtype=float), (len(users), 1))


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.integers(1, 3), st.sampled_from(["skip", "label"]))
def test_nothing_of_the_labels_time_or_later_is_told(seed, n, repeats):
    events = busy_log(seed)
    witness = Witness()
    for before, last in last_steps(events, n, repeats)[1]:
        label_ranks(witness, before, last, repeats=repeats)
        for user, time in zip(last.user, last.time, strict=True):
            told = witness.told.item[witness.told.user == user]
            earlier = (events.user == user) & (events.time < time)
            assert told.tolist() == events.item[earlier].tolist()


@settings(max_examples=30)
@given(st.integers(0, 10**6), st.integers(1, 40), st.sampled_from(["apart", "order"]))
def test_few_users_at_a_time_have_the_same_ranks(seed, numbers, ties):
    events = busy_log(seed)
    training, steps = last_steps(events, 2)
    models = (Popularity(training), ItemKNN(training), SequenceKNN(training))
    for before, last in steps:
        for model in models:
            whole = label_ranks(model, before, last, ties)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(last_watches, "SCORES", numbers)
                assert label_ranks(model, before, last, ties).tolist() == whole.tolist()


def test_who_watches_again_is_not_asked_or_is_asked_among_all():
    """The last watch of user 0 is their first film again, that of user 1 a new one."""
    events = Interactions(
        user=np.array([0, 0, 0, 1, 1]),
        item=np.array([2, 1, 2, 0, 3]),
        time=np.array([0, 1, 2, 0, 1]),
        n_users=2,
        n_items=4,
    )
    training, ((before, last),) = last_steps(events, 1)
    assert training.item.tolist() == before.item.tolist() == [2, 1, 0]
    assert last.user.tolist() == [1]
    assert label_ranks(Witness(), before, last) == [2]  # behind 1 and 2; 0 is seen
    _, ((before, last),) = last_steps(events, 1, repeats="label")
    assert last.user.tolist() == [0, 1]
    assert label_ranks(Witness(), before, last, repeats="label").tolist() == [2, 3]
    with pytest.raises(ValueError, match="1 of 2 labels were seen before"):
        label_ranks(Witness(), before, last)


def test_what_stands_at_the_labels_time_does_not_compete():
    events = Interactions(
        user=np.zeros(3, int),
        item=np.array([3, 0, 1]),
        time=np.array([0, 5, 5]),
        n_users=1,
        n_items=4,
    )
    _, ((before, last),) = last_steps(events, 1)
    witness = Witness()
    assert label_ranks(witness, before, last) == [0]
    assert witness.told.item.tolist() == [3]
    assert label_ranks(witness, before, last, ties="order") == [0]
    assert witness.told.item.tolist() == [3, 0]
