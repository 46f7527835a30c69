"""Recommenders in PyTorch: YoutubeDNN and Wide & Deep, from a log to an index."""

from importlib import import_module

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
