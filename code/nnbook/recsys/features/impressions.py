"""What is known of an impression, and what the ranking stage's network reads of it.

After Covington, Adams & Sargin (2016), section 4.1.
"""

import numpy as np
import torch

from nnbook.data.interactions import UNKNOWN
from nnbook.recsys.features.quantiles import QuantileNormalizer, with_powers

# Days from which on a last watch counts like none, in the first week as in the last: a
# feature must mean the same when serving as in training.
LONG_AGO = 14
NUMBERS = ("since_last", "previous", "video_age", "duration")


def impression_examples(site, window=10, shown=None):
    """What is known of each impression of a `VideoSite`, as a dict of arrays (n, ...).

    `shown`: other Impressions than those of the site, such as `if_shown` makes.

    "video"; "watches", the user's last `window` videos before, newest first, then -1;
    "device"; "language_match"; the NUMBERS; and what came of it: "clicked" and
    "watch_time". Nothing in it is later than the impression but these two.
    """
    shown, videos = site.impressions if shown is None else shown, site.videos
    return {
        "page": shown.page,
        "video": shown.video,
        "watches": site.last_watches(shown.user, shown.time, window),
        "device": shown.device,
        "language_match": shown.language_match,
        "since_last": np.where(shown.since_last < LONG_AGO, shown.since_last, np.inf),
        "previous": shown.previous,
        "video_age": shown.time - videos.uploaded[shown.video],
        "duration": videos.duration[shown.video],
        "clicked": shown.clicked,
        "watch_time": shown.watch_time,
    }


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
