"""From a Dataset to a bundle with a report in it."""

import json
import os
from contextlib import contextmanager

import numpy as np
import torch
import torch.distributed as dist

from nnbook.data.interactions import UNKNOWN
from nnbook.recsys.evaluation.report import earlier, report
from nnbook.recsys.evaluation.scorer import Scorer
from nnbook.recsys.features.vocabulary import Vocabulary
from nnbook.recsys.serving import bundle
from nnbook.recsys.serving.container import write
from nnbook.recsys.training.datasets import features_at
from nnbook.recsys.training.trainer import Training

REPORT = "report.json"


@contextmanager
def processes(device="cpu"):
    """The group of processes that torchrun has started, or one of this alone.

    They talk over gloo, or over NCCL on "cuda" devices, of which each has its own.
    """
    if dist.is_initialized():
        yield
        return
    backend = "nccl" if device == "cuda" else "gloo"
    if "RANK" in os.environ:
        if device == "cuda":
            torch.cuda.set_device(int(os.environ["LOCAL_RANK"]))
        dist.init_process_group(backend)
    else:
        dist.init_process_group(backend, store=dist.HashStore(), rank=0, world_size=1)
    try:
        yield
    finally:
        dist.destroy_process_group()


def trained(recipe, data, out, seed=0, patience=None, about=None, device="cpu"):
    """Train into the bundle `out`, or go on; the report, which is in it as JSON, too.

    The arguments are those of Training, the report is that of `compared`. Of several
    processes the first one makes it, the others return None. Raises what Training and
    `report` raise.
    """
    training = Training(recipe, data, out, seed, patience, about, device)
    training.resume()
    training.run()
    if dist.get_rank() > 0:
        return None
    found = compared(bundle.load(out).generator, data)
    write_report(out, found)
    return found


def write_report(folder, found):
    """Put a report into a bundle."""
    text = json.dumps(found, indent=1)
    write(folder / REPORT, lambda path: path.write_text(text, "utf-8"))


def read_report(folder):
    """The report in a bundle, None where there is none."""
    path = folder / REPORT
    return json.loads(path.read_text("utf-8")) if path.exists() else None


def compared(generator, data):
    """The report of a bundle's Generator on the log of a Dataset.

    The log's items are those of the model that have the same name.
    """
    ids = Vocabulary.of(generator.vocabulary["items"]).ids(data.log.items)
    context = {
        name: Vocabulary.of(values)
        for name, values in generator.vocabulary.items()
        if name in data.log.context
    }
    n_users, searches = data.log.n_users, data.known["searches"]
    if generator.model.searches is not None and searches is None:
        raise ValueError(
            "the model was trained with searches, and this log has none: evaluate it "
            "on the log that it was trained on"
        )
    unknown = {name: np.full(n_users, UNKNOWN) for name in generator.model.categories}

    def make_scorer(last):
        features = features_at(last, context, data.known["user_features"])
        known = {
            "searches": earlier(searches, last),
            "user_features": unknown | features,
        }
        return Scorer(generator.model, ids, generator.window, known)

    return report(make_scorer, data.log, generator.repeats)
