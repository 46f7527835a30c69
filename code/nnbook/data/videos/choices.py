"""How users of the simulated site choose, and how long they watch."""

import numpy as np

from nnbook.data.interactions import UNKNOWN
from nnbook.data.videos import words


def completion(users, videos, user, video, device):
    """The mean share of a video that a user watches to, between 0 and 1: (n,).

    More of what suits the taste, less of clickbait and of other languages; most on
    the television, least on the phone.
    """
    score = 0.2 + 0.6 * affinity(users, videos, user, video)
    score -= 0.8 * videos.clickbait[video]
    score -= 0.7 * (users.language[user] != videos.language[video])
    score += np.array([-0.3, 0.0, 0.5])[device]
    return 1 / (1 + np.exp(-score))


def affinity(users, videos, user, video):
    """How much a video's topic suits a user: log of taste over average, in [-2, 2]."""
    n_topics = users.taste.shape[1]
    return np.log(n_topics * users.taste[user, videos.topic[video]]).clip(-2, 2)


def draw_videos(videos, rules, day, cell, rng):
    """Draw a video for each (day, cell), by the weights of the day; -1 for no video.

    Cell topic * n_languages + language holds the videos of that topic and language.
    """
    n_languages = len(words.LANGUAGES)
    cell_of_video = videos.topic * n_languages + videos.language
    order = np.argsort(cell_of_video, kind="stable")
    borders = np.searchsorted(cell_of_video[order], np.arange(cell.max() + 2))
    drawn = np.full(len(cell), UNKNOWN)
    by_day = np.argsort(day, kind="stable")
    for rows in np.split(by_day, np.flatnonzero(np.diff(day[by_day])) + 1):
        weight = rules.daily_weight(videos, day[rows[0]])[order]
        total = np.concatenate([[0.0], np.cumsum(weight)])
        low, high = total[borders[cell[rows]]], total[borders[cell[rows] + 1]]
        place = low + (high - low) * rng.random(len(rows))
        found = np.searchsorted(total, place, side="right") - 1
        drawn[rows] = np.where(high > low, order[found.clip(max=len(order) - 1)], -1)
    return drawn


def draw_rows(probabilities, rows, rng):
    """Draw a column for each of `rows`, with the probabilities of that row: (n,)."""
    total = np.cumsum(probabilities, axis=1)
    place = rows + rng.random(len(rows)) * 0.999999
    # Row r of the running sums lies between r and r + 1: one sorted list for all.
    steps = (np.arange(len(total))[:, None] + total / total[:, -1:]).ravel()
    return np.searchsorted(steps, place, side="right") - rows * total.shape[1]


def draw_watch_time(mean_share, duration, rng):
    """Minutes watched: a Beta share with this mean, of the duration."""
    return duration * rng.beta(4 * mean_share, 4 * (1 - mean_share))
