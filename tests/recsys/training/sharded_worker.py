"""What two processes have to say to test_sharded.py: `torchrun ... FOLDER OPTIONS`.

Writes FOLDER/told.json; trains into FOLDER/whole, and one epoch into FOLDER/part.
"""

import json
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from unittest import mock

import torch
import torch.distributed as dist
from torch.nn import functional as F

from nnbook.recsys.__main__ import main
from nnbook.recsys.models.candidate_generator import CandidateGenerator
from nnbook.recsys.models.embedding import Embedding
from nnbook.recsys.models.sharded import Exchange, ShardedEmbedding
from nnbook.recsys.training.datasets import of_videos
from nnbook.recsys.training.recipes import BEST
from nnbook.recsys.training.run import processes
from nnbook.recsys.training.sharded import ShardedTraining
from nnbook.recsys.training.step import Step

SIZES = {"n_users": 80, "n_videos": 200, "watches_per_user": 40}
RECIPE = replace(BEST, samples=30, dim=8, hidden=(8,), batch=64, dropout=0.3)
folder, options = Path(sys.argv[1]), sys.argv[2:]


def together(table, block):
    """A whole (n, dim), rows by id, of each process's block of its rows."""
    every = [None] * dist.get_world_size()
    dist.all_gather_object(every, (table.ids(), block.detach()))
    whole = torch.empty(table.n, block.shape[1])
    for ids, rows in every:
        whole[ids] = rows
    return whole


def tables_of(model):
    return {n: m for n, m in model.named_modules() if isinstance(m, ShardedEmbedding)}


def alone(training):
    """The same model with whole tables, as one process has it."""
    model = CandidateGenerator(**training.arguments)
    shards, modules = tables_of(training.model), dict(model.named_modules())
    with torch.no_grad():
        for name, p in training.model.named_parameters():
            table = shards.get(name.removesuffix(".weight"))
            p = p if table is None else together(table, p)
            dict(model.named_parameters())[name].copy_(p)
    assert {n for n, m in modules.items() if isinstance(m, Embedding)} >= {*shards}
    return model


scaled = Exchange.backward


def unscaled(ctx, gradient):
    """As one would write it first."""
    rows, *rest = scaled(ctx, gradient)
    return rows * dist.get_world_size(), *rest


def gradients(recipe, data, forget=False):
    """Losses of both, and the largest relative difference of each gradient."""
    training = ShardedTraining(recipe, data, folder)
    one = alone(training)
    step = Step(one, recipe, data.events.counts)
    for model in (step, training.step):
        model.train()
    rows = torch.arange(recipe.batch)

    def loss_of(step, rows):
        torch.manual_seed(1)  # of dropout
        generator = torch.Generator().manual_seed(1)
        return step(training.examples.batch(rows.numpy()), generator)

    expected = loss_of(step, rows)
    expected.backward()
    share = rows[training.rank :: training.world]
    if forget:
        with mock.patch.object(Exchange, "backward", staticmethod(unscaled)):
            loss = loss_of(training.step, share)
            loss.backward()
    else:
        loss = loss_of(training.step, share)
        loss.backward()
    shards, far = tables_of(training.model), {}
    for name, p in training.model.named_parameters():
        grad, wanted = p.grad, dict(one.named_parameters())[name].grad
        if table := shards.get(name.removesuffix(".weight")):
            assert grad.is_sparse
            grad, wanted = together(table, grad.to_dense()), wanted.to_dense()
        difference = (grad - wanted).abs().max() / wanted.abs().max()
        far[name] = difference.item()
    total = loss.detach().clone()
    dist.all_reduce(total)
    return [expected.item(), total.item() / dist.get_world_size()], far


@torch.no_grad()
def validation(recipe, data):
    """(loss, recall) as the shards put it together, and as of whole tables."""
    training = ShardedTraining(recipe, data, folder)
    found, one = training.validate(), alone(training).eval()
    batch = data.validation.batch()
    logits = one(batch)
    loss = F.cross_entropy(logits, batch["label"]).item()
    for user, watches in enumerate(batch["watches"]):
        logits[user, watches[watches >= 0]] = -torch.inf
    best = logits.topk(min(50, logits.shape[1]))[1]
    hit = (best == batch["label"][:, None]).any(1)
    return found, [loss, hit.float().mean().item()]


def embeddings():
    """ids of any shape, -1 among them, as of whole tables; and which rows are whose."""
    torch.manual_seed(3)
    table = ShardedEmbedding(11, 4)
    whole = together(table, table.weight)
    ids = torch.tensor([[0, 10, -1], [dist.get_rank(), 3, 3]])
    expected = whole[ids.clamp(min=0)] * (ids >= 0)[..., None]
    empty = table(torch.zeros(0, 2, dtype=torch.int64))
    rows = [None] * dist.get_world_size()
    dist.all_gather_object(rows, sorted(table.ids().tolist()))
    return torch.equal(table(ids), expected), list(empty.shape), rows


class Stop(Exception):
    """A machine is switched off."""


save = ShardedTraining.save


def save_and_stop(training):
    save(training)
    raise Stop


def trained(name):
    """Train as the command does, in the group that is there."""
    main(["train", "--sharded", *options, "--out", str(folder / name)])


told = {}
with processes():
    trained("whole")
    with (
        mock.patch.object(ShardedTraining, "save", save_and_stop),
        suppress(Stop),
    ):
        trained("part")
    data = of_videos(SIZES, 0, RECIPE)
    two_tables = replace(RECIPE, shared=False, recency=False)
    told["embeddings"] = embeddings()
    told["gradients"] = [gradients(recipe, data) for recipe in (RECIPE, two_tables)]
    told["forgotten"] = gradients(RECIPE, data, forget=True)
    told["validation"] = validation(RECIPE, data)
    if dist.get_rank() == 0:
        (folder / "told.json").write_text(json.dumps(told), encoding="utf-8")
