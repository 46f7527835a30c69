"""The training of the ranking stage: losses weighted by watch time.

After Covington, Adams & Sargin (2016), section 4.2.
"""

import torch
from torch.nn import functional as F

from nnbook.recsys.training.loop import one_epoch, shuffled
from nnbook.recsys.training.optimizers import linear_decay


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
    groups = [{"params": [table], "weight_decay": decay}, {"params": others}]
    optimizer = torch.optim.AdamW(groups, lr, weight_decay=0.0)
    schedule = linear_decay(optimizer, epochs * -(-len(clicked) // batch))

    def loss_of(rows):
        some = {name: values[rows] for name, values in inputs.items()}
        return loss(model(some), clicked[rows], time[rows])

    return [
        one_epoch(shuffled(len(clicked), batch), loss_of, [optimizer], [schedule])
        for _ in range(epochs)
    ]
