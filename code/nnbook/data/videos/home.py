"""The home pages of the simulated site: what they show and what is clicked."""

import numpy as np

from nnbook.data.videos import words
from nnbook.data.videos.choices import (
    affinity,
    completion,
    draw_rows,
    draw_videos,
    draw_watch_time,
)
from nnbook.data.videos.site import Impressions, Watches

STEP = 0.01  # days from one watch of a session to the next, about a quarter of an hour


def show_home_pages(users, videos, sessions, own, page_size, rules, rng):
    """Show a page a session; returns Impressions, Watches of the clicked, intercept.

    Half of a page comes from the user's tastes, half from anywhere; often it opens with
    the next episode of the series that the user watched last. `own` are the watches
    that users found themselves, by user and time.
    """
    page, video, is_next = _shown(users, videos, sessions, own, page_size, rules, rng)
    user, time, device = (column[page] for column in sessions)
    previous = _in_the_week_before(user * len(videos) + video, time)
    match = users.language[user] == videos.language[video]
    score = click_score(users, videos, rules, user, video, time, is_next, previous)
    # Clicks of one page, one after the other, before what the user watches then.
    moment = time + STEP * (1 + _earlier_of_the_same(page)) / (page_size + 1)
    topic = videos.topic[video]
    last_own = last_of_topic(users, videos, own, user, topic, time)
    probability, clicked, since, intercept = _clicks(
        page, sessions[0], topic, time, moment, score, last_own, users, rules, rng
    )
    share = completion(users, videos, user, video, device)
    minutes = draw_watch_time(share, videos.duration[video], rng)
    impressions = Impressions(
        page=page,
        user=user,
        video=video,
        time=time,
        device=device,
        previous=previous,
        since_last=since,
        language_match=match,
        clicked=clicked,
        watch_time=np.where(clicked, minutes, 0.0),
        click_probability=probability,
        time_if_clicked=share * videos.duration[video],
    )
    home = np.ones(len(page), bool)
    watches = Watches(user, video, moment, minutes, home).take(clicked)
    return impressions, watches, intercept


def click_score(users, videos, rules, user, video, time, is_next, previous):
    """What speaks for a click apart from when the topic was watched last: (n,)."""
    fresh = np.exp(-(time - videos.uploaded[video]) / rules.fresh_days)
    return (
        rules.click_taste * affinity(users, videos, user, video)
        + rules.click_popularity * np.log(videos.popularity[video])
        + rules.click_clickbait * videos.clickbait[video]
        + rules.click_fresh * fresh
        + rules.click_next * is_next
        + rules.click_foreign * (users.language[user] != videos.language[video])
        + rules.click_tired * np.log1p(previous)
    )


def click_probability(rules, intercept, score, since):
    """The probability of a click, of a `click_score` and the days since the topic."""
    return _logistic(intercept + score + rules.click_recent * np.exp(-since / 7))


def _shown(users, videos, sessions, own, page_size, rules, rng):
    """Page, video and whether it is the next episode, for each impression."""
    user, time, _ = sessions
    page = np.repeat(np.arange(len(user)), page_size)
    n_languages, n_topics = len(words.LANGUAGES), users.taste.shape[1]
    by_taste = draw_rows(users.taste, user[page], rng)
    anything = rng.integers(0, n_topics, len(page))
    topic = np.where(rng.random(len(page)) < 0.5, by_taste, anything)
    speaks = rules.language_choice(users.language, n_languages)
    cell = topic * n_languages + draw_rows(speaks, user[page], rng)
    day = np.floor(time)
    video = draw_videos(videos, rules, day[page], cell, rng)

    before = np.searchsorted(sort_key(own.user, own.time), sort_key(user, time)) - 1
    known = (before >= 0) & (own.user[before] == user)
    following = np.where(known, videos.next_episode[own.video[before]], -1)
    following = np.where(videos.uploaded[following] <= day, following, -1)
    opens = (following >= 0) & (rng.random(len(user)) < 0.5)
    video[::page_size] = np.where(opens, following, video[::page_size])

    _, once = np.unique(page * len(videos) + video, return_index=True)
    once = np.sort(once[video[once] >= 0])
    page, video = page[once], video[once]
    return page, video, video == following[page]


def _clicks(
    page, user_of_page, topic, time, moment, score, last_own, users, rules, rng
):
    """Probability, click, days since the topic's last watch; and the intercept.

    Page after page of each user, all users at once: a click on one page is a watch
    that the next one counts from.
    """
    everything = np.arange(len(page))
    some = everything[:: len(page) // 100_000 + 1]
    recent = rules.click_recent * np.exp(-(time[some] - last_own[some]) / 7)
    intercept = _intercept(score[some] + recent, rules.click_rate)
    probability, since = np.empty(len(page)), np.empty(len(page))
    clicked = np.zeros(len(page), bool)
    last = np.full((len(users), users.taste.shape[1]), -np.inf)
    number = _earlier_of_the_same(user_of_page)[page]
    order = np.argsort(number, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(number[order])) + 1):
        user = user_of_page[page[rows]]
        since[rows] = time[rows] - np.maximum(last_own[rows], last[user, topic[rows]])
        probability[rows] = click_probability(
            rules, intercept, score[rows], since[rows]
        )
        clicked[rows] = rng.random(len(rows)) < probability[rows]
        hit, by = rows[clicked[rows]], user[clicked[rows]]
        np.maximum.at(last, (by, topic[hit]), moment[hit])
    return probability, clicked, since, intercept


def last_of_topic(users, videos, own, user, topic, time):
    """When the user last found a video of the topic, strictly before; -inf: never."""
    n_topics = users.taste.shape[1]
    group = own.user * n_topics + videos.topic[own.video]
    order = np.lexsort((own.time, group))
    group, when = group[order], own.time[order]
    wanted = user * n_topics + topic
    before = np.searchsorted(sort_key(group, when), sort_key(wanted, time)) - 1
    known = (before >= 0) & (group[before] == wanted)
    return np.where(known, when[before], -np.inf)


def sort_key(group, time):
    """One number that sorts like (group, time)."""
    return group * 1e4 + time


def _in_the_week_before(group, time):
    """How many entries of the same group lie less than 7 days before, for each."""
    order = np.lexsort((time, group))
    key = sort_key(group, time)[order]
    count = np.empty(len(key), int)
    week_ago = np.searchsorted(key, sort_key(group, np.maximum(time - 7, 0))[order])
    count[order] = np.arange(len(key)) - week_ago
    return count


def _earlier_of_the_same(key):
    """How many earlier entries of `key` have the same value, for each entry."""
    order = np.argsort(key, kind="stable")
    new = np.diff(key[order], prepend=-1) != 0
    start = np.maximum.accumulate(np.where(new, np.arange(len(key)), 0))
    count = np.empty(len(key), int)
    count[order] = np.arange(len(key)) - start
    return count


def _intercept(score, rate):
    """The number that, added to all scores, makes the mean probability the rate."""
    low, high = -30.0, 30.0
    for _ in range(50):
        middle = (low + high) / 2
        if _logistic(score + middle).mean() < rate:
            low = middle
        else:
            high = middle
    return middle


def _logistic(z):
    return 1 / (1 + np.exp(-z))
