"""Figures of chapter 3: points and what a network makes of them, training, width.

Every function takes the numbers that the chapter has measured, draws them into ``ax``
(or into a new figure) and returns the axes. Curves carry their names.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnbook.language import _
from nnbook.plots.style import PALETTE, logarithmic

INK, MUTED, LINE = PALETTE["ink"], PALETTE["muted"], PALETTE["line"]
ON, OFF, PAPER = PALETTE["positive"], PALETTE["negative"], PALETTE["surface"]
SHADES = (
    PALETTE["positive"],
    PALETTE["negative"],
    PALETTE["activation"],
    PALETTE["weight"],
)


def plot_valley(w, loss, paths, ax=None):
    """Draw a loss over one weight, and paths of gradient descent down to its bottom.

    ``loss`` is a function of w; ``paths`` maps a name to the weights after each step.
    """
    ax = ax or plt.figure().add_subplot()
    ax.plot(w, loss(w), color=MUTED, lw=1.6)
    for (name, path), color in zip(paths.items(), SHADES, strict=False):
        path = np.asarray(path)
        mark = {"marker": "o", "ms": 4, "lw": 1.2}
        ax.plot(path, loss(path), color=color, label=name, **mark)
        side = 1 if path[1] > path[0] else -1
        place = {"xytext": (8 * side, 4), "textcoords": "offset points"}
        end = "left" if side > 0 else "right"
        ax.annotate(name, (path[0], loss(path[0])), color=color, ha=end, **place)
    ax.set(xlabel=_("weight w"), ylabel=_("loss"), ylim=(0, None))
    return ax


def plot_classes(points, labels, names=("x₁", "x₂"), line=None, ax=None):
    """Draw points of two classes; ``line`` (w, b) adds the line w · point + b = 0."""
    ax = ax or plt.figure().add_subplot()
    labels = np.ravel(labels)
    for value, color, marker in ((0, OFF, "s"), (1, ON, "o")):
        shown = points[labels == value]
        style = {"color": color, "edgecolors": PAPER, "linewidths": 0.4, "zorder": 2}
        size = 70 if len(points) < 10 else 16
        ax.scatter(*shown.T, s=size, marker=marker, label=str(value), **style)
    ax.margins(0.15 if len(points) < 10 else 0.05)
    if line is not None:
        w, b = line
        limits = {"xlim": ax.get_xlim(), "ylim": ax.get_ylim()}
        middle = -b * np.asarray(w) / np.dot(w, w)
        ax.axline(middle, middle + [-w[1], w[0]], color=INK, lw=1.6)
        ax.set(**limits)
    ax.set(xlabel=names[0], ylabel=names[1])
    return ax


def plot_surface(x1, x2, probability, points, labels, ax=None):
    """Draw a network's answer over the plane: where it says 1, and where it is unsure.

    ``probability`` has a row for each value of x2 and a column for each of x1.
    """
    ax = ax or plt.figure().add_subplot()
    colors = (OFF, LINE, ON)
    ax.contourf(x1, x2, probability, [0, 0.1, 0.9, 1], colors=colors, alpha=0.25)
    ax.contour(x1, x2, probability, [0.5], colors=[INK], linewidths=1.6)
    plot_classes(points, labels, ax=ax)
    ax.set(aspect="equal")
    return ax


def plot_epochs(losses, ax=None):
    """Draw the loss after each epoch; ``losses`` maps a name to one value an epoch."""
    ax = ax or plt.figure().add_subplot()
    for (name, loss), color in zip(losses.items(), SHADES, strict=False):
        _named(ax, np.arange(1, len(loss) + 1), loss, name, color)
    logarithmic(ax.yaxis)
    ax.set(xlabel=_("epochs"), ylabel=_("loss"))
    ax.margins(x=0)
    return ax


def plot_hinges(x, truth, output, knots, ax=None):
    """Draw a curve, and the straight pieces of a network with hinges at ``knots``."""
    ax = ax or plt.figure().add_subplot()
    ax.plot(x, truth, color=MUTED, lw=4, alpha=0.4, label=_("curve"))
    ax.plot(x, output, color=ON, lw=1.6, label=_("network"))
    places = np.interp(knots, np.ravel(x), np.ravel(output))
    ax.plot(knots, places, "o", color=ON, ms=5, label=_("hinges"))
    ax.set(xlabel=_("input x"), ylabel=_("output"))
    return ax


def plot_width(widths, errors, ax=None):
    """Draw errors over the number of hidden units, both axes logarithmic.

    ``errors`` maps a name to an array with one row a width; its columns are repeated
    runs, drawn as points with a line through their medians.
    """
    ax = ax or plt.figure().add_subplot()
    for (name, error), color in zip(errors.items(), SHADES, strict=False):
        error = np.asarray(error).reshape(len(widths), -1)
        if error.shape[1] > 1:
            ax.plot(widths, error, ".", color=color, ms=5, alpha=0.6)
        _named(ax, widths, np.median(error, axis=1), name, color)
    logarithmic(ax.xaxis, ax.yaxis)
    ax.set_xticks(widths, labels=[str(width) for width in widths])
    ax.minorticks_off()
    ax.set(xlabel=_("hidden units"), ylabel=_("largest error"))
    return ax


def plot_beyond(x, truth, outputs, inside, ax=None):
    """Draw what networks say where they were trained, ``inside`` (low, high), and on.

    ``outputs`` maps a name to the values at x.
    """
    ax = ax or plt.figure().add_subplot()
    ax.axvspan(*inside, color=LINE, alpha=0.45, lw=0)
    ax.plot(x, truth, color=MUTED, lw=4, alpha=0.4, label=_("truth"))
    for (name, output), color in zip(outputs.items(), SHADES, strict=False):
        _named(ax, x, output, name, color)
    top = {"transform": ax.get_xaxis_transform(), "ha": "center", "va": "top"}
    ax.text(np.mean(inside), 0.99, _("trained here"), color=MUTED, **top)
    ax.set(xlim=(np.min(x), np.max(x)), xlabel=_("input x"), ylabel=_("output"))
    return ax


def _named(ax, x, y, name, color):
    """Draw a curve with its name at its right end."""
    x, y = np.ravel(x), np.ravel(y)
    ax.plot(x, y, color=color, lw=1.8, label=name)
    place = {"xytext": (5, 0), "textcoords": "offset points", "va": "center"}
    ax.annotate(name, (x[-1], y[-1]), color=color, **place, annotation_clip=False)
