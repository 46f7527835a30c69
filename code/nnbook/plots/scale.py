"""The figure of scale, chapter 6: what a step and a search cost in large catalogues.

Drawn from the numbers that tests/bench/scale.py measures and stores.
"""

import matplotlib.pyplot as plt

from nnbook.language import _
from nnbook.plots.style import PALETTE, logarithmic

MUTED, LINE, PAPER = PALETTE["muted"], PALETTE["line"], PALETTE["surface"]
COLORS = {
    "numpy": MUTED,
    "faiss flat": PALETTE["negative"],
    "IVF": PALETTE["positive"],
    "HNSW": PALETTE["activation"],
}


def plot_scale(results, axes=None):
    """Draw step times over the catalogue's size, and recall over search time.

    ``results`` is what nnbook/results/scale.json holds. One axes for the steps
    and one for each size that was searched, all logarithmic in time; ``axes`` takes as
    many.
    """
    searched = {n: rows for n, rows in results["search"].items() if n.isdigit()}
    if axes is None:
        height = 2.6 * (1 + len(searched))
        axes = plt.figure(figsize=(4.8, height)).subplots(1 + len(searched), 1)
    plot_steps(results["steps"], axes[0])
    times = [1e3 * row["seconds"] for rows in searched.values() for row in rows]
    for ax, (n, rows) in zip(axes[1:], searched.items(), strict=True):
        plot_searches(rows, ax)
        ax.set_xlim(min(times) / 2, max(times) * 3)
        ax.set_title(_("searching {n:,} items", n=int(n)))
    return axes


def plot_steps(steps, ax):
    """Draw milliseconds a training step, full and sampled, over the number of items."""
    for kind, name in (("full", _("full")), ("sampled", _("sampled"))):
        color = PALETTE["negative" if kind == "full" else "positive"]
        milliseconds = [1e3 * seconds for seconds in steps[kind]]
        ax.plot(steps["items"], milliseconds, "o-", color=color, ms=5, label=name)
        for n, value in zip(steps["items"], milliseconds, strict=True):
            side = 7 if kind == "full" else -14
            place = {"xytext": (0, side), "textcoords": "offset points", "ha": "center"}
            ax.annotate(f"{value:,.0f}", (n, value), color=color, **place)
        place = {"xytext": (16, 0), "textcoords": "offset points", "va": "center"}
        last = (steps["items"][-1], milliseconds[-1])
        ax.annotate(name, last, color=color, annotation_clip=False, **place)
    logarithmic(ax.xaxis, ax.yaxis)
    ax.set(xlabel=_("items"), ylabel=_("ms a step"))
    ax.set_xticks(steps["items"], labels=[f"{n:,}" for n in steps["items"]])
    ax.minorticks_off()
    ax.margins(0.08, 0.3)
    ax.set_title(_("one softmax step, {batch} examples", batch=steps["batch"]))


def plot_searches(rows, ax):
    """Draw recall over milliseconds a query; settings of one index are joined."""
    for name in dict.fromkeys(row["index"] for row in rows):
        own = [row for row in rows if row["index"] == name]
        x, y = [1e3 * row["seconds"] for row in own], [row["recall"] for row in own]
        ax.plot(x, y, "o-", color=COLORS[name], ms=5, label=name)
        # The exact ones are close together: one name to the left, one to the right.
        side, ha = {"numpy": ((7, 8), "left"), "faiss flat": ((-7, 8), "right")}.get(
            name, ((0, -14), "left")
        )
        place = {"xytext": side, "textcoords": "offset points", "va": "center"}
        middle = len(own) // 2
        ax.annotate(name, (x[middle], y[middle]), color=COLORS[name], ha=ha, **place)
    ax.axhline(1, color=LINE, lw=0.8, zorder=0)
    logarithmic(ax.xaxis)
    ax.set(xlabel=_("ms a query"), ylabel=_("recall of the best 100"))
    ax.set_ylim(0, 1.15)
