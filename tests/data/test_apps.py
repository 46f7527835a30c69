"""The made-up app store: its truth is what it says, and its logs follow it."""

import numpy as np
import pytest

from nnbook.data.apps import DEVICE_LOGITS, NONE, simulate

SMALL = {"n_users": 3000, "n_apps": 40, "n_genres": 4, "n_pairs": 12}


@pytest.fixture(scope="module")
def store():
    return simulate(**SMALL, seed=3)


@pytest.fixture(scope="module")
def log(store):
    return store.show(100_000, seed=1)


def test_the_same_seed_gives_the_same_store_and_log(store, log):
    again = simulate(**SMALL, seed=3)
    for name in ("taste", "planted", "installed", "age", "device"):
        assert np.array_equal(getattr(store, name), getattr(again, name))
    other = again.show(100_000, seed=1)
    assert np.array_equal(log.shown, other.shown)
    assert np.array_equal(log.label, other.label)
    assert not np.array_equal(store.show(1000, seed=2).user, log.user[:1000])
    assert not np.array_equal(simulate(**SMALL, seed=4).installed, store.installed)


@pytest.mark.parametrize("base_rate", [0.01, 0.05])
def test_the_base_rate_is_that_of_what_no_pair_lifts(base_rate):
    store = simulate(**SMALL, base_rate=base_rate, pair_rate=0.5)
    log = store.show(50_000, seed=9)
    rates = store.rates(log)
    lifted = rates == 0.5
    assert 0 < lifted.mean() < 0.2
    assert rates[~lifted].mean() == pytest.approx(base_rate, rel=0.08)


def test_planted_pairs_have_their_rate_whatever_else_is_installed(store):
    assert store.planted[0].tolist() == [0, 1]
    assert store.names[:2] == ("netflix", "pandora")
    assert len(np.unique(store.planted, axis=0)) == len(store.planted) == 12
    one, shown = store.planted.T
    assert store.pair_rates()[one, shown] == pytest.approx(0.10)
    others = [a for a in range(40) if [a, 1] not in store.planted.tolist()][:3]
    assert store.rate(np.array([*others, 0]), 1) == pytest.approx(0.10)
    assert store.rate(np.array([*others, NONE]), 1) != pytest.approx(0.10)


def test_planted_pairs_are_no_matter_of_taste(store):
    shared = store.taste @ store.taste.T
    one, shown = store.planted[1:].T
    assert np.all(shared[one, shown] < np.median(shared))
    natural = store.pair_rates() < store.pair_rate
    same = store.genre[:, None] == store.genre
    rates = store.pair_rates()
    assert rates[same & natural].mean() > 3 * rates[~same & natural].mean()


def test_the_rate_of_one_user_by_hand(store):
    row = next(r for r in store.installed if (r != NONE).sum() == 2)
    first, second = row[row != NONE]
    planted = {tuple(pair) for pair in store.planted.tolist()}
    shown = next(
        a for a in range(40) if not {(first, a), (second, a)} & planted and a not in row
    )
    t = store.taste
    shared = (t[first] @ t[shown] + t[second] @ t[shown]) / 2
    logit = store.bias + store.strength * shared
    logit += 0.5 * (62 - 45) / 17 * t[shown, 0] + DEVICE_LOGITS[1]
    expected = 1 / (1 + np.exp(-logit))
    assert store.rate(row, shown, age=62, device=1) == pytest.approx(expected)


def test_labels_come_at_the_true_rates(store, log):
    rates = store.rates(log)
    order = np.argsort(rates)
    for part in np.array_split(order, 5):
        n, p = len(part), rates[part].mean()
        assert abs(log.label[part].mean() - p) < 4 * np.sqrt(p * (1 - p) / n)


def test_nobody_is_shown_an_app_that_is_installed(store, log):
    assert (store.installed[log.user] != log.shown[:, None]).all()


def test_withheld_pairs_are_in_no_log_but_in_everything(store, log):
    installed, shown = np.indices((40, 40))
    withheld = store.is_withheld(installed[..., None], shown)[..., 0]
    assert withheld.mean() == pytest.approx(0.2, abs=0.04)
    assert not withheld[tuple(store.planted.T)].any()
    assert store.pair_counts(log)[withheld].sum() == 0
    assert store.pair_counts(store.show(100_000, 1, everything=True))[withheld].any()
    # Unseen pairs are no rarer than others: what is withheld is a matter of chance.
    share = store.popularity[installed[withheld]].mean()
    assert share == pytest.approx(store.popularity.mean(), rel=0.15)


def test_pairs_are_counted(store, log):
    counts = store.pair_counts(log)
    has_netflix = (store.installed == 0).any(1)
    assert counts[0, 1] == np.sum(has_netflix[log.user] & (log.shown == 1))
    assert counts.sum() == (store.installed[log.user] != NONE).sum()


def test_users_like_genres_and_old_ones_the_first(store):
    both = (store.installed != NONE)[:, :2].all(1)
    first, second = store.genre[store.installed[both][:, :2]].T
    assert (first == second).mean() > 0.4  # by chance: 0.25
    age = store.age[:, None] + 0 * store.installed
    has = store.installed != NONE
    of_first = has & (store.genre[store.installed] == 0)
    assert age[of_first].mean() > age[has].mean() + 3


def test_rows_are_filled_up_with_none(store):
    has = store.installed != NONE
    assert has[:, 0].all() and (has[:, 1:] <= has[:, :-1]).all()
    assert set(has.sum(1)) == {1, 2, 3, 4}
    for row in store.installed[:200]:
        real = row[row != NONE]
        assert len(set(real)) == len(real)


def test_a_store_of_another_size():
    store = simulate(n_users=500, n_apps=2000, n_genres=20, most=9, n_pairs=3)
    assert store.installed.shape == (500, 9)
    assert store.taste.shape == (2000, 20)
    assert len(store.show(1000, seed=0)) == 1000


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"most": 40}, "a user has 1 app or more"),
        ({"most": 0}, "choose 1 <= most < n_apps"),
        ({"n_genres": 1}, "n_genres is 1, but must be from 2 to 40"),
        ({"base_rate": 0}, "base_rate is 0, but must lie between 0 and 1"),
        ({"pair_rate": 1.0}, "pair_rate is 1.0"),
        ({"withheld": 1}, "withheld is 1, but must be at least 0 and below 1"),
        ({"n_pairs": 900}, "only 800 pairs share little taste"),
    ],
)
def test_what_makes_no_store_is_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        simulate(**{**SMALL, **wrong})
