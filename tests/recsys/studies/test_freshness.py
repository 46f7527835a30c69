"""Example age recovers the freshness that was planted; without it, new videos lose."""

import numpy as np
import pytest

from nnbook.data.videos import simulate
from nnbook.recsys.studies.freshness import AGES, freshness, share_by_age


def test_with_example_age_new_videos_get_their_share():
    """A small site; tests/bench/example_age.py has the numbers of three larger ones."""
    answers = freshness(simulate(3000, 400, watches_per_user=25, days=30))
    young = np.array(AGES) < 5
    truth, aware, blind = (shares[young].sum() for shares in answers.values())
    assert all(shares.sum() == pytest.approx(1) for shares in answers.values())
    # Without example age a new video gets less than half of what it should have.
    assert blind < truth / 2
    assert abs(aware - truth) < abs(blind - truth) / 2, (truth, aware, blind)


def test_classes_of_age_by_hand():
    site = simulate(10, 20)
    site.videos.uploaded[:] = -1000.0
    site.videos.uploaded[:4] = [30, 28.5, 12, 30.1]
    weight = np.zeros(20)
    weight[[0, 1, 2, 3, 4]] = [1, 2, 3, 100, 4]
    # On day 30 the first two are 0 and 1.5 days old, the fourth is not there yet.
    assert share_by_age(site, 30, weight).tolist() == [0.3, 0, 0, 0.3, 0.4]
