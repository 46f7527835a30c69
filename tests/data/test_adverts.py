"""The made-up clicks: their truth is what it says, and the labels follow it."""

import numpy as np
import pytest

from nnbook.data.adverts import CATEGORICAL, PLANTED, simulate


@pytest.fixture(scope="module")
def rules():
    return simulate(seed=3)


@pytest.fixture(scope="module")
def table(rules):
    return rules.show(100_000, seed=1)


def test_the_same_seed_gives_the_same_clicks(rules, table):
    again = simulate(seed=3).show(100_000, seed=1)
    assert np.array_equal(again.label, table.label)
    for name in CATEGORICAL:
        assert np.array_equal(again.categorical[name], table.categorical[name])
    assert not np.array_equal(rules.show(1000, 2).label, table.label[:1000])
    other = simulate(seed=4).show(1000, 1)
    assert not np.array_equal(other.categorical["ad"], table.categorical["ad"][:1000])


def test_a_quarter_of_the_pairs_is_planted_up_as_often_as_down(rules):
    for pair in PLANTED:
        effect = rules.crosses[pair]
        assert set(np.unique(effect)) == {-3.0, 0.0, 3.0}
        assert (effect != 0).mean() == pytest.approx(0.25, abs=0.065)
        assert (effect > 0).sum() == pytest.approx((effect < 0).sum(), rel=0.35)


def test_the_logit_of_one_impression_by_hand(rules):
    row = {"site": 7, "ad": 11, "city": 2, "phone": 5}
    ids = {name: np.array([i]) for name, i in row.items()}
    by_itself = rules.bias + sum(rules.effects[name][i] for name, i in row.items())
    planted = rules.crosses["site", "ad"][7, 11] + rules.crosses["city", "phone"][2, 5]
    # At 18 o'clock the evening is at its height: the old click less, by 2 at 76.
    for hour, age, more in ((18, 76, -2), (18, 16, 2), (6, 76, 2), (12, 76, 0)):
        numbers = {"hour": np.array([hour]), "age": np.array([age])}
        expected = by_itself + planted + more
        assert rules.logit(ids, numbers) == pytest.approx(expected)


def test_labels_come_at_the_true_rates(table):
    for part in np.array_split(np.argsort(table.rate), 5):
        n, p = len(part), table.rate[part].mean()
        assert abs(table.label[part].mean() - p) < 4 * np.sqrt(p * (1 - p) / n)


def test_without_crosses_all_else_stays(rules, table):
    plain = simulate(strength=0, seed=3)
    assert not any(effect.any() for effect in plain.crosses.values())
    for name in CATEGORICAL:
        assert np.array_equal(plain.effects[name], rules.effects[name])
    shown = plain.show(100_000, seed=1)
    assert np.array_equal(shown.continuous["age"], table.continuous["age"])
    assert np.array_equal(shown.categorical["site"], table.categorical["site"])
    pairs = rules.crosses["site", "ad"] == 0
    others = rules.crosses["city", "phone"] == 0
    ids = table.categorical
    same = pairs[ids["site"], ids["ad"]] & others[ids["city"], ids["phone"]]
    assert 0.5 < same.mean() < 0.6
    assert np.array_equal(shown.rate[same], table.rate[same])
    assert (shown.rate[~same] != table.rate[~same]).mean() > 0.9


def test_a_value_alone_tells_little_of_its_planted_pairs(rules):
    """Of n pairs a quarter is planted, up or down as a coin fell: ±3·√(n/4)/n is left."""
    means = rules.crosses["site", "ad"].mean(axis=1)
    expected = 3 / np.sqrt(4 * len(means))
    assert means.std() == pytest.approx(expected, rel=0.35)
    assert np.abs(means).max() < 4 * expected


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"strength": -1}, "strength is -1, but must be 0 or more"),
        ({"share": 1.5}, "share is 1.5, but must lie between 0 and 1"),
    ],
)
def test_what_makes_no_world_is_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        simulate(**wrong)
