"""The figure of the service: where a request's time goes, and what a rate does to it.

Drawn from the numbers that tests/bench/service.py measures and stores.
"""

import matplotlib.pyplot as plt

from nnbook.plots.style import PALETTE, logarithmic

PARTS = {
    "HTTP": PALETTE["input"],
    "JSON": PALETTE["gradient"],
    "features": PALETTE["weight"],
    "model": PALETTE["activation"],
    "index": PALETTE["positive"],
}
BARS = {"both": "both stages", "first": "first stage", "health": "neither"}
PERCENTILES = {
    "p99": PALETTE["negative"],
    "p95": PALETTE["gradient"],
    "p50": PALETTE["positive"],
}


def plot_service(results, axes=None):
    """Draw CPU time by part, and latency over the offered rate, below each other.

    ``results`` is what nnbook/results/service.json holds; ``axes`` takes two.
    """
    if axes is None:
        figure = plt.figure(figsize=(4.8, 5.6))
        axes = figure.subplots(2, 1, gridspec_kw={"height_ratios": (2, 3)})
    plot_parts(results["cpu"]["found"], axes[0])
    rows = [row for row in results["rates"]["found"] if row["asked"] == "both"]
    plot_rates(rows, axes[1])
    return axes


def plot_parts(cpu, ax):
    """Draw the milliseconds of each part side by side, a bar for each kind of request.

    ``cpu`` maps "both", "first" and "health" to {part: milliseconds}.
    """
    for place, kind in enumerate(reversed(BARS)):
        start = 0.0
        for part, color in PARTS.items():
            width = cpu[kind].get(part, 0.0)
            ax.barh(place, width, left=start, color=color, height=0.55, label=part)
            start += width
        ax.annotate(
            f"{start:.1f}",
            (start, place),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
        )
    # The longest bar has all the parts: their names stand above it.
    start = 0.0
    for part, color in PARTS.items():
        width = cpu["both"].get(part, 0.0)
        middle = (start + width / 2, len(BARS) - 1 + 0.3)
        place = {"xytext": (0, 4), "textcoords": "offset points", "ha": "center"}
        ax.annotate(part, middle, color=color, **place)
        start += width
    ax.set_yticks(range(len(BARS)), labels=[*reversed(BARS.values())])
    ax.tick_params(axis="y", length=0)
    ax.set(xlabel="ms of CPU a request", xlim=(0, start * 1.12), ylim=(-0.5, 2.75))


def plot_rates(rows, ax):
    """Draw three percentiles of the latency over the requests a second."""
    rates = [row["offered"] for row in rows]
    for name, color in PERCENTILES.items():
        values = [row[f"{name}_ms"] for row in rows]
        ax.plot(rates, values, "o-", color=color, ms=5, label=name)
        # The upper two are close to each other: one name goes up, one down.
        side = {"p99": 5, "p95": -5}.get(name, -2)
        place = {"xytext": (-9, side), "textcoords": "offset points", "ha": "right"}
        ax.annotate(name, (rates[0], values[0]), color=color, va="center", **place)
    logarithmic(ax.xaxis, ax.yaxis)
    ax.set_xticks(rates, labels=[str(rate) for rate in rates])
    ax.minorticks_off()
    ax.margins(0.14, 0.1)
    ax.set(xlabel="requests a second", ylabel="ms")
