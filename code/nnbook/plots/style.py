"""One look for every figure of the book, on paper, in notebooks and on the page."""

from pathlib import Path

import matplotlib.pyplot as plt

STYLE = Path(__file__).parent / "book.mplstyle"

# Each colour means one thing everywhere. The same values stand in the style sheet of
# the widgets; on the page they become its variables, so that figures follow the theme.
PALETTE = {
    "ink": "#1c2733",
    "muted": "#55626f",
    "line": "#ccd3da",
    "surface": "#ffffff",
    "input": "#0f75ad",
    "weight": "#9b3f7c",
    "activation": "#00735a",
    "gradient": "#9c6100",
    "positive": "#2350ab",
    "negative": "#b84300",
}


def use_book_style():
    """Set the book's style, and SVG output where this runs in a notebook."""
    plt.style.use(STYLE)
    try:
        from IPython import get_ipython
        from matplotlib_inline.backend_inline import set_matplotlib_formats
    except ImportError:
        return
    if get_ipython() is not None:
        # No date: a run today gives the same file as a run tomorrow.
        set_matplotlib_formats("svg", metadata={"Date": None})
