"""Figures of chapter 2: stacks of layers, saturation, sparsity, dead units, GELU.

Every function takes the numbers that the chapter has measured, draws them into ``ax``
(or into a new figure) and returns the axes. Curves carry their names; where a name is
that of an activation function, its colour is the one it has in the explorer.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnbook.language import _
from nnbook.plots.style import PALETTE, logarithmic

INK, MUTED, LINE = PALETTE["ink"], PALETTE["muted"], PALETTE["line"]
COLORS = {
    "logistic": PALETTE["positive"],
    "tanh": PALETTE["negative"],
    "ReLU": PALETTE["activation"],
    "Leaky ReLU": PALETTE["gradient"],
    "GELU": PALETTE["weight"],
    "GELU, tanh form": PALETTE["input"],
}
PERCENT = "{x:.0%}"


def plot_stacks(x, outputs, ax=None):
    """Draw what networks with one input give: ``outputs`` maps a name to values at x.

    Each curve is shifted and scaled to mean 0 and standard deviation 1, so that only
    the shapes count.
    """
    ax = ax or plt.figure().add_subplot()
    _curves(ax, x, {n: (y - np.mean(y)) / np.std(y) for n, y in outputs.items()})
    ax.set(xlabel=_("input x"), ylabel=_("output"))
    return ax


def plot_saturation(spread, shares, ax=None):
    """Draw the share of saturated units against the spread of their net inputs.

    ``shares`` maps the name of a function to its shares, one for each value of
    ``spread``, the standard deviation of z.
    """
    ax = ax or plt.figure().add_subplot()
    _curves(ax, spread, shares)
    ax.yaxis.set_major_formatter(PERCENT)
    ax.set(ylim=(0, 1), xlim=(0, spread[-1]))
    ax.set(xlabel=_("standard deviation of z"), ylabel=_("saturated"))
    return ax


def plot_descent(distances, ax=None):
    """Draw the distance to the best weights, step by step, on a logarithmic axis.

    ``distances`` maps a name to the distances, of which the first one is 1.
    """
    ax = ax or plt.figure().add_subplot()
    curves = {}
    for name, distance in distances.items():
        shown = np.asarray(distance)
        if shown.min() < 1e-3:
            shown = shown[: np.argmax(shown < 1e-3) + 1]
        ax.plot(shown, color=COLORS.get(name, MUTED), label=name)
        curves[name] = shown
    # The longest curve is named above it; the others beside all that are steeper, from
    # a point of its own on each.
    *steep, long = sorted(curves, key=lambda name: len(curves[name]))
    beside = 1.5 * max((len(curves[name]) for name in steep), default=0)
    line = {"arrowstyle": "-", "lw": 0.8, "shrinkA": 1, "shrinkB": 0}
    for name, height in zip(steep, (0.002, 0.005, 0.03), strict=False):
        color, step = COLORS.get(name, MUTED), np.argmin(curves[name] > height)
        place = {"va": "center", "arrowprops": line | {"color": color}}
        ax.annotate(name, (step, height), (beside, height), color=color, **place)
    middle = len(curves[long]) // 2
    place = {"xytext": (9, 9), "textcoords": "offset points"}
    at = (middle, curves[long][middle])
    ax.annotate(long, at, color=COLORS.get(long, MUTED), **place)
    ax.axhline(0.01, color=MUTED, lw=1.2, ls=(0, (4, 3)), zorder=0)
    logarithmic(ax.yaxis)
    ax.set(ylim=(1e-3, 1.5), xlim=(0, None))
    ax.set(yticks=[1, 0.1, 0.01, 0.001], yticklabels=["100%", "10%", "1%", "0.1%"])
    ax.minorticks_off()
    ax.set(xlabel=_("steps of gradient descent"), ylabel=_("distance to the goal"))
    return ax


def plot_active_share(before, after, ax=None):
    """Draw how many units of a layer are active for which share of the inputs.

    ``before`` and ``after`` hold one share, from 0 to 1, for each unit; a dashed line
    marks the mean of each.
    """
    ax = ax or plt.figure().add_subplot()
    bins = np.linspace(0, 1, 26)
    for name, shares, color in (
        (_("before training"), before, MUTED),
        (_("after"), after, COLORS["ReLU"]),
    ):
        count = ax.hist(shares, bins, color=color, alpha=0.55, label=name)[0]
        mean = np.mean(shares)
        ax.axvline(mean, color=color, lw=1.4, ls=(0, (4, 3)))
        ax.text(mean + 0.012, 1.04 * count.max(), name, color=color)
    ax.xaxis.set_major_formatter(PERCENT)
    ax.set(
        xlim=(0, 1), xlabel=_("inputs for which a unit is active"), ylabel=_("units")
    )
    ax.set_ylim(0, 1.14 * ax.dataLim.ymax)
    return ax


def plot_comeback(highest, ax=None):
    """Draw the highest net input of a unit over the data, step by step of training.

    ``highest`` maps a name to these values. Below the line at 0 the unit is dead.
    """
    ax = ax or plt.figure().add_subplot()
    colors = (PALETTE["negative"], PALETTE["positive"], PALETTE["gradient"])
    low = min(np.min(values) for values in highest.values())
    high = max(np.max(values) for values in highest.values())
    margin = 0.12 * (high - low)
    ax.axhspan(low - margin, 0, color=LINE, alpha=0.45, lw=0)
    ax.axhline(0, color=MUTED, lw=1.2)
    for (name, values), color in zip(highest.items(), colors, strict=False):
        _curves(ax, np.arange(len(values)), {name: np.asarray(values)}, color)
    ax.text(4, low - margin / 2, _("dead"), color=MUTED, va="center")
    ax.set(ylim=(low - margin, high + margin), xlim=(0, None))
    ax.set(xlabel=_("steps of training"), ylabel=_("highest z of the unit"))
    return ax


def plot_gelu_forms(z, differences, ax=None):
    """Draw by how much approximations of GELU miss it, in thousandths.

    ``differences`` maps a name to the approximation minus GELU at each z.
    """
    ax = ax or plt.figure().add_subplot()
    ax.axhline(0, color=MUTED, lw=1.2)
    for name, difference in differences.items():
        color, miss = COLORS.get(name, MUTED), 1e3 * np.asarray(difference)
        ax.plot(z, miss, color=color, label=name)
        # A large curve is named between its two dips, a flat one beside the others.
        wide = np.abs(miss).max() > 5
        place = (0, 0.75 * miss.min()) if wide else (0.72 * z[0], 2)
        ax.text(*place, name, color=color, ha="center", va="center")
    ax.set(xlim=(z[0], z[-1]), xlabel="z", ylabel=_("difference, in thousandths"))
    return ax


def _curves(ax, x, named, color=None):
    """Draw each curve with its name at its right end."""
    for name, y in named.items():
        shade = color or COLORS.get(name, MUTED)
        ax.plot(x, y, color=shade, label=name)
        place = {"xytext": (5, 0), "textcoords": "offset points", "va": "center"}
        ax.annotate(name, (x[-1], y[-1]), color=shade, **place, annotation_clip=False)
