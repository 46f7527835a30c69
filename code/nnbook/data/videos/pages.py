"""The truth about pages that were never shown: `if_shown`."""

import numpy as np

from nnbook.data.interactions import UNKNOWN
from nnbook.data.videos.choices import completion
from nnbook.data.videos.home import (
    click_probability,
    click_score,
    last_of_topic,
    sort_key,
)
from nnbook.data.videos.site import Impressions


def if_shown(site, page, user, video, time, device):
    """The Impressions as they would be if these videos were shown, nothing clicked.

    All arguments are arrays (n,): each video to a user, at a time, on a device, as one
    of a page. What was shown and watched before is as it was; so a recommender can be
    judged by pages of its own, which no log holds. For what was really shown the answer
    is that of the log. Before its upload a video is not clicked.
    """
    users, videos, rules = site.users, site.videos, site.rules
    previous = _shown_before(site, user, video, time)
    previous -= _shown_before(site, user, video, np.maximum(time - 7, 0))
    topic = videos.topic[video]
    since = time - last_of_topic(users, videos, site.watches, user, topic, time)
    is_next = video == _next_episode(site, user, time)
    score = click_score(users, videos, rules, user, video, time, is_next, previous)
    chance = click_probability(rules, site.intercept, score, since)
    share = completion(users, videos, user, video, device)
    return Impressions(
        page=page,
        user=user,
        video=video,
        time=time,
        device=device,
        previous=previous,
        since_last=since,
        language_match=users.language[user] == videos.language[video],
        clicked=np.zeros(len(video), bool),
        watch_time=np.zeros(len(video)),
        click_probability=np.where(videos.uploaded[video] <= time, chance, 0.0),
        time_if_clicked=share * videos.duration[video],
    )


def _shown_before(site, user, video, time):
    """How often each user was shown the video before the time."""
    shown, n = site.impressions, len(site.videos)
    pairs, pair = shown.user * n + shown.video, user * n + video
    order = np.lexsort((shown.time, pairs))
    key = sort_key(pairs, shown.time)[order]
    return np.searchsorted(key, sort_key(pair, time)) - np.searchsorted(
        key, sort_key(pair, 0)
    )


def _next_episode(site, user, time):
    """What follows the video that each user last found, before the time; or -1."""
    own = site.watches.take(~site.watches.home)
    row = np.searchsorted(sort_key(own.user, own.time), sort_key(user, time)) - 1
    known = (row >= 0) & (own.user[row] == user)
    return np.where(known, site.videos.next_episode[own.video[row]], UNKNOWN)
