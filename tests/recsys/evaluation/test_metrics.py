"""Ranks among all unseen items, and what is read from them, by hand and by brute force."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from nnbook.data.interactions import UNKNOWN
from nnbook.recsys.evaluation.metrics import estimate, gains, hits, ranks


def rank(scores, label, seen=()):
    matrix = np.zeros((1, len(scores)))
    matrix[0, list(seen)] = 1
    return ranks(np.array([scores]), np.array([label]), sparse.csr_array(matrix))[0]


def test_rank_counts_the_unseen_items_that_score_more():
    assert rank([5.0, 4.0, 3.0, 2.0], 2) == 2
    assert rank([5.0, 4.0, 3.0, 2.0], 2, seen=[0]) == 1
    assert rank([5.0, 4.0, 3.0, 2.0], 0) == 0


def test_a_tie_and_a_nan_stand_before_the_label():
    assert rank([1.0, 1.0, 1.0], 1) == 2
    assert rank([np.nan, 1.0, 0.0], 1) == 1


def test_what_cannot_be_recommended_is_never_found():
    assert rank([1.0, 2.0], UNKNOWN) == np.inf
    assert rank([1.0, 2.0], UNKNOWN, seen=[1]) == np.inf


def test_a_label_that_was_seen_is_no_silent_miss():
    with pytest.raises(ValueError, match="1 of 1 labels were seen before"):
        rank([1.0, 2.0], 1, seen=[1])


@given(st.integers(0, 2**32))
def test_rank_is_the_place_in_the_sorted_list(seed):
    rng = np.random.default_rng(seed)
    scores, seen = rng.permutation(12).astype(float), rng.choice(12, 4, replace=False)
    label = rng.choice(np.setdiff1d(np.arange(12), seen))
    order = [i for i in np.argsort(-scores) if i not in seen]
    assert rank(scores, label, seen) == order.index(label)


def test_hits_and_gains_at_k():
    found = np.array([0, 1, 9, 10, np.inf])
    assert hits(found, 10).tolist() == [1, 1, 1, 0, 0]
    expected = [1, 1 / np.log2(3), 1 / np.log2(11), 0, 0]
    assert gains(found, 10) == pytest.approx(expected)


def test_estimate_is_the_mean_and_its_standard_error():
    mean, error = estimate([1, 2, 3, 4])
    assert (mean, error) == (2.5, pytest.approx(np.sqrt(5 / 3) / 2))


def test_values_of_one_user_are_no_further_evidence():
    once = estimate([0.0, 1.0, 1.0])
    thrice = estimate([0.0, 1.0, 1.0] * 3, groups=[1, 2, 3] * 3)
    assert thrice == pytest.approx(once)


def test_one_value_has_no_standard_error():
    with pytest.raises(ValueError, match="needs 2 values or more, got 1"):
        estimate([3.0])
