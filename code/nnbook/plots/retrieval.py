"""Figures of chapter 6, retrieval: stages, architecture, samples, search, results.

Every function takes the numbers that the chapter has measured, draws them into ``ax``
(or into a new figure) and returns the axes. What comes from the user has the colour of
inputs, what is computed of it that of activations, item vectors that of weights.
"""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Polygon

from nnbook.language import _
from nnbook.plots.style import PALETTE, logarithmic

INK, MUTED, LINE = PALETTE["ink"], PALETTE["muted"], PALETTE["line"]
USER, VALUE, ITEM = PALETTE["input"], PALETTE["activation"], PALETTE["weight"]
GOOD, BAD, PAPER = PALETTE["positive"], PALETTE["negative"], PALETTE["surface"]
SHADES = (GOOD, BAD, VALUE, PALETTE["gradient"], ITEM)


def plot_funnel(stages, steps, ax=None):
    """Draw a funnel: what is left after each stage, on a logarithmic scale.

    ``stages`` maps a name to how many videos there are; ``steps`` has a text for each
    way from one stage to the next.
    """
    ax = _canvas((-0.1, 10.9), (-2.2, 2.9), (4.8, 2.23), ax)
    counts = np.array(list(stages.values()), dtype=float)
    half = 0.25 + 1.75 * np.log10(counts) / np.log10(counts.max())
    x = np.linspace(0.95, 9.85, len(counts))
    for i, text in enumerate(steps):
        a, b = x[i] + 0.95, x[i + 1] - 0.95
        corners = [(a, -half[i]), (a, half[i]), (b, half[i + 1]), (b, -half[i + 1])]
        ax.add_patch(Polygon(corners, facecolor=VALUE, alpha=0.14, lw=0))
        _text(ax, ((a + b) / 2, 0), text, VALUE)
    for place, height, (name, count) in zip(x, half, stages.items(), strict=True):
        style = "round,pad=0,rounding_size=0.15"
        box = FancyBboxPatch((place - 0.95, -height), 1.9, 2 * height, boxstyle=style)
        ax.add_patch(box)
        box.set(facecolor=ITEM, alpha=0.25, lw=0)
        _text(ax, (place, 0), f"{count:,}", INK)
        _text(ax, (place, 2.5), name, MUTED)
    return ax


def plot_candidate_generator(tower=(1024, 512, 256), ax=None):
    """Draw the network of retrieval, from the features up to training and serving."""
    ax = _canvas((0, 12), (-0.9, 13.2), (4.8, 5.64), ax)
    for middle, name in ((2, _("watches")), (5.6, _("searches"))):
        for x in np.linspace(middle - 1.1, middle + 1.1, 4):
            _box(ax, (x, 0.9), (0.5, 0.9), ITEM)
            ax.plot([x, middle], [1.38, 2.15], color=MUTED, lw=1.2)
        _text(ax, (middle, -0.05), name, USER)
        _box(ax, (middle, 2.5), (1.7, 0.65), VALUE, _("average"))
        _arrow(ax, (middle, 2.85), (middle, 3.95), MUTED)
    for x, name, color in (
        (8.2, _("country\ndevice"), ITEM),
        (9.8, _("age\ngender"), USER),
        (11.2, _("example\nage"), USER),
    ):
        _box(ax, (x, 2.5), (0.5, 0.9), color)
        _text(ax, (x, 1.45), name, USER, va="center")
        _arrow(ax, (x, 2.98), (x, 3.95), MUTED)
    _box(ax, (6, 4.3), (11.2, 0.7), USER, _("one long vector"))
    y, widths = 5.65, np.linspace(8, 4.4, len(tower))
    for width, n in zip(widths, tower, strict=True):
        _arrow(ax, (6, y - 1), (6, y - 0.35), MUTED)
        _box(ax, (6, y), (width, 0.7), VALUE, f"ReLU, {n:,}")
        y += 1.3
    _arrow(ax, (6, y - 0.95), (6, y - 0.35), MUTED)
    _text(ax, (6.25, y - 0.65), _("linear (ours)"), MUTED, ha="left")
    _box(ax, (6, y), (3.2, 0.7), INK, _("user vector u"))
    for x, way, what in (
        (2.6, _("training"), _("softmax over\nall videos")),
        (9.4, _("serving"), _("nearest\nneighbours")),
    ):
        _arrow(ax, (6 + np.sign(x - 6) * 0.9, y + 0.4), (x, y + 1.4), MUTED)
        _box(ax, (x, y + 2.05), (3.6, 1.2), INK, what)
        _text(ax, (x, y + 3), way, MUTED)
    _box(ax, (6, y + 2.05), (1.9, 1.2), ITEM, _("item\nvectors v"))
    for side in (-1, 1):
        _arrow(ax, (6 + side * 0.97, y + 2.05), (6 + side * 1.58, y + 2.05), ITEM)
    return ax


def plot_hit_rates(rates, series, baseline, ax=None):
    """Draw hit rates as points, a row for each model, a colour for each series.

    ``rates`` maps a name to one hit rate for each name in ``series``; a dashed line
    marks the ``baseline``, popularity.
    """
    ax = ax or plt.figure().add_subplot()
    rows = np.arange(len(rates))[::-1]
    for column, (name, color) in enumerate(zip(series, (GOOD, BAD), strict=True)):
        values = [row[column] for row in rates.values()]
        ax.plot(values, rows, "o", color=color, ms=8, label=name)
        place = {"xytext": (0, 10), "textcoords": "offset points", "ha": "center"}
        ax.annotate(name, (values[0], rows[0]), color=color, **place)
    for row, values in zip(rows, rates.values(), strict=True):
        ax.plot(values, [row, row], color=LINE, lw=1.6, zorder=0)
    line = {"color": MUTED, "lw": 1.4, "ls": (0, (3, 2)), "label": _("popularity")}
    ax.plot([baseline, baseline], [-1, rows[0] + 0.15], **line)
    place = {"xytext": (-5, 0), "textcoords": "offset points", "va": "center"}
    ax.annotate(_("popularity"), (baseline, -0.75), color=MUTED, ha="right", **place)
    ax.set(yticks=rows, yticklabels=list(rates), ylim=(-1, len(rates) - 0.4))
    ax.set(xlim=(0, None), xlabel=_("hit rate at 10"))
    ax.tick_params(axis="y", length=0)
    return ax


def plot_recovered(truth, learned, ax=None):
    """Draw learned scores over the true ones; on the diagonal they are right.

    ``learned`` maps a name to a score for each item.
    """
    ax = ax or plt.figure().add_subplot()
    ends = [np.min(truth), np.max(truth)]
    ax.plot(ends, ends, color=LINE, lw=1.6, zorder=0)
    for (name, scores), color in zip(learned.items(), SHADES, strict=False):
        ax.plot(truth, scores, "o", color=color, ms=7, label=name)
        best, right = np.argmax(truth), np.max(scores) >= np.max(truth) - 0.3
        place = {"xytext": (-10, 4) if right else (4, -36), "ha": "right"}
        place |= {"textcoords": "offset points"}
        ax.annotate(name, (truth[best], scores[best]), color=color, **place)
    ax.set(xlabel=_("true score"), ylabel=_("learned score"))
    return ax


def plot_angles(draws, angles, ax=None):
    """Draw the angle between estimated and full gradients over the number of draws.

    ``angles`` maps the name of a loss to degrees, one for each number in ``draws``.
    """
    ax = ax or plt.figure().add_subplot()
    for (name, values), color in zip(angles.items(), SHADES, strict=False):
        ax.plot(draws, values, "o-", color=color, ms=4, lw=1.8, label=name)
    ax.legend(loc="upper right")
    logarithmic(ax.xaxis)
    ax.set(xlabel=_("draws"), ylabel=_("angle in degrees"), ylim=(0, 52))
    return ax


def plot_probes(results, ax=None):
    """Draw recall over the share of the catalogue that is looked at.

    ``results`` maps how many cells are probed to (share looked at, recall).
    """
    ax = ax or plt.figure().add_subplot()
    looked, recall = np.transpose(list(results.values()))
    ax.plot(looked, recall, "o-", color=ITEM, ms=6, lw=1.8)
    for probes, place in zip(results, zip(looked, recall, strict=True), strict=True):
        note = {"xytext": (8, -12), "textcoords": "offset points", "color": MUTED}
        ax.annotate(str(probes), place, **note, annotation_clip=False)
    ax.set(xlim=(0, 1.05), ylim=(0, 1.05), xticks=[0, 0.25, 0.5, 0.75, 1])
    ax.set(
        xlabel=_("share of the catalogue looked at"),
        ylabel=_("share of the best found"),
    )
    return ax


def plot_places(weights, ax=None):
    """Draw the weight of each place in a history, the latest watch first.

    ``weights`` maps a name to an array (runs, places); a line goes through the means.
    """
    ax = ax or plt.figure().add_subplot()
    for (name, runs), color in zip(weights.items(), SHADES, strict=False):
        places = np.arange(np.shape(runs)[1])
        ax.plot(places, np.transpose(runs), ".", color=color, ms=6, alpha=0.6)
        ax.plot(places, np.mean(runs, axis=0), color=color, lw=1.8, label=name)
        first, last = np.mean(runs, axis=0)[[0, -1]]
        if first > last:
            at, place = (0, first), {"xytext": (12, 2)}
        else:
            at, place = (places[-1], last), {"xytext": (0, 12), "ha": "right"}
        ax.annotate(name, at, color=color, textcoords="offset points", **place)
    ax.set(xlabel=_("place in the history; 0 is the latest"), ylabel=_("weight"))
    ax.set(ylim=(0, None), xticks=places)
    return ax


def plot_video_ages(names, shares, ax=None):
    """Draw which share of watches goes to videos of each age, a colour a source.

    ``names`` are the groups of age; ``shares`` maps a source to a share for each.
    """
    ax = ax or plt.figure().add_subplot()
    x = np.arange(len(names))
    width = 0.8 / len(shares)
    colors = (MUTED, BAD, GOOD)
    for i, (name, share) in enumerate(shares.items()):
        left = x + (i - (len(shares) - 1) / 2) * width
        ax.bar(left, share, width=0.9 * width, color=colors[i], label=name, lw=0)
    ax.legend(loc="upper left")
    ax.set(xticks=x, xticklabels=names, xlabel=_("age of the video"), ylabel=_("share"))
    ax.tick_params(axis="x", length=0)
    return ax


def _canvas(xlim, ylim, size, ax):
    if ax is None:
        ax = plt.figure(figsize=size).add_subplot()
    ax.set(xlim=xlim, ylim=ylim, aspect="equal")
    ax.axis("off")
    return ax


def _text(ax, place, text, color, **more):
    more = {"ha": "center", "va": "center"} | more
    ax.text(*place, text, color=color, **more)


def _box(ax, middle, size, color, text=""):
    x, y = np.subtract(middle, np.divide(size, 2))
    style = "round,pad=0,rounding_size=0.12"
    box = FancyBboxPatch((x, y), *size, boxstyle=style, facecolor=PAPER)
    box.set(edgecolor=color, lw=1.6)
    ax.add_patch(box)
    _text(ax, middle, text, color, linespacing=1.1)


def _arrow(ax, start, end, color, lw=1.2):
    style = {"arrowstyle": "-|>", "mutation_scale": 9, "shrinkA": 0, "shrinkB": 0}
    ax.add_patch(FancyArrowPatch(start, end, color=color, lw=lw, **style))
