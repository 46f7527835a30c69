"""The training of a candidate generator: steps, validation, checkpoints."""

import json
import time

import torch
import torch.distributed as dist
from torch import nn
from torch.nn import functional as F
from torch.nn.parallel import DistributedDataParallel
from tqdm import tqdm

from nnbook.recsys.models.candidate_generator import CandidateGenerator
from nnbook.recsys.serving import saving
from nnbook.recsys.training.loop import one_epoch, shuffled
from nnbook.recsys.training.optimizers import adam
from nnbook.recsys.training.sampling import popularity, sampled_softmax_loss

K = 50  # candidates that validation looks at
MAY_CHANGE = {"epochs", "patience", "output"}  # when a run goes on


class Step(nn.Module):
    """The loss of a batch: full softmax, or sampled where there is a sampler."""

    def __init__(self, model, sampler):
        super().__init__()
        self.model, self.sampler = model, sampler

    def forward(self, batch, generator):
        """The mean loss; all processes draw the same items."""
        if self.sampler is None:
            return self.model.loss(batch)
        users = self.model.user_vectors(batch)
        drawn, log_q = self.sampler.draw(generator), self.sampler.log_q
        weight = self.model.item_vectors()
        return sampled_softmax_loss(users, weight, batch["label"], drawn, log_q)


class Training:
    """A model in training: its optimizers, and the history of its epochs.

    ``options`` are those of `python -m nnbook.recsys train`, ``data`` is a Dataset.
    Each process of torch.distributed's group makes one, with the same arguments, and
    takes its share of every batch.
    """

    def __init__(self, options, data):
        torch.manual_seed(options.seed)
        self.options, self.data = options, data
        self.rank, self.world = dist.get_rank(), dist.get_world_size()
        n_items = len(data.counts)
        self.arguments = {"n_items": n_items, "dim": options.dim}
        self.arguments |= {"hidden": options.hidden, **data.features}
        self.arguments |= {"window": options.window if options.recency else None}
        self.arguments |= {"sparse": options.samples > 0}
        self.model = CandidateGenerator(**self.arguments)
        sampler = None
        if options.samples > 0:
            sampler = popularity(data.counts, options.samples, options.alpha)
        self.step = Step(self.model, sampler)
        if self.world > 1:
            self.step = DistributedDataParallel(self.step)
        self.optimizers = adam(self.model, options.lr)
        self.history = []

    def run(self):
        """Train until validation has stopped improving, or to the last epoch."""
        while len(self.history) < self.options.epochs and not self.stalled():
            start = time.perf_counter()
            loss, n = self.epoch()
            seconds = time.perf_counter() - start
            validation, recall = self.validate()
            row = {"loss": loss, "validation": validation, f"recall@{K}": recall}
            self.history.append(row)
            if self.rank == 0:
                self.save()
                print(
                    f"epoch {len(self.history)}: loss {loss:.4f}, validation "
                    f"{validation:.4f}, recall@{K} {recall:.4f}, "
                    f"{n / seconds:,.0f} examples/s",
                    flush=True,
                )

    def epoch(self):
        """One pass over the shuffled examples: (mean loss, number of examples)."""
        training, options = self.data.training, self.options
        # Of seed and epoch, so that a run that goes on draws what it would have drawn.
        seed = options.seed * 1_000_003 + len(self.history)
        generator = torch.Generator().manual_seed(seed)
        # An incomplete last batch is left out; the next epoch shuffles anew.
        batches = shuffled(len(training), options.batch, generator)
        batches = batches[: len(training) // options.batch]
        mine = [rows[self.rank :: self.world] for rows in batches]
        name = f"epoch {len(self.history) + 1}"
        mean = one_epoch(
            tqdm(mine, name, disable=self.rank > 0, leave=False),
            lambda rows: self.step(training.batch(rows.numpy()), generator),
            self.optimizers,
        )
        mean = torch.tensor(mean)
        dist.all_reduce(mean)
        return mean.item() / self.world, len(batches) * options.batch

    @torch.no_grad()
    def validate(self, size=256):
        """(Mean loss of the full softmax, recall@K) on the validation examples.

        Recall leaves out the watches that the model sees.
        """
        validation, totals = self.data.validation, torch.zeros(2)
        for i in range(self.rank * size, len(validation), self.world * size):
            batch = validation.batch(slice(i, i + size))
            logits, label = self.model(batch), batch["label"][:, None]
            totals[0] += F.cross_entropy(logits, label[:, 0], reduction="sum")
            rows, columns = torch.nonzero(batch["watches"] >= 0, as_tuple=True)
            logits[rows, batch["watches"][rows, columns]] = -torch.inf
            totals[1] += (logits.topk(min(K, logits.shape[1]))[1] == label).sum()
        dist.all_reduce(totals)
        return (totals / len(validation)).tolist()

    def best(self):
        """The epoch with the smallest validation loss, from 0."""
        losses = [row["validation"] for row in self.history]
        return losses.index(min(losses))

    def stalled(self):
        """Whether the last `patience` epochs brought nothing."""
        late = len(self.history) - 1 - self.best() if self.history else 0
        return late >= self.options.patience

    def save(self):
        """Write the checkpoint, the history, and the model where it is the best."""
        folder = self.options.output
        folder.mkdir(parents=True, exist_ok=True)
        if self.best() == len(self.history) - 1:
            vocabulary = self.data.vocabulary
            saving.save(folder / "model", self.model, self.arguments, vocabulary)
        state = {
            "options": as_saved(self.options),
            "history": self.history,
            "model": self.model.state_dict(),
            "optimizers": [o.state_dict() for o in self.optimizers],
        }
        saving.write(folder / "checkpoint.pt", lambda path: torch.save(state, path))
        text = json.dumps(self.history, indent=1)
        saving.write(
            folder / "history.json", lambda path: path.write_text(text, "utf-8")
        )

    def resume(self):
        """Go on from the checkpoint in the output folder, if there is one.

        Raises MismatchError where it was made with other options.
        """
        path = self.options.output / "checkpoint.pt"
        if not path.is_file():
            return
        state = torch.load(path, weights_only=True)
        options = as_saved(self.options)
        differences = [
            f"--{name.replace('_', '-')} was {old}, is {options[name]}"
            for name, old in state["options"].items()
            if options[name] != old
        ]
        if differences:
            raise saving.MismatchError(
                f"{path} was made with other options: {'; '.join(differences)}. Use "
                "the same ones to go on, or another --output to start anew"
            )
        saving.fit(self.model.state_dict(), state["model"])
        self.model.load_state_dict(state["model"])
        for optimizer, saved in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)
        self.history = state["history"]
        if self.rank == 0:
            print(f"going on after epoch {len(self.history)} of {path}", flush=True)


def as_saved(options):
    """The options that must not change while a run goes on."""
    return {n: value for n, value in vars(options).items() if n not in MAY_CHANGE}
