"""What example age does: the freshness effect on the simulated site, with and without.

After Covington, Adams & Sargin (2016), section 3.3 and figure 4.
"""

import numpy as np
import torch

from nnbook.recsys.features.examples import serving_examples, training_examples
from nnbook.recsys.models.candidate_generator import CandidateGenerator
from nnbook.recsys.training.loop import one_epoch, shuffled
from nnbook.recsys.training.optimizers import linear_decay

AGES = (0, 2, 5, 10, 20)  # days; each class ends where the next begins, the last never


def share_by_age(site, day, weight):
    """How a day's watches are spread over the classes AGES of the videos' age, (5,).

    `weight`: (n_videos,), watches or probabilities. The shares' sum is 1.
    """
    age = day - site.videos.uploaded
    there = age >= 0
    group = np.searchsorted(AGES, age[there], side="right") - 1
    share = np.bincount(group, weight[there], len(AGES))
    return share / share.sum()


def freshness(site, seed=0, day=None, epochs=6, lr=1e-2):
    """Shares of the watches of `day` by the videos' age: the truth and two models.

    Both models are trained on all watches before the day (the site's last, if None),
    one with example age, one without, and asked at its midnight, with example age 0,
    what each user watches next; videos that a user has seen are left out. The answer is
    a dict of arrays as of `share_by_age`: "truth", "with example age", "without".
    """
    day = site.days - 1 if day is None else day
    events = site.interactions()
    before = events.take(events.time < day)
    after = events.take((events.time >= day) & (events.time < day + 1))
    watched = np.bincount(after.item, minlength=events.n_items)
    answers = {"truth": share_by_age(site, day, watched)}
    for name, numbers in (("with example age", ("example_age",)), ("without", ())):
        torch.manual_seed(seed)
        model = CandidateGenerator(events.n_items, hidden=(128,), continuous=numbers)
        examples = training_examples(before, np.random.default_rng(seed), window=20)
        train_generator(model, examples, epochs, lr)
        chance = next_watch(model, before, after.user)
        answers[name] = share_by_age(site, day, chance)
    return answers


def train_generator(model, examples, epochs, lr, batch=1024):
    """Train a candidate generator with the full softmax, by Adam."""
    optimizer = torch.optim.Adam(model.parameters(), lr)
    schedule = linear_decay(optimizer, epochs * -(-len(examples) // batch))
    for _ in range(epochs):
        one_epoch(
            shuffled(len(examples), batch),
            lambda rows: model.loss(examples.batch(rows.numpy())),
            [optimizer],
            [schedule],
        )


@torch.no_grad()
def next_watch(model, before, users):
    """The mean probability of each video to be the next watch of `users`, (n_items,).

    What a user has seen in `before` has the probability 0.
    """
    inputs = serving_examples(before, users, window=20)
    logits = model(inputs.batch())
    for row, user in enumerate(users):
        seen = before.item[before.starts[user] : before.starts[user + 1]]
        logits[row, seen] = -torch.inf
    return logits.softmax(dim=1).mean(dim=0).numpy()
