"""What a cell has printed stays as it was printed.

A kernel hands on printed text in pieces, cut by the clock, on a busy machine in the
middle of a line. myst-nb (1.4.0) joins them with a line break at each cut; so they are
joined here before it sees them.
"""

from myst_nb.core import render
from myst_nb.core.utils import coalesce_streams


def merge_streams(outputs):
    """Join neighbouring pieces of the same stream; other outputs stay as they are."""
    merged = []
    for output in outputs:
        last = merged[-1] if merged else {}
        if output.output_type == "stream" and last.get("name") == output.name:
            last["text"] += output.text
        else:
            merged.append(output.copy())
    return merged


def setup(app):
    """Put the joining before that of myst-nb."""
    render.coalesce_streams = lambda outputs: coalesce_streams(merge_streams(outputs))
