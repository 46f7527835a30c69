"""One look for every figure of the book, on paper, in notebooks and on the page."""

import math
from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib.font_manager import fontManager
from matplotlib.ticker import NullFormatter

from nnbook.language import language

HERE = Path(__file__).parent
STYLE = HERE / "book.mplstyle"
# The pages' face for labels, in the form that matplotlib measures with (press.faces).
FACE = HERE / "sans.ttf"
# How wide Chinese letters are, and nothing else: figures are SVG, whose letters the
# reader's own faces draw (press.cjk_widths).
WIDTHS = HERE / "cjk-regular.ttf", HERE / "cjk-bold.ttf"

# The two sizes of type, in points: those of labels and of notes in the style and, in
# pixels, in the page's other figures.
LABEL, NOTE = 11.25, 9.75

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
    if "NN Sans" not in fontManager.get_font_names():
        fontManager.addfont(FACE)
    plt.style.use(STYLE)
    if language().startswith("zh"):
        for face in WIDTHS:
            fontManager.addfont(face)
        plt.rcParams["font.family"] = ["NN Sans", "nnbook CJK metrics", "sans-serif"]
    try:
        from IPython import get_ipython
        from matplotlib_inline.backend_inline import set_matplotlib_formats
    except ImportError:
        return
    if get_ipython() is not None:
        # No date: a run today gives the same file as a run tomorrow.
        set_matplotlib_formats("svg", metadata={"Date": None})


def logarithmic(*axes):
    """Make these axes (``ax.xaxis``, ``ax.yaxis``) logarithmic, with powers of ten."""
    for axis in axes:
        axis.axes.set(**{f"{axis.axis_name}scale": "log"})
        axis.set_major_formatter(_power_of_ten)
        axis.set_minor_formatter(NullFormatter())


def _power_of_ten(value, place):
    """Write 0.01, and 10⁻⁴: raised digits of the face, which are as large as others."""
    exponent = round(math.log10(value))
    if abs(exponent) <= 3:
        return f"{value:g}"
    return "10" + str(exponent).translate(_RAISED)


_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
