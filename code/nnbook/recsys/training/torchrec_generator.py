"""The paper's candidate generator on TorchRec, the engine of many a production.

    pip install --no-deps torchrec==1.8.0 fbgemm-gpu-cpu==1.8.0
    pip install torchmetrics==1.0.3 tensordict iopath pyre-extensions

On Linux; 1.8.0 goes with torch 2.13. Without --no-deps the build for CUDA comes along.

What ShardedEmbedding does is done here, and two things more. Watches are averaged where
their rows are, so that one vector travels for a user and not one for each watch. And a
row's optimizer steps inside the backward pass: its gradient is nowhere kept.
"""

import torch
import torch.distributed as dist
import torchrec
from torch import nn
from torchrec.distributed.embedding import EmbeddingCollectionSharder
from torchrec.distributed.embeddingbag import EmbeddingBagCollectionSharder
from torchrec.distributed.model_parallel import DistributedModelParallel
from torchrec.distributed.sharding_plan import (
    construct_module_sharding_plan,
    row_wise,
)
from torchrec.distributed.types import ShardingEnv, ShardingPlan
from torchrec.optim.apply_optimizer_in_backward import apply_optimizer_in_backward

from nnbook.recsys.models.sharded import scattered
from nnbook.recsys.models.tower import relu_tower
from nnbook.recsys.training.sampling import loss_of_candidates


class TorchRecGenerator(nn.Module):
    """Averaged watches, ReLU tower, item vectors: `CandidateGenerator` of PAPER.

    Its tables are made where they are sharded, never whole: `sharded`.
    """

    def __init__(self, n_items, dim=64, hidden=(128,)):
        super().__init__()
        self.n_items = n_items
        sizes = {"num_embeddings": n_items, "embedding_dim": dim}
        meta = torch.device("meta")
        bag = torchrec.EmbeddingBagConfig(
            name="watched_rows",
            feature_names=["watches"],
            pooling=torchrec.PoolingType.MEAN,
            **sizes,
        )
        rows = torchrec.EmbeddingConfig(
            name="item_rows", feature_names=["candidates"], **sizes
        )
        self.watches = torchrec.EmbeddingBagCollection([bag], device=meta)
        self.items = torchrec.EmbeddingCollection([rows], device=meta)
        self.tower = relu_tower(dim, hidden, dim)

    def forward(self, watches, labels, sampled, log_q=None):
        """The mean loss, as of `loss_of_candidates`, of ids (b, w), (b,) and (k,).

        A watch of -1 is none.
        """
        known = watches >= 0
        history = torchrec.KeyedJaggedTensor(
            ["watches"],
            scattered(watches[known], self.n_items),
            lengths=known.sum(1).int(),
        )
        users = self.tower(self.watches(history)["watches"])
        ids = torch.cat([labels, sampled])
        candidates = torchrec.KeyedJaggedTensor(
            ["candidates"],
            scattered(ids, self.n_items),
            lengths=torch.ones(len(ids), dtype=torch.int32),
        )
        vectors = self.items(candidates)["candidates"].values()
        return loss_of_candidates(users, vectors, labels, sampled, log_q)


def sharded(model, optimizer, lr, device="cpu"):
    """The model with its tables' rows spread over the processes, in equal blocks.

    `optimizer`, such as torch.optim.SGD or torchrec.optim.RowWiseAdagrad, is that of
    the tables and steps in the backward pass. All other weights are averaged as by
    DistributedDataParallel, and want an optimizer of their own.
    """
    world, sharders, plan = dist.get_world_size(), [], {}
    for name, table, kind in (
        ("watches", "watched_rows", EmbeddingBagCollectionSharder),
        ("items", "item_rows", EmbeddingCollectionSharder),
    ):
        tables = getattr(model, name)
        apply_optimizer_in_backward(optimizer, tables.parameters(), {"lr": lr})
        sharders.append(kind())
        plan[name] = construct_module_sharding_plan(
            tables, {table: row_wise()}, sharders[-1], world, world, device
        )
    environment = ShardingEnv.from_process_group(dist.group.WORLD)
    return DistributedModelParallel(
        model, environment, torch.device(device), ShardingPlan(plan), sharders
    )


def blocks(model):
    """{"watches": tensor, "items": tensor}: this process's rows of a sharded model."""
    return {
        "watches" if "watched_rows" in name else "items": shard.tensor
        for name, weight in model.state_dict().items()
        if "embedding" in name
        for shard in weight.local_shards()
    }
