"""Continuous inputs become shares of the training values, in every awkward case."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnbook.recsys.features.quantiles import QuantileNormalizer, with_powers

finite = st.floats(-1e6, 1e6)


def shares(train, x, **options):
    return QuantileNormalizer(**options).fit(np.array(train)).transform(np.array(x))


def test_four_values_by_hand():
    # Each value has the share of those below it, and half of itself.
    expected = [0.125, 0.375, 0.625, 0.875]
    assert shares([10, 20, 30, 1000], [10, 20, 30, 1000]).tolist() == expected


def test_between_two_values_it_interpolates():
    assert shares([0, 10], [2.5]) == pytest.approx(0.25 + 0.5 * 0.25)


def test_equal_values_get_the_middle_of_their_ranks():
    # Two zeros, then 1, then 2: the zeros reach from rank 0 to rank 1/2.
    assert shares([0, 0, 1, 2], [0, 1, 2]).tolist() == [0.25, 0.625, 0.875]


def test_a_constant_column_says_nothing():
    assert shares([7, 7, 7], [7, -100, 100, np.nan]).tolist() == [0.5] * 4


def test_out_of_range_is_like_the_nearest_value():
    assert shares([1, 2], [-5, -np.inf]).tolist() == [0.25, 0.25]
    assert shares([1, 2], [5, np.inf]).tolist() == [0.75, 0.75]


def test_missing_values_are_left_out_and_become_the_median():
    with_gaps = shares([1, np.nan, 2, np.inf], [1, np.nan, 2])
    assert with_gaps.tolist() == [0.25, 0.5, 0.75]


@given(st.lists(finite, min_size=1, max_size=50), st.lists(finite, min_size=1))
def test_shares_rise_with_the_values_and_stay_below_one(train, x):
    x = np.sort(x)
    answer = shares(train, x, n_quantiles=7)
    assert (np.diff(answer) >= 0).all()
    assert (answer >= 0).all() and (answer < 1).all()


def test_any_distribution_becomes_even():
    rng = np.random.default_rng(0)
    x = np.exp(3 * rng.normal(size=(20_000, 2)))
    normalizer = QuantileNormalizer(n_quantiles=200).fit(x[:10_000])
    assert max(len(values) for values, _ in normalizer.quantiles) <= 200
    counts, _ = np.histogram(normalizer.transform(x[10_000:])[:, 1], 10, (0, 1))
    assert np.abs(counts / 1000 - 1).max() < 0.12


def test_one_large_value_moves_the_others_hardly():
    column = np.arange(1000.0)
    spoilt = np.append(column, 1e12)
    difference = shares(column, column) - shares(spoilt, column)
    assert np.abs(difference).max() < 0.002


def test_columns_are_apart():
    x = np.array([[1.0, 100.0], [2.0, 50.0]])
    answer = QuantileNormalizer().fit(x).transform(x)
    assert answer.tolist() == [[0.25, 0.75], [0.75, 0.25]]
    assert answer.dtype == np.float32


def test_powers():
    answer = with_powers(np.array([[0.25, 0.64]]))
    assert answer == pytest.approx(np.array([[0.25, 0.64, 0.0625, 0.4096, 0.5, 0.8]]))


@pytest.mark.parametrize(
    ("action", "message"),
    [
        (lambda: QuantileNormalizer(1), "2 is the least"),
        (lambda: QuantileNormalizer().transform([1.0]), r"call fit\(x\) first"),
        (lambda: shares([np.nan, np.inf], [1]), "column 0 has no finite number"),
        (lambda: shares([[1, 2]], [[1]]), "x has 1 columns, but fit saw 2"),
        (lambda: shares([[[1]]], [1]), r"shape \(1, 1, 1\)"),
    ],
)
def test_bad_input_is_explained(action, message):
    with pytest.raises(ValueError, match=message):
        action()
