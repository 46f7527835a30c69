"""Some steps on TorchRec and with ShardedEmbedding: `torchrun ... FILE` for the losses."""

import json
import sys
from pathlib import Path

import torch
import torch.distributed as dist
from torch import nn

from nnbook.recsys.models.candidate_generator import CandidateGenerator
from nnbook.recsys.training.sampling import loss_of_candidates, popularity
from nnbook.recsys.training.torchrec_generator import TorchRecGenerator, blocks, sharded

N, DIM, LR = 101, 8, 0.5
sampler = popularity(torch.arange(1, N + 1), 20)


def batch(step):
    """A share of the same batch for any number of processes."""
    generator = torch.Generator().manual_seed(step)
    watches = torch.randint(-1, N, (16, 5), generator=generator)
    watches[3] = -1  # nothing watched
    labels = torch.randint(N, (16,), generator=generator)
    share = slice(dist.get_rank(), None, dist.get_world_size())
    return watches[share], labels[share], sampler.draw(generator)


def losses(step, optimizers):
    """The mean loss of all processes at each of eight steps."""
    found = []
    for i in range(8):
        loss = step(*batch(i))
        for optimizer in optimizers:
            optimizer.zero_grad()
        loss.backward()
        for optimizer in optimizers:
            optimizer.step()
        total = loss.detach().clone()
        dist.all_reduce(total)
        found.append(total.item() / dist.get_world_size())
    return found


dist.init_process_group("gloo")
torch.manual_seed(0)
book = CandidateGenerator(N, DIM, (8,), sharded=True)
book.tower = nn.parallel.DistributedDataParallel(book.tower)
theirs = sharded(TorchRecGenerator(N, DIM, (8,)), torch.optim.SGD, LR)
with torch.no_grad():
    for name, rows in blocks(theirs).items():
        rows.copy_(getattr(book, name).weight)
    towers = (theirs.module.tower.parameters(), book.tower.parameters())
    for p, ours in zip(*towers, strict=True):
        p.copy_(ours)


def step(watches, labels, sampled):
    vectors = book.items(torch.cat([labels, sampled]))
    users = book.user_vectors({"watches": watches})
    return loss_of_candidates(users, vectors, labels, sampled, sampler.log_q)


told = {
    "ours": losses(step, [torch.optim.SGD(book.parameters(), LR)]),
    "theirs": losses(
        lambda *batch: theirs(*batch, sampler.log_q),
        [torch.optim.SGD(theirs.module.tower.parameters(), LR)],
    ),
}
if dist.get_rank() == 0:
    Path(sys.argv[1]).write_text(json.dumps(told), encoding="utf-8")
dist.destroy_process_group()
