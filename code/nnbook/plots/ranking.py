"""Figures of chapter 6, ranking: the network, quantiles, effects, calibration, depths.

Every function takes the numbers that the chapter has measured, draws them into ``ax``
(or into a new figure) and returns the axes. Inputs have the colour of inputs, looked-up
vectors that of weights, what is computed that of activations.
"""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from nnbook.language import _
from nnbook.plots.style import PALETTE

INK, MUTED, LINE = PALETTE["ink"], PALETTE["muted"], PALETTE["line"]
INPUT, TABLE, VALUE = PALETTE["input"], PALETTE["weight"], PALETTE["activation"]
PAPER = PALETTE["surface"]
SERIES = (PALETTE["positive"], PALETTE["negative"], VALUE, PALETTE["gradient"])


def plot_ranker(hidden=(256,), ax=None):
    """Draw the ranking network, from its features up to training and serving."""
    ax = ax or plt.figure(figsize=(4.8, 5.2)).add_subplot()
    top = 8.4 + 1.3 * len(hidden)
    ax.set(xlim=(0, 13), ylim=(-0.6, top + 2.3))
    ax.axis("off")
    features = (
        (1.5, _("video\nshown"), _("video\nembedding"), TABLE),
        (4.5, _("last\nwatches"), _("average"), TABLE),
        (7.3, _("device"), _("embedding"), TABLE),
        (10.8, _("numbers"), _("quantiles\nq, q², √q"), VALUE),
    )
    for x, name, step, color in features:
        _box(ax, (x, 0.4), (2.2, 1.2), INPUT, name)
        _arrow(ax, (x, 1.05), (x, 2.35))
        _box(ax, (x, 3.0), (2.5, 1.2), color, step)
        _arrow(ax, (x, 3.65), (x, 4.55))
    _text(ax, (3.0, 1.7), _("one table"), TABLE)
    _box(ax, (6.5, 4.95), (12.4, 0.75), VALUE, _("one long vector"))
    y = 6.35
    for n in hidden:
        _arrow(ax, (6.5, y - 1.0), (6.5, y - 0.4))
        _box(ax, (6.5, y), (7.0, 0.75), VALUE, f"ReLU, {n:,}")
        y += 1.35
    _arrow(ax, (6.5, y - 1.0), (6.5, y - 0.4))
    _box(ax, (6.5, y), (3.6, 0.75), INK, _("one logit z"))
    for x, way, what in (
        (3.0, _("training"), _("weighted\nlogistic loss")),
        (10.0, _("serving"), _("minutes\nexp(z)")),
    ):
        _arrow(ax, (6.5 + np.sign(x - 6.5) * 1.0, y + 0.4), (x, y + 1.15))
        _box(ax, (x, y + 1.8), (4.0, 1.2), INK, what)
        _text(ax, (x, y + 2.75), way, MUTED)
    ax.set_ylim(-0.6, y + 3.2)
    return ax


def plot_quantiles(before, after, name, axes=None):
    """Draw the histogram of a number before and after its quantiles are taken."""
    if axes is None:
        axes = plt.figure(figsize=(4.8, 2.5)).subplots(1, 2)
    axes[0].hist(before, 40, color=INPUT, alpha=0.7, lw=0)
    axes[0].set(xlabel=name, ylabel=_("impressions"), yticks=[])
    axes[1].hist(after, np.linspace(0, 1, 21), color=VALUE, alpha=0.7, lw=0)
    axes[1].set(xlabel=_("its quantile"), yticks=[], xticks=[0, 0.5, 1])
    return axes


def plot_effect(labels, rates, xlabel, ax=None):
    """Draw the share of clicks, in percent, for each value of a feature.

    ``rates`` maps a name to one share for each label.
    """
    ax = ax or plt.figure().add_subplot()
    place = np.arange(len(labels))
    for (name, rate), color in zip(rates.items(), SERIES, strict=False):
        ax.plot(place, rate, "o-", color=color, ms=7, label=name)
        # Beside a line that rises there is room below, else above.
        side = {"va": "top"} if rate[1] > rate[0] else {"va": "bottom"}
        shift = (8, -8) if rate[1] > rate[0] else (8, 8)
        style = _ABOVE | {"ha": "left"} | side
        ax.annotate(name, (place[0], rate[0]), shift, color=color, **style)
    ax.set(
        xticks=place, xticklabels=labels, xlabel=xlabel, ylabel=_("clicked, percent")
    )
    ax.set_ylim(0, 1.25 * max(map(max, rates.values())))
    return ax


def plot_calibration(ratios, ax=None):
    """Draw served over true minutes in buckets of what is served, a line for each run.

    ``ratios`` maps a name to a ratio for each bucket, from the lowest to the highest.
    The band is 10 percent to both sides of the truth.
    """
    ax = ax or plt.figure().add_subplot()
    ax.axhspan(0.9, 1.1, color=LINE, alpha=0.5, lw=0)
    ax.axhline(1, color=MUTED, lw=1)
    for (name, ratio), color in zip(ratios.items(), SERIES, strict=False):
        bucket = np.arange(1, len(ratio) + 1)
        ax.plot(bucket, ratio, "o-", color=color, ms=6, label=name)
    if len(ratios) > 1:
        ax.legend(loc="upper left")
    highest = max(np.max(ratio) for ratio in ratios.values())
    ax.set(xticks=bucket, ylim=(0.7, max(1.35, 1.25 * highest)))
    ax.set(xlabel=_("bucket of served minutes"), ylabel=_("served / true"))
    return ax


def plot_hidden_layers(names, series, floor=None, ax=None):
    """Draw the per-user loss in percent for each choice of hidden layers.

    ``series`` maps a name to (losses, standard errors or None); ``floor`` is the loss
    of the truth in the last of them.
    """
    ax = ax or plt.figure().add_subplot()
    rows = np.arange(len(names))[::-1]
    for (name, (loss, error)), color in zip(series.items(), SERIES, strict=False):
        ax.errorbar(loss, rows, xerr=error, fmt="o", color=color, ms=7, label=name)
        ax.annotate(name, (loss[0], rows[0]), (0, 8), color=color, **_ABOVE)
    if floor is not None:
        ax.axvline(floor, color=MUTED, lw=1.2, ls=(0, (3, 2)))
        place = {"xytext": (5, 0), "textcoords": "offset points", "va": "center"}
        ax.annotate(_("the truth"), (floor, rows[-1] - 0.8), color=MUTED, **place)
    ax.set(yticks=rows, yticklabels=names, ylim=(-1.1, len(names) - 0.2))
    ax.set(xlabel=_("weighted per-user loss, percent"), xlim=(0, None))
    ax.tick_params(axis="y", length=0)
    return ax


_ABOVE = {"textcoords": "offset points", "ha": "center", "va": "bottom"}


def _box(ax, middle, size, color, text):
    (x, y), (width, height) = middle, size
    style = "round,pad=0,rounding_size=0.15"
    corner = (x - width / 2, y - height / 2)
    box = FancyBboxPatch(corner, width, height, boxstyle=style)
    box.set(facecolor=PAPER, edgecolor=color, lw=1.8)
    ax.add_patch(box)
    _text(ax, middle, text, color)


def _arrow(ax, start, end):
    style = {"arrowstyle": "-|>", "mutation_scale": 11, "shrinkA": 0, "shrinkB": 0}
    ax.add_patch(FancyArrowPatch(start, end, color=MUTED, lw=1.4, **style))


def _text(ax, place, text, color):
    style = {"ha": "center", "va": "center", "linespacing": 1.1}
    ax.text(*place, text, color=color, **style)


def plot_pages_worth(minutes, ax=None):
    """Draw what an impression is worth for each recommender, best above.

    ``minutes`` maps a name to one number for each site; a dot is a site, and the number
    beside it is the mean.
    """
    ax = ax or plt.figure().add_subplot()
    names = sorted(minutes, key=lambda name: np.mean(minutes[name]))
    for row, name in enumerate(names):
        mean = np.mean(minutes[name])
        ax.plot([0, mean], [row, row], color=LINE, lw=1.6, zorder=0)
        ax.plot(minutes[name], [row] * len(minutes[name]), "o", color=SERIES[0], ms=7)
        place = {"xytext": (14, 0), "textcoords": "offset points", "va": "center"}
        ax.annotate(f"{mean:.2f}", (max(minutes[name]), row), color=INK, **place)
    ax.set(yticks=range(len(names)), yticklabels=names, ylim=(-0.6, len(names) - 0.4))
    ax.set(xlim=(0, None), xlabel=_("true minutes an impression"))
    ax.margins(x=0.12)
    ax.tick_params(axis="y", length=0)
    return ax
