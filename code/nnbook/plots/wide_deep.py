"""Figures of chapter 7: the Google Play model, FTRL's threshold, what was memorized.

Every function takes the numbers that the chapter has measured, draws them into ``ax``
(or into a new figure) and returns the axes. Wide has the colour of weights, deep that
of activations, both together that of the positive.
"""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from nnbook.language import _
from nnbook.plots.style import PALETTE, logarithmic

INK, MUTED, LINE = PALETTE["ink"], PALETTE["muted"], PALETTE["line"]
PAPER = PALETTE["surface"]
SHADES = {
    "wide": PALETTE["weight"],
    "deep": PALETTE["activation"],
    "both": PALETTE["positive"],
}


def plot_google_play(inputs=1200, dim=32, hidden=(1024, 512, 256), ax=None):
    """Draw the Wide & Deep model of Google Play, from the features to the one logit."""
    if ax is None:
        ax = plt.figure(figsize=(4.8, 4.6)).add_subplot()
    ax.set(xlim=(0, 12.4), ylim=(-0.75, 9.3))
    ax.axis("off")
    blue, green, pink = PALETTE["input"], SHADES["deep"], SHADES["wide"]
    row, tower, side = 1.45, 4.1, 10.3
    levels = [row * k for k in range(7)]
    _box(ax, (tower - 1.5, levels[0]), 4.6, _("categorical features"), blue)
    _box(ax, (tower + 2.5, levels[0]), 2.9, _("continuous"), blue)
    _box(
        ax,
        (tower - 1.5, levels[1]),
        4.6,
        _("embeddings, {dim}-d each", dim=dim),
        blue,
    )
    _box(
        ax,
        (tower, levels[2]),
        7.9,
        _("side by side: about {inputs} numbers", inputs=inputs),
        blue,
    )
    for level, units in zip(levels[3:], hidden, strict=False):
        width = 7.0 * np.sqrt(units / hidden[0])
        _box(ax, (tower, level), width, f"ReLU {units}", green)
    _box(ax, (tower, levels[6]), 3.4, _("logistic: P(install)"), INK)
    _box(ax, (side, levels[0]), 3.9, _("installed apps,\nimpression app"), blue, 1.2)
    _box(ax, (side, levels[2]), 3.9, _("cross product\ninstalled × shown"), pink, 1.2)
    _arrow(ax, (tower - 1.5, levels[0]), (tower - 1.5, levels[1]), MUTED)
    _arrow(ax, (tower - 1.5, levels[1]), (tower - 1.5, levels[2]), MUTED)
    _arrow(ax, (tower + 2.5, levels[0]), (tower + 2.5, levels[2]), MUTED)
    for low, high in zip(levels[2:], levels[3:], strict=False):
        _arrow(ax, (tower, low), (tower, high), green)
    _arrow(ax, (side, levels[0] + 0.15), (side, levels[2] - 0.15), MUTED)
    ax.plot([side, side], [levels[2] + 0.6, levels[6]], color=pink, lw=1.8)
    arrow = {"arrowstyle": "-|>", "mutation_scale": 13, "shrinkA": 0, "shrinkB": 0}
    end = (tower + 1.75, levels[6])
    ax.add_patch(FancyArrowPatch((side, levels[6]), end, color=pink, lw=1.8, **arrow))
    names = {"ha": "center", "va": "center"}
    ax.text(tower + 0.7, (levels[5] + levels[6]) / 2, _("deep"), color=green, **names)
    ax.text((tower + 1.7 + side) / 2, levels[6] + 0.3, _("wide"), color=pink, **names)
    return ax


def plot_soft_threshold(z, weights, ax=None):
    """Draw FTRL's weight over z; ``weights`` maps a strength of L1 to the weights."""
    ax = ax or plt.figure().add_subplot()
    ax.axhline(0, color=LINE, lw=1)
    shades = (MUTED, SHADES["wide"], PALETTE["negative"])
    for (strength, w), color in zip(weights.items(), shades, strict=False):
        ax.plot(z, w, color=color, lw=2, label=f"λ₁ = {strength:g}")
        place = {"xytext": (6, 0), "textcoords": "offset points", "va": "center"}
        ax.annotate(f"λ₁ = {strength:g}", (z[-1], w[-1]), color=color, **place)
    ax.set(xlabel=_("z, the gradients so far"), ylabel=_("weight"), xlim=(z[0], z[-1]))
    return ax


def plot_typical_errors(errors, ax=None):
    """Draw by which factor models are off; ``errors[model][group]`` has one a seed."""
    ax = ax or plt.figure().add_subplot()
    groups = list(next(iter(errors.values())))
    for k, (name, of) in enumerate(errors.items()):
        color, shift = SHADES[name], 0.22 * (k - (len(errors) - 1) / 2)
        for x, group in enumerate(groups):
            values = np.asarray(of[group])
            place = np.full(len(values), x + shift)
            ax.plot(place, values, "o", color=color, ms=6, alpha=0.8)
            if x == 0:
                note = {"xytext": (0, 9), "textcoords": "offset points"}
                top = (place[0], values.max())
                ax.annotate(name, top, color=color, ha="center", **note)
    ax.axhline(1, color=LINE, lw=1)
    ax.set(
        xticks=range(len(groups)), xticklabels=groups, xlim=(-0.6, len(groups) - 0.4)
    )
    logarithmic(ax.yaxis)
    ax.set(ylabel=_("off by a factor of"))
    top = max(np.max(values) for of in errors.values() for values in of.values())
    ax.set_ylim(0.9, 1.6 * top)
    ticks = [1, 2, 3, 5, 10]
    ax.set_yticks(ticks, labels=[f"×{tick}" for tick in ticks])
    ax.minorticks_off()
    return ax


def plot_memories(counts, predicted, truth, ax=None):
    """Draw what models say of planted pairs over how often each was in the log.

    ``predicted`` maps a model to one rate for each of ``counts``.
    """
    ax = ax or plt.figure().add_subplot()
    ax.axhline(truth, color=MUTED, lw=1.4, ls=(0, (4, 3)))
    order, ends = np.argsort(counts), []
    for name, rates in predicted.items():
        color = SHADES[name]
        ax.plot(counts, rates, "o", color=color, ms=4, alpha=0.45, label=name)
        # Medians of neighbours, since single pairs scatter.
        parts = np.array_split(order, 5)
        x = [np.median(counts[part]) for part in parts]
        y = [np.median(rates[part]) for part in parts]
        ax.plot(x, y, color=color, lw=2)
        ends.append((y[-1], name, color))
    low = -np.inf
    for y, name, color in sorted(ends):
        low = max(np.log10(y), low + 0.17)  # names keep clear of each other
        place = {"xytext": (6, 0), "textcoords": "offset points", "va": "center"}
        at = {"xycoords": ("axes fraction", "data"), "annotation_clip": False}
        ax.annotate(name, (1, 10**low), color=color, **at, **place)
    note = {"xytext": (4, 4), "textcoords": "offset points", "color": MUTED}
    ax.annotate(_("truth"), (0, truth), xycoords=("axes fraction", "data"), **note)
    logarithmic(ax.xaxis, ax.yaxis)
    ax.set(ylabel=_("predicted rate"))
    ax.set(xlabel=_("times that the pair was in the log"))
    ticks = [0.003, 0.01, 0.03, 0.1, 0.3]
    ax.set_yticks(ticks, labels=[f"{100 * tick:g}%" for tick in ticks])
    ticks = [
        t for t in (10, 30, 100, 300, 1000) if counts.min() / 2 < t < 2 * counts.max()
    ]
    ax.set_xticks(ticks, labels=[str(tick) for tick in ticks])
    ax.minorticks_off()
    return ax


def _box(ax, center, width, text, color, height=0.9):
    x, y = center
    style = "round,pad=0,rounding_size=0.15"
    box = FancyBboxPatch((x - width / 2, y - height / 2), width, height, boxstyle=style)
    box.set(facecolor=PAPER, edgecolor=color, lw=1.8, zorder=3)
    ax.add_patch(box)
    style = {"ha": "center", "va": "center", "zorder": 4}
    ax.text(x, y, text, color=INK, linespacing=1.1, **style)


def _arrow(ax, low, high, color):
    style = {"arrowstyle": "-|>", "mutation_scale": 13, "shrinkA": 0, "shrinkB": 0}
    start, end = (low[0], low[1] + 0.45), (high[0], high[1] - 0.45)
    ax.add_patch(FancyArrowPatch(start, end, color=color, lw=1.8, zorder=2, **style))
