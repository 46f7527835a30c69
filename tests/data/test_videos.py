"""The simulated video site: its tables fit together and behave as its truth says."""

import numpy as np
import pytest

from nnbook.data.videos import Rules, if_shown, simulate
from nnbook.data.videos.words import search_vocabulary


@pytest.fixture(scope="module")
def site():
    return simulate(n_users=2000, n_videos=600)


def test_the_same_seed_gives_the_same_site():
    first, again, other = (simulate(50, 100, seed=seed) for seed in (3, 3, 4))
    for table in ("users", "videos", "searches", "watches", "impressions"):
        for name, column in vars(getattr(first, table)).items():
            assert np.array_equal(column, getattr(getattr(again, table), name)), name
    assert not np.array_equal(first.watches.video, other.watches.video)


def test_tables_are_in_order_and_in_range(site):
    for table in (site.watches, site.impressions, site.searches):
        order = np.lexsort((table.time, table.user))
        assert np.array_equal(table.time[order], table.time)
        assert 0 <= table.user.min() and table.user.max() < len(site.users)
        assert table.time.min() >= 0 and table.time.max() < site.days + 1
    assert len(site.watches) == pytest.approx(40 * len(site.users), rel=0.1)
    assert site.searches.tokens.max() < len(site.tokens)


def test_no_video_is_seen_before_its_upload(site):
    for table in (site.watches, site.impressions):
        assert (site.videos.uploaded[table.video] <= table.time).all()


def test_clicks_and_watch_times_have_the_expected_values(site):
    shown = site.impressions
    assert shown.click_probability.mean() == pytest.approx(0.02, abs=0.001)
    error = shown.clicked - shown.click_probability
    assert abs(error.mean()) < 4 * error.std() / len(shown) ** 0.5
    ratio = shown.watch_time[shown.clicked] / shown.time_if_clicked[shown.clicked]
    assert ratio.mean() == pytest.approx(1, abs=0.03)
    assert (shown.watch_time[~shown.clicked] == 0).all()


def test_starts_follow_the_probabilities_that_can_be_looked_up():
    """Many users of one taste: counts of a day against the truth."""
    site = simulate(3000, 60, days=2, n_topics=2, rules=Rules(go_on=0.0))
    own = site.watches.take(~site.watches.home & (np.floor(site.watches.time) == 1))
    expected = sum(site.start_probabilities(user, 1) for user in own.user)
    counts = np.bincount(own.video, minlength=60)
    z = (counts - expected) / np.sqrt(expected + 1e-9)
    assert np.abs(z[expected > 5]).max() < 5
    assert counts[expected == 0].sum() == 0


def test_a_series_is_watched_in_order(site):
    watches = site.watches.take(~site.watches.home)
    same_user = watches.user[1:] == watches.user[:-1]
    before, after = watches.video[:-1][same_user], watches.video[1:][same_user]
    forward = (site.videos.next_episode[before] == after) & (after >= 0)
    backward = (site.videos.next_episode[after] == before) & (before >= 0)
    assert forward.sum() > 10 * backward.sum()


def test_since_last_and_previous_are_what_the_logs_say(site):
    shown, watches = site.impressions, site.watches
    rng = np.random.default_rng(0)
    for row in rng.choice(len(shown), 200, replace=False):
        user, video, time = shown.user[row], shown.video[row], shown.time[row]
        mine = (watches.user == user) & (watches.time < time)
        topic = site.videos.topic[watches.video] == site.videos.topic[video]
        last = watches.time[mine & topic].max(initial=-np.inf)
        assert shown.since_last[row] == pytest.approx(time - last)
        same = (shown.user == user) & (shown.video == video) & (shown.time < time)
        week = same & (shown.time >= time - 7)
        assert shown.previous[row] == week.sum()
        newest = watches.video[mine][::-1][:3]
        found = site.last_watches(np.array([user]), np.array([time]), 3)[0]
        assert found[found >= 0].tolist() == newest.tolist()


def test_interactions_hold_the_first_watch_of_each_video(site):
    events = site.interactions()
    pairs = set(zip(events.user.tolist(), events.item.tolist(), strict=True))
    everything = zip(
        site.watches.user.tolist(), site.watches.video.tolist(), strict=True
    )
    assert len(pairs) == len(events) and pairs == set(everything)
    assert events.starts[-1] == len(events)


def test_searches_name_the_topic_of_the_next_watch(site):
    tokens = site.search_interactions()
    assert site.tokens == search_vocabulary(site.n_topics)
    assert len(site.tokens) == 12 * (6 + 36)
    assert tokens.starts[-1] == len(tokens)
    # Every bigram of a search is two of its words, and stands beside them.
    row = site.searches.tokens[np.argmax(site.searches.tokens[:, 3] >= 0)]
    first, second, pair = (site.tokens[token] for token in row[[0, 1, 3]])
    assert pair == f"{first} {second}"
    after = np.searchsorted(
        site.watches.user * 100 + site.watches.time, tokens.user * 100 + tokens.time
    )
    single = tokens.item < 12 * 6
    topic = site.videos.topic[site.watches.video[after]]
    assert (topic[single] == tokens.item[single] // 6).mean() > 0.99


def test_the_rate_of_clicks_can_be_chosen():
    shown = simulate(500, 300, rules=Rules(click_rate=0.3)).impressions
    assert shown.click_probability.mean() == pytest.approx(0.3, abs=0.01)


def test_the_truth_of_a_page_is_that_of_the_log_where_it_was_shown(site):
    shown = site.impressions
    asked = (shown.page, shown.user, shown.video, shown.time, shown.device)
    again = if_shown(site, *asked)
    for name in ("previous", "since_last", "language_match"):
        assert np.array_equal(getattr(again, name), getattr(shown, name)), name
    for name in ("click_probability", "time_if_clicked"):
        assert np.allclose(getattr(again, name), getattr(shown, name)), name
    assert not again.clicked.any() and not again.watch_time.any()


def test_before_its_upload_a_video_is_worth_nothing(site):
    shown = site.impressions.take([0])
    video = np.array([np.argmax(site.videos.uploaded)])
    asked = if_shown(site, shown.page, shown.user, video, shown.time, shown.device)
    assert site.videos.uploaded[video] > shown.time
    assert asked.expected_watch_time == 0


def test_what_was_shown_often_would_be_clicked_less(site):
    shown = site.impressions
    row = np.argmax(shown.previous)
    last = shown.take([row, row])
    # The same video an hour later, and when all that was shown is forgotten.
    later = last.time + np.array([0.05, 8.0])
    now, then = if_shown(
        site, last.page, last.user, last.video, later, last.device
    ).previous
    assert now == shown.previous[row] + 1 and then < now


@pytest.mark.parametrize(
    ("name", "value"), [("n_users", 0), ("n_videos", 9), ("days", 1), ("page_size", 0)]
)
def test_a_site_that_is_too_small_is_refused(name, value):
    with pytest.raises(ValueError, match=f"{name} is {value}, but the site needs"):
        simulate(**{name: value})
