"""Training with tables of embeddings that no process holds whole."""

import json
import shutil
import warnings
from pathlib import Path

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.tensor import DTensor, Shard

from nnbook.recsys.models.candidate_generator import CandidateGenerator
from nnbook.recsys.models.embedding import Embedding
from nnbook.recsys.models.sharded import ShardedEmbedding, scattered
from nnbook.recsys.serving.container import write
from nnbook.recsys.serving.parts import Generator
from nnbook.recsys.serving.shards import switch, write_shard
from nnbook.recsys.training.optimizers import RowAdam, sparse_and_dense
from nnbook.recsys.training.trainer import LOGITS, STATE, K, Training

ABOUT = "sharded.json"


class ShardedTraining(Training):
    """A Training in which each process has a block of every table's rows.

    And of the optimizer's memory of them. The recipe has to sample: a full softmax has
    a gradient for every row. In the folder are torch.distributed's checkpoints, to
    which each process writes its part, and which any number of processes can read; and
    an index of the best model's items, a shard of each process.
    """

    def make_model(self):
        """The model, with this process's rows of the tables."""
        if not self.recipe.samples:
            raise ValueError(
                "with the full softmax every row of a table has a gradient in every "
                "step: give --samples, such as --samples 2000, to shard the tables"
            )
        return CandidateGenerator(**self.arguments, sharded=True)

    def share_gradients(self):
        """The tables share theirs themselves; of all others the mean is taken."""

        def average(p):
            dist.all_reduce(p.grad)
            p.grad /= self.world

        for p in sparse_and_dense(self.model)[1]:
            p.register_post_accumulate_grad_hook(average)

    @torch.no_grad()
    def validate(self):
        """(Mean loss of the full softmax, recall@K) on the validation examples.

        Every process scores its own rows, for all users; what they put together is, of
        each user, the logarithm of the sum, the label's logit, and how many items stand
        before it.
        """
        self.step.eval()
        validation, items = self.data.validation, self.model.items
        totals = torch.zeros(2, device=self.device)
        size = max(1, min(256, LOGITS // items.rows))
        for i in range(0, len(validation), size):
            batch = self.batch(validation, slice(i, i + size))
            logits = self.model.user_vectors(batch) @ items.weight.T
            sums = logits.logsumexp(1)
            every = [torch.empty_like(sums) for _ in range(self.world)]
            dist.all_gather(every, sums)
            place = items.row_of(batch["label"]) - items.first
            mine = torch.nonzero((place >= 0) & (place < logits.shape[1]))[:, 0]
            label = torch.zeros_like(sums)
            label[mine] = logits[mine, place[mine]]
            dist.all_reduce(label)
            totals[0] += (torch.stack(every).logsumexp(0) - label).sum()
            place = items.row_of(batch["watches"]) - items.first
            here = (place >= 0) & (place < logits.shape[1])
            seen = here & self.left_out(batch["watches"])
            users, columns = torch.nonzero(seen, as_tuple=True)
            logits[users, place[users, columns]] = -torch.inf
            before = (logits > label[:, None]).sum(1)
            dist.all_reduce(before)
            totals[1] += (before < K).sum()
        return (totals / len(validation)).tolist()

    def state(self):
        """{name: tensor} of weights and optimizers, tables as parts of whole ones."""
        mesh = init_device_mesh(self.device.type, (self.world,))
        tables = [m for m in self.model.modules() if isinstance(m, ShardedEmbedding)]
        rows = {id(table.weight): table.n for table in tables}

        def part(p, tensor):
            if id(p) not in rows or not tensor.dim():
                return tensor
            shape = torch.Size([rows[id(p)], tensor.shape[1]])
            return DTensor.from_local(
                tensor, mesh, [Shard(0)], shape=shape, stride=(shape[1], 1)
            )

        state = {}
        name_of = {p: name for name, p in self.model.named_parameters()}
        for optimizer in self.optimizers:
            for p in optimizer.param_groups[0]["params"]:
                memory = optimizer.state[p]
                if not memory:
                    memory["step"] = torch.zeros(())
                    memory["exp_avg"] = torch.zeros_like(p)
                    memory["exp_avg_sq"] = torch.zeros_like(p)
                state[name_of[p]] = part(p, p.data)
                for key, value in memory.items():
                    value = torch.as_tensor(value, dtype=torch.float32)
                    state[f"{name_of[p]}.{key}"] = part(p, value)
        return state

    def save(self):
        """Write the checkpoint; the last one and the best one are kept."""
        folder = self.output / STATE
        folder.mkdir(parents=True, exist_ok=True)
        last, best = (f"checkpoint-{n}" for n in (len(self.history), self.best() + 1))
        dcp.save(self.state(), checkpoint_id=folder / last)
        if self.rank == 0:
            about = {
                "last": last,
                "best": best,
                "options": self.options,
                "history": self.history,
                "schedules": [schedule.state_dict() for schedule in self.schedules],
                "generator": {
                    "arguments": self.arguments,
                    "vocabulary": self.data.vocabulary,
                    "window": self.recipe.window,
                    "repeats": self.recipe.repeats,
                    "counts": self.data.events.counts.tolist(),
                },
                "data": self.fingerprint,
            }
            text = json.dumps(about)
            write(folder / ABOUT, lambda path: path.write_text(text, "utf-8"))
            for old in folder.glob("checkpoint-*"):
                if old.name not in (last, best):
                    shutil.rmtree(old)
        dist.barrier()

    def resume(self):
        """Go on from the last checkpoint, by however many processes it was written.

        Raises BundleError where it was made with other options.
        """
        path = self.output / STATE / ABOUT
        if not path.is_file():
            return
        about = json.loads(path.read_text("utf-8"))
        hidden = tuple(about["options"]["hidden"])  # JSON has lists only
        self.compare(path, about["options"] | {"hidden": hidden})
        self.load(path.parent / about["last"])
        self.history = about["history"]
        for optimizer, schedule, saved in zip(
            self.optimizers, self.schedules, about["schedules"], strict=True
        ):
            schedule.load_state_dict(saved)
            optimizer.param_groups[0]["lr"] = saved["_last_lr"][0]
        if self.rank == 0:
            print(f"going on after epoch {len(self.history)} of {path}", flush=True)

    def load(self, folder):
        """Take this process's part of a checkpoint."""
        state = self.state()
        dcp.load(state, checkpoint_id=folder)
        for optimizer in self.optimizers:
            for memory in optimizer.state.values():
                kind = int if isinstance(optimizer, RowAdam) else torch.as_tensor
                memory["step"] = kind(memory["step"])

    def index(self, code_bytes):
        """Index the best model's items, each process its own; see `write_shard`."""
        state = self.output / STATE
        about = json.loads((state / ABOUT).read_text("utf-8"))
        self.load(state / about["best"])
        items, folder = self.model.items, self.output / "index"
        vectors = items.weight.detach().cpu().numpy()
        write_shard(
            folder / about["best"],
            self.rank,
            self.world,
            vectors,
            items.ids(),
            code_bytes,
        )
        dist.barrier()
        if self.rank == 0:
            switch(folder, about["best"])


def trained_in_shards(
    recipe,
    data,
    out,
    seed=0,
    patience=None,
    about=None,
    device="cpu",
    code_bytes=None,
):
    """Train into the folder `out`, or go on, and index the items; see `write_shard`.

    The arguments are those of Training. There is no report before `gathered`.
    """
    training = ShardedTraining(recipe, data, out, seed, patience, about, device)
    training.resume()
    training.run()
    training.index(code_bytes)


def gathered(folder):
    """(Generator, what it was trained on): the best model of such a training, whole.

    For a machine that can hold it, in a process of its own without a group.
    """
    folder = Path(folder) / STATE
    about = json.loads((folder / ABOUT).read_text("utf-8"))
    model = CandidateGenerator(**about["generator"]["arguments"])
    state = {name: torch.empty_like(p) for name, p in model.named_parameters()}
    with warnings.catch_warnings(action="ignore"):  # that there is no group
        dcp.load(state, checkpoint_id=folder / about["best"], no_dist=True)
    tables = {m.weight for m in model.modules() if isinstance(m, Embedding)}
    with torch.no_grad():
        for name, p in model.named_parameters():
            rows = ...
            if p in tables:
                rows = scattered(torch.arange(len(p)), len(p))
            p.copy_(state[name][rows])
    return Generator(model=model, **about["generator"]), about["data"]
