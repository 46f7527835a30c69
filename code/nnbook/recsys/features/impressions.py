"""What is known of an impression, and what the ranking stage's network reads of it.

After Covington, Adams & Sargin (2016), section 4.1. In training the log is asked what
was known when a page was opened, in serving the request says it; what is computed of
that is computed here for both (`pair_examples`).
"""

from dataclasses import dataclass

import numpy as np
import torch

from nnbook.data.interactions import UNKNOWN, Interactions
from nnbook.recsys.features.examples import rows_before
from nnbook.recsys.features.quantiles import QuantileNormalizer, with_powers

# Days from which on a last watch counts like none, in the first week as in the last: a
# feature must mean the same when serving as in training.
LONG_AGO = 14
WEEK = 7
CHUNK = 4096  # visits whose past is laid out at a time
NUMBERS = ("since_last", "previous", "video_age", "duration")
# What has to be known of each video, as of `nnbook.data.videos.Videos`.
OF_VIDEOS = ("topic", "language", "uploaded", "duration")


@dataclass(frozen=True)
class Visits:
    """p pages that were opened, and what had been before: arrays.

    `time` (days), `device` and `language`, the user's: (p,). `watches` and `watched_at`
    (p, w): the videos watched before, latest first, and when; `shown` and `shown_at`
    (p, s): the videos shown before, in any order. -1 where there is none, whatever the
    time says. Of what was watched the last LONG_AGO days are looked at, and the last
    few watches; of what was shown, a WEEK.
    """

    time: np.ndarray
    device: np.ndarray
    language: np.ndarray
    watches: np.ndarray
    watched_at: np.ndarray
    shown: np.ndarray
    shown_at: np.ndarray


def pair_examples(videos, visits, visit, video, window=10):
    """What is known of n pairs, a video on the page of a visit, as a dict of arrays.

    `videos`: {name: (n_videos,)} for OF_VIDEOS; `visit` and `video`: (n,), numbers.

    "video"; "watches" (n, window), the user's last videos, newest first, then -1;
    "device"; "language_match"; "since_last", days since the last watch of the video's
    topic, inf for none in LONG_AGO days; "previous", how often the user was shown the
    video in the WEEK before; "video_age" and "duration".
    """
    time = visits.time[visit]
    since = time - last_of_topic(videos["topic"], visits)[visit, videos["topic"][video]]
    week = visits.shown_at >= np.maximum(visits.time - WEEK, 0)[:, None]
    shown = np.where(week, visits.shown, UNKNOWN)
    width = visits.watches.shape[1]
    watches = np.pad(
        visits.watches[:, :window],
        ((0, 0), (0, max(0, window - width))),
        constant_values=UNKNOWN,
    )
    return {
        "video": video,
        "watches": watches[visit],
        "device": visits.device[visit],
        "language_match": visits.language[visit] == videos["language"][video],
        "since_last": np.where(since < LONG_AGO, since, np.inf),
        "previous": (shown[visit] == video[:, None]).sum(axis=1),
        "video_age": time - videos["uploaded"][video],
        "duration": videos["duration"][video],
    }


def last_of_topic(topic, visits):
    """When each visit's user last watched each topic: (p, n_topics), -inf for never."""
    last = np.full((len(visits.time), topic.max() + 1), -np.inf)
    row, column = np.nonzero(visits.watches != UNKNOWN)
    watched = topic[visits.watches[row, column]]
    np.maximum.at(last, (row, watched), visits.watched_at[row, column])
    return last


def impression_examples(site, window=10, shown=None):
    """What is known of each impression of a `VideoSite`, as a dict of arrays (n, ...).

    `shown`: other Impressions than those of the site, such as `if_shown` makes.

    What `pair_examples` says; "page"; and what came of it: "clicked" and "watch_time".
    Nothing in it is later than the impression but these two.
    """
    shown = site.impressions if shown is None else shown
    videos = {name: getattr(site.videos, name) for name in OF_VIDEOS}
    _, first, visit = np.unique(shown.page, return_index=True, return_inverse=True)
    order, parts = np.argsort(visit, kind="stable"), []
    for number, visits in enumerate(visits_of(site, shown.take(first), window)):
        start = number * CHUNK
        rows = order[slice(*np.searchsorted(visit[order], [start, start + CHUNK]))]
        parts.append(
            pair_examples(
                videos, visits, visit[rows] - start, shown.video[rows], window
            )
        )
    back = np.argsort(order)
    examples = {
        name: np.concatenate([part[name] for part in parts])[back] for name in parts[0]
    }
    outcome = {"clicked": shown.clicked, "watch_time": shown.watch_time}
    return {"page": shown.page, **examples, **outcome}


def visits_of(site, opened, window):
    """The Visits in which these Impressions, one of each page, were shown.

    They come CHUNK at a time: what had been before each takes some hundred numbers.
    """
    language = site.users.language[opened.user]
    sizes = {"n_users": len(site.users), "n_items": len(site.videos)}
    known = []
    for table, days, least in (
        (site.watches, LONG_AGO, window),
        (site.impressions, WEEK, 0),
    ):
        events = Interactions(table.user, table.video, table.time, **sizes)
        end = rows_before(events, opened.user, opened.time)
        count = end - rows_before(events, opened.user, opened.time - days)
        known.append((events, end, np.maximum(count, least)))
    for start in range(0, len(opened), CHUNK):
        rows = slice(start, start + CHUNK)
        columns = []
        for events, end, count in known:
            before = end[rows, None] - 1 - np.arange(count[rows].max())
            mine = before >= events.starts[opened.user[rows]][:, None]
            columns.append(np.where(mine, events.item[before], UNKNOWN))
            columns.append(events.time[before])
        yield Visits(
            opened.time[rows],
            opened.device[rows],
            language[rows],
            *columns,
        )


class RankerInputs:
    """Makes a network's inputs of examples, with what `fit` saw in training.

    The `vocabulary` most often clicked videos get an id, the others the id -1, whose
    embedding is the zero vector. Numbers become quantiles, with `powers` their squares
    and square roots too.
    """

    def __init__(self, vocabulary=None, powers=True, n_quantiles=1000):
        self.vocabulary, self.powers = vocabulary, powers
        self.normalizer = QuantileNormalizer(n_quantiles)

    def fit(self, examples):
        """Learn vocabulary and quantiles from training examples; returns self."""
        clicks = np.bincount(examples["video"], examples["clicked"])
        often = np.argsort(-clicks, kind="stable")[: self.vocabulary]
        often = often[clicks[often] > 0]
        # The last entry stays unknown: ids out of the table are sent there.
        self.ids = np.full(len(clicks) + 1, UNKNOWN)
        self.ids[often] = np.arange(len(often))
        self.n_videos = len(often)
        self.normalizer.fit(columns_of(examples))
        self.n_numbers = len(NUMBERS) * (3 if self.powers else 1) + 1
        return self

    def __call__(self, examples):
        """The inputs of a `Ranker`: a dict of tensors."""
        shares = self.normalizer.transform(columns_of(examples))
        shares = with_powers(shares) if self.powers else shares
        match = np.asarray(examples["language_match"], np.float32)[:, None]
        return {
            "video": torch.as_tensor(self._known(examples["video"])),
            "watches": torch.as_tensor(self._known(examples["watches"])),
            "device": torch.as_tensor(examples["device"]),
            "numbers": torch.as_tensor(np.concatenate([shares, match], axis=1)),
        }

    def state(self):
        """What `fit` has learned, as JSON and arrays."""
        return {
            "vocabulary": self.vocabulary,
            "powers": self.powers,
            "normalizer": self.normalizer.state(),
            "ids": self.ids,
            "n_videos": self.n_videos,
            "n_numbers": self.n_numbers,
        }

    @classmethod
    def from_state(cls, state):
        """The RankerInputs of a state."""
        made = cls(state["vocabulary"], state["powers"])
        made.normalizer = QuantileNormalizer.from_state(state["normalizer"])
        made.ids = state["ids"]
        made.n_videos, made.n_numbers = state["n_videos"], state["n_numbers"]
        return made

    def _known(self, videos):
        inside = (videos >= 0) & (videos < len(self.ids) - 1)
        return self.ids[np.where(inside, videos, -1)]


def columns_of(examples):
    """The NUMBERS side by side, (n, 4)."""
    return np.stack([np.asarray(examples[name], float) for name in NUMBERS], axis=1)
