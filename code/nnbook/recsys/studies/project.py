"""The final project's ground: home pages to fill, and the truth about any filling.

The recommender is made at midnight of a day, of what is known by then. It is asked to
fill the first home page that each of some users opens afterwards, and judged by the
simulator: what a page of its own would have been worth, no log can tell.
"""

from dataclasses import dataclass

import numpy as np

from nnbook.data.interactions import UNKNOWN
from nnbook.data.videos import if_shown
from nnbook.recsys.features.examples import last_before
from nnbook.recsys.features.impressions import impression_examples


@dataclass(frozen=True)
class Pages:
    """Home pages to fill: their numbers in the log, and user, time, device: (n,)."""

    page: np.ndarray
    user: np.ndarray
    time: np.ndarray
    device: np.ndarray

    def __len__(self):
        return len(self.page)


def first_pages(site, day, count):
    """The first page from `day` on of `count` users who had watched something before.

    The users are drawn at random, the same ones each time.
    """
    shown = site.impressions
    late = np.flatnonzero(shown.time >= day)
    users, first = np.unique(shown.user[late], return_index=True)
    before = np.isin(users, site.watches.user[site.watches.time < day])
    rows = late[first[before]]
    rows = np.random.default_rng(0).permutation(rows)[:count]
    columns = shown.page, shown.user, shown.time, shown.device
    return Pages(*(column[rows] for column in columns))


def filled(site, pages, ids):
    """The Impressions of the pages (n,) if they showed the videos `ids` (n, k).

    Of the n · k rows, number i · k + j is video j of page i. See `if_shown`.
    """
    ids = np.asarray(ids)
    asked = pages.page, pages.user, pages.time, pages.device
    page, user, time, device = (np.repeat(c, ids.shape[1]) for c in asked)
    return if_shown(site, page, user, ids.ravel(), time, device)


def pair_examples(site, pages, ids, window=10):
    """What a ranker may know of each pair of a page and a video: a dict of arrays."""
    return impression_examples(site, window, filled(site, pages, ids))


def true_minutes(site, pages, ids):
    """The expected watch time of each impression, by the rules of the site: (n, k)."""
    return filled(site, pages, ids).expected_watch_time.reshape(np.shape(ids))


def oracle(site, pages, day, seen, k=10):
    """The best k unseen videos of those that were there on the day: ids (n, k).

    Who knows the truth can do no better; `seen` (n, w) as of `watched`.
    """
    every = np.tile(np.arange(len(site.videos)), (len(pages), 1))
    minutes = true_minutes(site, pages, every)
    minutes[:, site.videos.uploaded >= day] = -1
    # A column more for the -1 of those who have seen less than others.
    minutes = np.append(minutes, np.zeros((len(pages), 1)), axis=1)
    np.put_along_axis(minutes, np.asarray(seen), -1, axis=1)
    return np.argsort(-minutes[:, :-1], axis=1, kind="stable")[:, :k]


def watched(events, users):
    """All that the users (n,) have watched, latest first, padded with -1: (n, w)."""
    width = int(np.diff(events.starts)[users].max())
    return last_before(events, users, events.starts[users + 1], width)


def next_watch(events, pages):
    """What each page's user watches first from the page's time on; -1 for nothing."""
    opened = np.full(events.n_users, np.inf)
    opened[pages.user] = pages.time
    after = events.take(events.time >= opened[events.user])
    users, first = np.unique(after.user, return_index=True)
    item = np.full(events.n_users, UNKNOWN)
    item[users] = after.item[first]
    return item[pages.user]


def recall(ids, wanted):
    """The share of the wanted videos (n,), but -1, that are among the ids (n, k)."""
    there = wanted != UNKNOWN
    return float((ids == wanted[:, None]).any(axis=1)[there].mean())
