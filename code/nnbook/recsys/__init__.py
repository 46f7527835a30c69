"""Recommenders in PyTorch: YoutubeDNN and Wide & Deep, from a log to an index."""

import os
from importlib import import_module

# Tables of embeddings in large pages of memory, where the system has them: a row is
# found without a walk through page tables. torch reads this at its first large tensor.
os.environ.setdefault("THP_MEM_ALLOC_ENABLE", "1")

# What most readers want, without a long address. It is imported when it is asked for: a
# part that needs no PyTorch must not import it.
SHORT = {
    "Interactions": "nnbook.data.interactions",
    "Recipe": "nnbook.recsys.training.recipes",
    "YoutubeDNN": "nnbook.recsys.training.youtube_dnn",
}
__all__ = [*SHORT]


def __getattr__(name):
    if name not in SHORT:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(SHORT[name]), name)
