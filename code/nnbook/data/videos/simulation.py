"""Let simulated users watch simulated videos: `simulate`."""

import numpy as np

from nnbook.data.interactions import UNKNOWN
from nnbook.data.videos import words
from nnbook.data.videos.choices import (
    completion,
    draw_rows,
    draw_videos,
    draw_watch_time,
)
from nnbook.data.videos.home import STEP, show_home_pages
from nnbook.data.videos.rules import Rules
from nnbook.data.videos.site import Searches, Users, Videos, VideoSite, Watches

EPISODES, DAYS_BETWEEN_EPISODES = 6, 3
WATCHES_PER_SESSION = 3.3


def simulate(
    n_users=1000,
    n_videos=600,
    watches_per_user=40,
    days=60,
    n_topics=12,
    page_size=10,
    seed=0,
    rules=None,
):
    """Simulate a video site and return it as a `VideoSite`.

    Users come in sessions. A session opens the home page, with up to `page_size`
    impressions; some are clicked. Then it starts a few videos of the user's own choice,
    some after a search, and follows a series from episode to episode. Per user there
    are about `watches_per_user` watches. What is chosen and clicked how often is
    written in `rules`, a `Rules`.

    The same arguments give the same site. Raises ValueError for sizes that are too
    small.
    """
    least = {"n_users": 1, "n_videos": 10, "watches_per_user": 1, "days": 2}
    least |= {"n_topics": 2, "page_size": 1}
    for name, smallest in least.items():
        if locals()[name] < smallest:
            raise ValueError(
                f"{name} is {locals()[name]}, but the site needs {smallest} or more"
            )
    rules = rules or Rules()
    rng = np.random.default_rng(seed)
    users = _users(n_users, n_topics, rng)
    videos = _videos(n_videos, n_topics, days, rng)
    sessions = _sessions(n_users, watches_per_user / WATCHES_PER_SESSION, days, rng)
    own, searches = _own_watches(users, videos, sessions, rules, rng)
    impressions, clicked, intercept = show_home_pages(
        users, videos, sessions, own, page_size, rules, rng
    )
    watches = _by_time(own.joined(clicked))
    return VideoSite(
        users, videos, searches, watches, impressions, days, rules, intercept
    )


def _users(n, n_topics, rng):
    age = rng.integers(13, 70, n)
    gender = rng.integers(0, 2, n)
    country = rng.choice(len(words.COUNTRIES), n, p=[0.3, 0.15, 0.2, 0.1, 0.1, 0.15])
    language = np.array([0, 0, 1, 1, 2, 2])[country]
    tilt = rng.normal(size=(len(words.COUNTRIES), n_topics))[country]
    tilt += 0.8 * (2 * gender - 1)[:, None] * rng.normal(size=n_topics)
    tilt += 0.05 * (age - 40)[:, None] * rng.normal(size=n_topics)
    taste = np.exp(tilt + 1.5 * rng.normal(size=(n, n_topics)))
    taste /= taste.sum(axis=1, keepdims=True)
    return Users(age, gender, country, language, taste)


def _videos(n, n_topics, days, rng):
    n_series = int(0.3 * n) // EPISODES
    singles = n - n_series * EPISODES
    series = np.repeat(np.arange(n_series), EPISODES)
    episode = np.tile(np.arange(EPISODES), n_series)
    # Everything is drawn once a series, or once a video outside one.
    group = np.concatenate([series, n_series + np.arange(singles)])
    episode = np.concatenate([episode, np.zeros(singles, int)])
    size = n_series + singles
    # Two in five appear while we look; of a series, that is when it ends.
    last = np.where(
        rng.random(size) < 0.4, rng.uniform(0, days, size), rng.uniform(-300, 0, size)
    )
    to_come = np.where(group < n_series, EPISODES - 1 - episode, 0)
    return Videos(
        topic=rng.integers(0, n_topics, size)[group],
        language=rng.choice(len(words.LANGUAGES), size, p=[0.5, 0.3, 0.2])[group],
        series=np.where(group < n_series, group, -1),
        episode=episode,
        uploaded=last[group] - DAYS_BETWEEN_EPISODES * to_come,
        duration=np.exp(rng.normal(np.log(8), 0.5, size))[group],
        popularity=np.exp(rng.normal(size=size))[group],
        clickbait=rng.normal(size=size)[group],
    )


def _sessions(n_users, mean, days, rng):
    """User, time and device of each session, by user and time."""
    count = 1 + rng.poisson(rng.gamma(2.0, mean / 2, n_users))
    count = count.clip(max=int(days / STEP / 8))
    user = np.repeat(np.arange(n_users), count)
    number = np.arange(len(user)) - np.repeat(np.cumsum(count) - count, count)
    # Uniform times, moved apart: a session begins after the clicks of the one before.
    time = rng.uniform(0, days - 2 * STEP * count[user])
    time = time[np.lexsort((time, user))] + 2 * STEP * number
    device = rng.choice(len(words.DEVICES), len(user), p=[0.5, 0.3, 0.2])
    return user, time, device


def _own_watches(users, videos, sessions, rules, rng):
    """What users find without the home page, and their searches for it."""
    user, time, device = sessions
    # Runs: a video that was started, and the episodes that were watched after it.
    session = np.repeat(np.arange(len(user)), 1 + rng.poisson(1.5, len(user)))
    topic = draw_rows(users.taste, user[session], rng)
    n_languages = len(words.LANGUAGES)
    speaks = rules.language_choice(users.language, n_languages)
    cell = topic * n_languages + draw_rows(speaks, user[session], rng)
    day = np.floor(time[session])
    first = draw_videos(videos, rules, day, cell, rng)
    session, first = session[first >= 0], first[first >= 0]
    searched = rng.random(len(first)) < rules.search

    wanted = rng.geometric(1 - rules.go_on, len(first)) if rules.go_on < 1 else EPISODES
    left = np.where(videos.series[first] >= 0, EPISODES - videos.episode[first], 1)
    length = np.minimum(wanted, left)
    run = np.repeat(np.arange(len(first)), length)
    place = np.arange(len(run)) - np.repeat(np.cumsum(length) - length, length)
    video = first[run] + place
    there = videos.uploaded[video] <= np.floor(time[session[run]])
    run, place, video = run[there], place[there], video[there]
    of_session = session[run]
    # Watches are numbered within their session: run starts at its first row.
    start = np.searchsorted(of_session, of_session)
    moment = time[of_session] + STEP * (2 + np.arange(len(run)) - start)
    share = completion(users, videos, user[of_session], video, device[of_session])
    minutes = draw_watch_time(share, videos.duration[video], rng)
    own = Watches(user[of_session], video, moment, minutes, np.zeros(len(run), bool))

    begins = (place == 0) & searched[run]
    tokens = _queries(videos.topic[video[begins]], users.taste.shape[1], rng)
    searches = Searches(own.user[begins], own.time[begins] - STEP / 2, tokens)
    return _by_time(own), _by_time(searches)


def _queries(topic, n_topics, rng):
    """Tokens of a search for each topic: one to three words, then their pairs."""
    size = words.WORDS_PER_TOPIC
    # The largest of log shares plus Gumbel noise: a draw without repetition.
    noisy = rng.gumbel(size=(len(topic), size)) - np.log(np.arange(1, size + 1))
    word = np.argsort(-noisy, axis=1)[:, :3]
    length = rng.integers(1, 4, len(topic))
    single = topic[:, None] * size + word
    pair = n_topics * size + single[:, :-1] * size + word[:, 1:]
    single = np.where(np.arange(3) < length[:, None], single, UNKNOWN)
    pair = np.where(np.arange(1, 3) < length[:, None], pair, UNKNOWN)
    return np.concatenate([single, pair], axis=1)


def _by_time(table):
    return table.take(np.lexsort((table.time, table.user)))
