"""A table of embeddings whose rows are spread over torch.distributed's processes."""

import math

import torch
import torch.distributed as dist
from torch import nn
from torch.nn import functional as F

PRIME = 2_654_435_761  # has no factor in common with a smaller n: ids to rows is 1:1
BLOCK = 1024  # rows that are drawn from one seed


def scattered(ids, n):
    """A row of n for each of n ids, neither twice: popular ids stand far apart."""
    return ids * PRIME % n


def draw(rows, first, seed):
    """Fill `rows`, of a whole table those from `first` on, as an Embedding starts."""
    size, dim = rows.shape
    for start in range(first // BLOCK * BLOCK, first + size, BLOCK):
        generator = torch.Generator().manual_seed(seed + start)
        drawn = torch.randn(BLOCK, dim, generator=generator) / math.sqrt(dim)
        low, high = max(start, first), min(start + BLOCK, first + size)
        rows[low - first : high - first] = drawn[low - start : high - start]


class ShardedEmbedding(nn.Module):
    """An `Embedding`, of which each process has a block of the rows: `weight`.

    ids may be any, in each process others; -1 has the zero vector. Every process asks
    the rows' owners for the different rows that it needs, and gets them. The gradients
    go the same way back, and are sparse: those of the mean of all processes' losses.

    All processes have to call it as often as each other, and to make it from the same
    state of torch's generator: the table starts the same for any number of processes.
    """

    sparse = True

    def __init__(self, n, dim):
        super().__init__()
        self.n, self.world = n, dist.get_world_size()
        self.rows = -(-n // self.world)
        self.first = min(dist.get_rank() * self.rows, n)
        size = min(self.rows, n - self.first)
        self.weight = nn.Parameter(torch.empty(size, dim))
        self.reset_parameters()

    @torch.no_grad()
    def reset_parameters(self):
        """Draw the block's rows, each BLOCK of the whole table from its own seed."""
        draw(self.weight, self.first, seed=torch.randint(2**40, ()).item())

    def row_of(self, ids):
        """The row of each id in the whole table; of -1 any."""
        return scattered(ids.clamp(min=0), self.n)

    def ids(self):
        """The ids of this process's rows, in their order, (rows,)."""
        row = torch.arange(self.first, self.first + len(self.weight))
        return row * pow(PRIME, -1, self.n) % self.n

    def forward(self, ids):
        """From ids of any shape to vectors, (*shape, dim)."""
        rows, place = self.row_of(ids).unique(return_inverse=True)  # rows are sorted
        asks = (rows // self.rows).bincount(minlength=self.world)
        answers = torch.empty_like(asks)
        dist.all_to_all_single(answers, asks)
        asks, answers = asks.tolist(), answers.tolist()
        asked = rows.new_empty(sum(answers))
        dist.all_to_all_single(asked, rows, answers, asks)
        found = F.embedding(asked - self.first, self.weight, sparse=True)
        got = Exchange.apply(found, asks, answers)
        return F.embedding(place, got) * (ids >= 0)[..., None]


class Exchange(torch.autograd.Function):
    """Rows to those who asked for them; their gradients back, as parts of a mean."""

    @staticmethod
    def forward(ctx, rows, asks, answers):
        """`answers[p]` of the rows go to process p; `asks[p]` come from there."""
        ctx.asks, ctx.answers = asks, answers
        got = rows.new_empty(sum(asks), rows.shape[1])
        dist.all_to_all_single(got, rows, asks, answers)
        return got

    @staticmethod
    def backward(ctx, gradient):
        """The rows' gradients; the loss is the mean of the processes' losses.

        Each of these is a mean over its share, so without the division the gradients
        would be as many times too large as there are processes. The first loss does not
        show that: compare gradients.
        """
        back = gradient.new_empty(sum(ctx.answers), gradient.shape[1])
        dist.all_to_all_single(back, gradient.contiguous(), ctx.answers, ctx.asks)
        return back / dist.get_world_size(), None, None
