"""The training of a candidate generator: steps, validation, checkpoints."""

import json
import time
from dataclasses import asdict

import torch
import torch.distributed as dist
from torch.nn import functional as F
from torch.nn.parallel import DistributedDataParallel
from tqdm import tqdm

from nnbook.recsys.models.candidate_generator import CandidateGenerator
from nnbook.recsys.models.tower import Dropout
from nnbook.recsys.serving import bundle
from nnbook.recsys.serving.container import BundleError, write
from nnbook.recsys.serving.parts import Generator, fit
from nnbook.recsys.training.datasets import TooFewError
from nnbook.recsys.training.loop import one_epoch, shuffled
from nnbook.recsys.training.optimizers import adam, warm_up_and_decay
from nnbook.recsys.training.step import Step

K = 50  # candidates that validation looks at
STATE = "training"  # the folder in the bundle with what a run needs to go on
LOGITS = 1 << 25  # numbers that validation holds at a time: 128 MB


class Training:
    """A model in training: its optimizers, and the history of its epochs.

    By a Recipe, on a Dataset, into the bundle `output`; `about` names what else has to
    be the same when a run goes on, such as the data's name. It stops after `patience`
    epochs in which validation was no better, or with the recipe's last one.

    Each process of torch.distributed's group makes one, with the same arguments, and
    takes its share of every batch. Model and batches are on the `device`.
    """

    def __init__(
        self,
        recipe,
        data,
        output,
        seed=0,
        patience=None,
        about=None,
        device="cpu",
    ):
        torch.manual_seed(seed)
        self.recipe, self.data, self.output = recipe, data, output
        self.seed, self.patience = seed, patience
        self.options = {**(about or {}), "seed": seed, **asdict(recipe)}
        name = self.options.get("data", "a log")
        self.fingerprint = bundle.fingerprint(name, data.events)
        # A log that has grown since is another one, under the same name, too.
        self.options["data"] = (
            f"{name} ({len(data.events):,} events, {self.fingerprint['sha256'][:8]})"
        )
        self.rank, self.world = dist.get_rank(), dist.get_world_size()
        self.arguments = recipe.arguments(data.events.n_items) | data.features
        self.device = torch.device(device)
        self.model = self.make_model()
        for module in self.model.modules():
            if isinstance(module, Dropout):
                module.rank, module.world = self.rank, self.world
        self.step = Step(self.model, recipe, data.events.counts).to(self.device)
        self.share_gradients()
        self.history = []
        self.examples = data.training(recipe, self.draw())
        # An incomplete last batch is left out; the next epoch shuffles anew.
        self.batches = len(self.examples) // recipe.batch
        if not self.batches:
            raise TooFewError(
                f"there are only {len(self.examples)} training examples: give a "
                f"--batch of at most that, not {recipe.batch}"
            )
        self.optimizers = adam(self.model, recipe.lr)
        self.schedules = [
            warm_up_and_decay(optimizer, recipe.epochs, self.batches)
            for optimizer in self.optimizers
        ]

    def make_model(self):
        """The model, whole."""
        return CandidateGenerator(**self.arguments)

    def share_gradients(self):
        """Let each process step by the mean of all processes' gradients."""
        if self.world > 1:
            # log-Q, the only buffer, is the same everywhere.
            self.step = DistributedDataParallel(self.step, broadcast_buffers=False)

    def batch(self, examples, rows):
        """The examples at `rows` as a dict of tensors on the device."""
        batch = examples.batch(rows)
        return {name: values.to(self.device) for name, values in batch.items()}

    def draw(self):
        """The seed of the next epoch: a run that goes on draws what it would have."""
        return self.seed * 1_000_003 + len(self.history)

    def run(self):
        """Train to the last epoch, or until validation has stopped improving."""
        while len(self.history) < self.recipe.epochs and not self.stalled():
            start = time.perf_counter()
            loss, n = self.epoch()
            seconds = time.perf_counter() - start
            validation, recall = self.validate()
            row = {"loss": loss, "validation": validation, f"recall@{K}": recall}
            self.history.append(row)
            self.save()
            if self.rank == 0:
                print(
                    f"epoch {len(self.history)}: loss {loss:.4f}, validation "
                    f"{validation:.4f}, recall@{K} {recall:.4f}, "
                    f"{n / seconds:,.0f} examples/s",
                    flush=True,
                )

    def epoch(self):
        """One pass over the shuffled examples: (mean loss, number of examples)."""
        recipe, seed = self.recipe, self.draw()
        torch.manual_seed(seed)  # of dropout
        generator = torch.Generator().manual_seed(seed)
        if self.history and (recipe.per_user or recipe.held_out == "random"):
            self.examples = self.data.training(recipe, seed)
        batches = shuffled(len(self.examples), recipe.batch, generator)[: self.batches]
        mine = [rows[self.rank :: self.world] for rows in batches]
        name = f"epoch {len(self.history) + 1}"
        self.step.train()
        mean = one_epoch(
            tqdm(mine, name, disable=True if self.rank else None, leave=False),
            lambda rows: self.step(self.batch(self.examples, rows.numpy()), generator),
            self.optimizers,
            self.schedules,
        )
        mean = torch.tensor(mean, device=self.device)
        dist.all_reduce(mean)
        return mean.item() / self.world, len(batches) * recipe.batch

    @torch.no_grad()
    def validate(self):
        """(Mean loss of the full softmax, recall@K) on the validation examples.

        Recall leaves out the watches that the model sees, where the recipe does.
        """
        self.step.eval()
        validation, totals = self.data.validation, torch.zeros(2, device=self.device)
        size = max(1, min(256, LOGITS // self.data.events.n_items))
        for i in range(self.rank * size, len(validation), self.world * size):
            batch = self.batch(validation, slice(i, i + size))
            logits, label = self.model(batch), batch["label"][:, None]
            totals[0] += F.cross_entropy(logits, label[:, 0], reduction="sum")
            seen = self.left_out(batch["watches"])
            rows, columns = torch.nonzero(seen, as_tuple=True)
            logits[rows, batch["watches"][rows, columns]] = -torch.inf
            totals[1] += (logits.topk(min(K, logits.shape[1]))[1] == label).sum()
        dist.all_reduce(totals)
        return (totals / len(validation)).tolist()

    def left_out(self, watches):
        """Which of the watches (b, w) are not recommended again, (b, w)."""
        return (watches >= 0) & (self.recipe.repeats == "skip")

    def best(self):
        """The epoch with the smallest validation loss, from 0."""
        losses = [row["validation"] for row in self.history]
        return losses.index(min(losses))

    def stalled(self):
        """Whether the last `patience` epochs brought nothing."""
        if self.patience is None or not self.history:
            return False
        return len(self.history) - 1 - self.best() >= self.patience

    def save(self):
        """Write the checkpoint, the history, and the model where it is the best."""
        if self.rank > 0:
            return
        folder = self.output / STATE
        folder.mkdir(parents=True, exist_ok=True)
        if self.best() == len(self.history) - 1:
            generator = Generator(
                model=self.model,
                arguments=self.arguments,
                vocabulary=self.data.vocabulary,
                window=self.recipe.window,
                repeats=self.recipe.repeats,
                counts=self.data.events.counts,
            )
            bundle.save(self.output, generator, data=self.fingerprint)
        state = {
            "options": self.options,
            "history": self.history,
            "model": self.model.state_dict(),
            "optimizers": [o.state_dict() for o in self.optimizers],
            "schedules": [schedule.state_dict() for schedule in self.schedules],
        }
        write(folder / "checkpoint.pt", lambda path: torch.save(state, path))
        text = json.dumps(self.history, indent=1)
        write(folder / "history.json", lambda path: path.write_text(text, "utf-8"))

    def resume(self):
        """Go on from the checkpoint in the output folder, if there is one.

        Raises BundleError where it was made with other options.
        """
        path = self.output / STATE / "checkpoint.pt"
        if not path.is_file():
            return
        state = torch.load(path, self.device, weights_only=True)
        self.compare(path, state["options"])
        fit(self.model.state_dict(), state["model"])
        self.model.load_state_dict(state["model"])
        for optimizer, saved in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)
        for schedule, saved in zip(self.schedules, state["schedules"], strict=True):
            schedule.load_state_dict(saved)
        self.history = state["history"]
        if self.rank == 0:
            print(f"going on after epoch {len(self.history)} of {path}", flush=True)

    def compare(self, path, options):
        """Raise BundleError where a checkpoint was made with other options."""
        differences = [
            f"--{name.replace('_', '-')} was {options.get(name)}, is {now}"
            for name, now in self.options.items()
            if options.get(name) != now
        ]
        if differences:
            raise BundleError(
                f"{path} was made with other options: {'; '.join(differences)}. Use "
                "the same ones to go on, or another --out to start anew"
            )
