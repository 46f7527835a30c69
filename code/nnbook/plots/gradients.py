"""Figures of chapter 5: gradients over the layers and over depth, norms, clipping.

Every function takes the numbers that the chapter has measured, draws them into ``ax``
(or into a new figure) and returns the axes. Curves carry their names.
"""

import matplotlib.pyplot as plt
import numpy as np

from nnbook.language import _
from nnbook.plots.style import PALETTE, logarithmic

INK, MUTED, LINE = PALETTE["ink"], PALETTE["muted"], PALETTE["line"]
GRADIENT, WEIGHT = PALETTE["gradient"], PALETTE["weight"]
SHADES = [
    PALETTE[name]
    for name in ("positive", "negative", "activation", "gradient", "weight", "input")
]
DASHES = (0, (4, 3))
GAP = 0.085  # the least distance of two names, as a share of the axis


def plot_layers(series, ylabel, bounds=None, ax=None):
    """Draw one number for each layer on a logarithmic axis.

    ``series`` maps a name to the numbers, first layer first. ``bounds`` maps some of
    the names to an upper bound for each layer, drawn dashed in the same colour.
    """
    ax = ax or plt.figure().add_subplot()
    ends = []
    for (name, numbers), color in zip(series.items(), SHADES, strict=False):
        layers = np.arange(1, len(numbers) + 1)
        ax.plot(layers, numbers, color=color, label=name)
        ends.append((name, color, numbers[0]))
        if name in (bounds or {}):
            ax.plot(layers, bounds[name], color=color, lw=1.4, ls=DASHES)
            ends.append((_("at most, {name}", name=name), color, bounds[name][0]))
    logarithmic(ax.yaxis)
    ax.set(xlabel=_("layer"), ylabel=ylabel)
    ax.minorticks_off()
    # The way back goes from right to left: layer 1 stands at the right end.
    ax.set_xlim(layers[-1], 1)
    _names(ax, ends)
    return ax


def plot_stretch(stretch, norm, ax=None):
    """Draw how far a matrix stretches random vectors, and the most that it can do."""
    ax = ax or plt.figure().add_subplot()
    ax.hist(stretch, bins=40, color=WEIGHT, alpha=0.6, label=_("random vectors"))
    ax.axvline(norm, color=INK, lw=1.6, ls=DASHES, label=_("operator norm"))
    top = {"transform": ax.get_xaxis_transform(), "va": "top"}
    ax.text(norm - 0.02, 0.97, _("the most\n‖W‖"), color=INK, ha="right", **top)
    left = np.min(stretch) - 0.03
    ax.text(left, 0.97, _("random\nvectors"), color=WEIGHT, ha="right", **top)
    ax.set(xlim=(0, 1.1 * norm), xlabel=_("length after W, from length 1"), yticks=[])
    ax.spines["left"].set_visible(False)
    return ax


def plot_depth(depths, series, ylabel, ax=None):
    """Draw what is left after so many layers, both axes logarithmic.

    ``series`` maps a name to one number for each depth. Numbers that have underflowed
    to 0 have no place on the axis; their curve ends.
    """
    ax = ax or plt.figure().add_subplot()
    ends = []
    for i, (name, numbers) in enumerate(series.items()):
        color = SHADES[i % len(SHADES)]
        style = "-" if i < len(SHADES) else DASHES
        ax.plot(depths, numbers, color=color, ls=style, marker="o", ms=3, label=name)
        ends.append((name, color, numbers[-1]))
    ax.axhline(1, color=LINE, lw=1.2, zorder=0)
    logarithmic(ax.xaxis, ax.yaxis)
    ax.set(xlabel=_("depth"), ylabel=ylabel)
    ax.set_xticks(depths, labels=[str(depth) for depth in depths])
    ax.minorticks_off()
    ax.set_xlim(depths[0], depths[-1])
    _names(ax, ends)
    return ax


def plot_spread(widths, ratios, ax=None):
    """Draw what many networks leave of a gradient: a row of ``ratios`` for a width."""
    ax = ax or plt.figure().add_subplot()
    for place, (row, color) in enumerate(zip(ratios, SHADES, strict=False)):
        ax.plot(np.full(len(row), place), row, "o", color=color, ms=6, alpha=0.45)
        ax.plot(place + 0.15, np.median(row), "<", color=color, ms=7)
    ax.axhline(1, color=LINE, lw=1.2, zorder=0)
    logarithmic(ax.yaxis)
    ax.set(xlabel=_("width"), ylabel=_("what is left"))
    ax.set_xticks(range(len(widths)), labels=[str(width) for width in widths])
    ax.set_xlim(-0.6, len(widths) - 0.4)
    ax.minorticks_off()
    return ax


def plot_clipping(before, after, most, ax=None):
    """Draw gradients of two numbers, rows of ``before``, and what clipping leaves."""
    ax = ax or plt.figure().add_subplot()
    ax.add_patch(plt.Circle((0, 0), most, fc="none", ec=MUTED, lw=1.4, ls=DASHES))
    for start, end in zip(before, after, strict=True):
        ax.plot([0, start[0]], [0, start[1]], color=LINE, lw=1.6, zorder=1)
        arrow = {"arrowstyle": "-|>", "color": GRADIENT, "lw": 2}
        arrow.update(shrinkA=0, shrinkB=0, mutation_scale=13)
        ax.annotate("", end, (0, 0), arrowprops=arrow)
        ax.plot(*start, "o", color=MUTED, ms=5)
    ax.text(
        0,
        -1.08 * most,
        _("norm {most:g}", most=most),
        color=MUTED,
        ha="center",
        va="top",
    )
    reach = 1.12 * max(np.abs(before).max(), 1.25 * most)
    ax.set(aspect="equal", xlim=(-reach, reach), ylim=(-reach, reach))
    ax.set(xlabel="∂L/∂w₁", ylabel="∂L/∂w₂")
    return ax


def _names(ax, ends):
    """Write names (name, colour, value) at the right edge, none over another."""
    to_axes = ax.transScale + ax.transLimits
    right = ax.get_xlim()[1]
    low = ax.get_ylim()[0]
    wishes = [to_axes.transform((right, max(v, low)))[1] for *_, v in ends]
    order = np.argsort(wishes)
    places = np.array(wishes)[order]
    for i in range(1, len(places)):
        places[i] = max(places[i], places[i - 1] + GAP)
    places[-1] = min(places[-1], 1.0)
    for i in range(len(places) - 2, -1, -1):
        places[i] = min(places[i], places[i + 1] - GAP)
    for i, place in zip(order, places, strict=True):
        name, color, _ = ends[i]
        spot = {"xytext": (6, 0), "textcoords": "offset points", "va": "center"}
        ax.annotate(name, (1, place), xycoords="axes fraction", color=color, **spot)
