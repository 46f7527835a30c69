"""The ranking stage of YoutubeDNN: expected watch time of each impression.

After Covington, Adams & Sargin (2016), section 4.
"""

import itertools

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from nnbook.data.interactions import UNKNOWN
from nnbook.recsys.features.quantiles import QuantileNormalizer, with_powers
from nnbook.recsys.models.candidate_generator import Embedding, average, dim_of

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


class Inputs:
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
        self.normalizer.fit(_numbers(examples))
        self.n_numbers = len(NUMBERS) * (3 if self.powers else 1) + 1
        return self

    def __call__(self, examples):
        """The inputs of a `Ranker`: a dict of tensors."""
        shares = self.normalizer.transform(_numbers(examples))
        shares = with_powers(shares) if self.powers else shares
        match = np.asarray(examples["language_match"], np.float32)[:, None]
        return {
            "video": torch.as_tensor(self._known(examples["video"])),
            "watches": torch.as_tensor(self._known(examples["watches"])),
            "device": torch.as_tensor(examples["device"]),
            "numbers": torch.as_tensor(np.concatenate([shares, match], axis=1)),
        }

    def _known(self, videos):
        inside = (videos >= 0) & (videos < len(self.ids) - 1)
        return self.ids[np.where(inside, videos, -1)]


class Ranker(nn.Module):
    """A network whose output's exponential is the expected watch time.

    The impression's video and the last watches share one embedding (`dim` numbers;
    log₂ of the vocabulary's size if None), the watches are averaged. ReLU layers of
    the sizes `hidden`, then one logistic output; without hidden layers, logistic
    regression.
    """

    def __init__(self, n_videos, n_numbers, n_devices=3, dim=None, hidden=(256,)):
        super().__init__()
        dim = dim or dim_of(n_videos)
        self.videos = Embedding(n_videos, dim)
        self.devices = Embedding(n_devices, dim_of(n_devices))
        sizes = (2 * dim + dim_of(n_devices) + n_numbers, *hidden)
        layers = []
        for n, m in itertools.pairwise(sizes):
            layers += [nn.Linear(n, m), nn.ReLU()]
        self.tower = nn.Sequential(*layers, nn.Linear(sizes[-1], 1))

    def forward(self, inputs):
        """The logits, (b,), of inputs as `Inputs` makes them."""
        parts = [
            self.videos(inputs["video"]),
            average(self.videos, inputs["watches"]),
            self.devices(inputs["device"]),
            inputs["numbers"],
        ]
        return self.tower(torch.cat(parts, dim=1))[:, 0]

    @torch.no_grad()
    def expected_watch_time(self, inputs):
        """What is served: exp(logit), in the unit of the training's watch times."""
        return torch.exp(self(inputs))


def weighted_logistic_loss(logits, clicked, watch_time):
    """Mean cross-entropy, a click weighted by its watch time, all others by 1.

    Where it is smallest, the odds exp(logit) are Σ T / (N - k): of N impressions k were
    clicked and watched for the times T. That is E[T] / (1 - P), the expected watch time
    per impression over one minus the probability of a click (section 4.2).
    """
    weight = torch.where(clicked, watch_time, 1.0)
    target = clicked.to(logits.dtype)
    return F.binary_cross_entropy_with_logits(logits, target, weight)


def exact_weighted_loss(logits, clicked, watch_time):
    """The same with every impression counted as a negative too: the odds are E[T].

    A step beyond the paper: no 1 - P is left, however often people click.
    """
    gain = torch.where(clicked, watch_time, 0.0)
    return (gain * F.softplus(-logits) + F.softplus(logits)).mean()


def per_user_loss(page, score, clicked, watch_time):
    """The weighted per-user loss: mispredicted watch time over all watch time.

    It runs over the pairs of a clicked and an unclicked impression of one page. The
    watch time of the clicked one is mispredicted where the unclicked one has the higher
    score; half of it where both have the same (section 4.3; on ties the paper is
    silent). All arguments are arrays (n,); the answer is between 0 and 1.

    Raises ValueError where no page has both kinds.
    """
    order = np.lexsort((score, page))
    page, score = page[order], score[order]
    negative = ~clicked[order]
    # Rows of one page, and within it of one score, stand together.
    below = np.concatenate([[0], np.cumsum(negative)])
    page_start, page_end = _borders(page[1:] != page[:-1])
    tie = (page[1:] != page[:-1]) | (score[1:] != score[:-1])
    tie_start, tie_end = _borders(tie)
    higher = below[page_end] - below[tie_end]
    equal = below[tie_end] - below[tie_start]
    time = np.where(negative, 0.0, watch_time[order])
    total = np.sum(time * (below[page_end] - below[page_start]))
    if total == 0:
        raise ValueError(
            "no page has both a watched and an unclicked impression: there is no pair"
        )
    return float(np.sum(time * (higher + equal / 2)) / total)


def train_ranker(
    model,
    inputs,
    examples,
    loss=weighted_logistic_loss,
    epochs=2,
    batch=4096,
    lr=8e-3,
    decay=1.0,
):
    """Train by AdamW, whose learning rate falls to 0; returns the loss of each epoch.

    `decay` shrinks the embeddings of videos: those seldom seen stay near zero, where
    they would otherwise learn the chance of a few clicks by heart. The order is drawn
    by torch's generator: `torch.manual_seed` fixes it.
    """
    clicked = torch.as_tensor(examples["clicked"])
    time = torch.as_tensor(examples["watch_time"], dtype=torch.float32)
    with torch.no_grad():
        # Start from the odds that hold without any feature.
        model.tower[-1].bias.fill_(torch.log(time.sum() / (~clicked).sum()).item())
    table = model.videos.weight
    others = [p for p in model.parameters() if p is not table]
    optimizer = torch.optim.AdamW(
        [{"params": [table], "weight_decay": decay}, {"params": others}],
        lr,
        weight_decay=0.0,
    )
    steps = epochs * -(-len(clicked) // batch)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.0, steps)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(clicked)).split(batch):
            optimizer.zero_grad()
            some = {name: values[rows] for name, values in inputs.items()}
            value = loss(model(some), clicked[rows], time[rows])
            value.backward()
            optimizer.step()
            schedule.step()
            total += value.item() * len(rows)
        losses.append(total / len(clicked))
    return losses


def _numbers(examples):
    return np.stack([np.asarray(examples[name], float) for name in NUMBERS], axis=1)


def _borders(new):
    """First row and the row after the last of each row's group; `new`: a group starts.

    `new` is about the second row and the following ones, (n - 1,).
    """
    starts = np.concatenate([[0], np.flatnonzero(new) + 1])
    group = np.concatenate([[0], np.cumsum(new)])
    return starts[group], np.append(starts[1:], len(group))[group]
