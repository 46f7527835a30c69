"""Figures of chapter 1: the cell and its model, lines in the plane, the perceptron.

Every function takes the numbers that the chapter has measured, draws them into ``ax``
(or into a new figure) and returns the axes.
"""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch, Polygon

from nnbook.language import _
from nnbook.plots.style import LABEL, NOTE, PALETTE, logarithmic

INPUT, WEIGHT, OUTPUT = PALETTE["input"], PALETTE["weight"], PALETTE["activation"]
INK, MUTED, LINE = PALETTE["ink"], PALETTE["muted"], PALETTE["line"]
ON, OFF, PAPER = PALETTE["positive"], PALETTE["negative"], PALETTE["surface"]


# The columns in which both drawings show the same part: place, part of the cell, part
# of the model (two lines each, the first one may be empty), colour.
_COLUMNS = (
    (0.75, (_("axons of"), _("other cells")), (_("inputs"), "x₁, x₂, x₃"), INPUT),
    (2.55, ("", _("synapses")), (_("weights"), "w₁, w₂, w₃"), WEIGHT),
    (4.45, (_("dendrites"), _("and soma")), (_("sum"), "z"), INK),
    (6.1, ("", _("threshold")), (_("bias b,"), _("step f")), MUTED),
    (8.35, ("", _("axon")), (_("output"), "y = f(z)"), OUTPUT),
)


def plot_neuron_pair(ax=None):
    """Draw a biological neuron above an artificial one, part above part.

    The same colour marks the same part: what comes in, how strongly it counts, where
    it is added up, and what goes out.
    """
    if ax is None:
        ax = plt.figure(figsize=(4.8, 4.0)).add_subplot()
    ax.set(xlim=(-0.2, 10.2), ylim=(0, 8.6), aspect="equal")
    ax.axis("off")
    for x, cell, model, color in _COLUMNS:
        ax.plot([x, x], [1.1, 7.6], color=LINE, lw=0.8, ls=(0, (2, 3)), zorder=0)
        for text, height in zip(cell + model, (8.22, 7.82, 0.7, 0.3), strict=True):
            ax.text(x, height, text, color=color, ha="center", fontsize=NOTE)
    _draw_cell(ax, y=5.9)
    _draw_model(ax, y=2.45)
    return ax


def plot_potential(potential, spikes, arrivals=(), dt=0.1, threshold=-55.0, ax=None):
    """Draw a membrane potential in mV over time in ms, one value each ``dt`` ms.

    ``spikes`` marks the steps with a spike; a spike is far higher than the axis, so it
    is drawn as a stroke to its top. ``arrivals`` are the times in ms at which inputs
    arrived.
    """
    ax = ax or plt.figure().add_subplot()
    time = dt * np.arange(len(potential))
    top = threshold + 9
    ax.axhline(threshold, color=MUTED, lw=1.2, ls=(0, (4, 3)))
    above = {"xytext": (0, 3), "textcoords": "offset points"}
    ax.annotate(_("threshold"), (time[-1], threshold), color=MUTED, ha="right", **above)
    ax.plot(time, potential, color=INK, label=_("potential"))
    ax.vlines(time[spikes], threshold, top, color=OUTPUT, lw=3, label=_("spike"))
    for moment in time[spikes]:
        ax.text(moment + 1, top, _("spike"), color=OUTPUT, va="top")
    low = min(np.min(potential), threshold - 16) - 4
    ax.plot(
        arrivals, [low + 1] * len(arrivals), "^", color=INPUT, ms=8, label=_("input")
    )
    ax.set(ylim=(low, top + 1), xlim=(0, time[-1]))
    ax.set(xlabel=_("time in ms"), ylabel="mV")
    return ax


def plot_rate(drive, rate, ax=None):
    """Draw how often a cell fires (spikes a second) against a steady ``drive`` in mV.

    The stretch where the cell is silent is marked on the axis.
    """
    ax = ax or plt.figure().add_subplot()
    drive, rate = np.asarray(drive), np.asarray(rate)
    ax.plot(drive, rate, color=OUTPUT)
    silent = drive[rate == 0].max()
    ax.axvline(silent, color=MUTED, lw=1.2, ls=(0, (4, 3)))
    ax.text(silent - 0.5, 0.9 * rate.max(), _("silent"), color=MUTED, ha="right")
    ax.text(silent + 0.5, 0.9 * rate.max(), _("firing"), color=OUTPUT)
    ax.set(xlim=(drive[0], drive[-1]), ylim=(-0.02 * rate.max(), None))
    ax.set(xlabel=_("steady input in mV"), ylabel=_("spikes a second"))
    return ax


def plot_half_planes(w, b, points=(), labels=(), span=(-1.5, 2.5), ax=None):
    """Draw where a neuron with two inputs fires: on one side of a line.

    The arrow is the weight vector ``w``, which stands on the line; the points carry
    their ``labels``, 0 or 1.
    """
    ax = _plane(span, ax)
    w = np.asarray(w, dtype=float)
    _fill(ax, _clip(_box(ax), w, b), ON)
    _fill(ax, _clip(_box(ax), -w, -b), OFF)
    foot = -b * w / (w @ w)
    _line(ax, w, b, color=INK)
    arrow = {"arrowstyle": "-|>", "color": WEIGHT, "lw": 2.4, "mutation_scale": 16}
    arrow |= {"shrinkA": 0, "shrinkB": 0}
    ax.annotate("", foot + w, foot, arrowprops=arrow)
    tip = foot + w + 0.18 * w / np.linalg.norm(w)
    ax.text(*tip, "w", color=WEIGHT, ha="center", va="center")
    style = {"ha": "center", "va": "center"}
    # The words go where most room is: into the corner farthest from the line.
    height = _box(ax) @ w + b
    for corner, text, color in (
        (height.argmax(), _("fires\nz ≥ 0"), ON),
        (height.argmin(), _("silent\nz < 0"), OFF),
    ):
        place = 0.75 * _box(ax)[corner] + 0.25 * _box(ax).mean(axis=0)
        ax.text(*place, text, color=color, **style)
    _points(ax, points, labels)
    return ax


def plot_diagonals(points, labels, ax=None):
    """Draw four labelled corners and, for each label, the diagonal that joins them."""
    ax = _plane((-0.45, 1.45), ax)
    points, labels = np.asarray(points, dtype=float), np.asarray(labels)
    for label, color in ((1, ON), (0, OFF)):
        ax.plot(*points[labels == label].T, color=color, lw=2, ls=(0, (4, 3)), zorder=1)
    ax.plot(*points.mean(axis=0), "o", color=INK, ms=7)
    middle = points.mean(axis=0)
    style = {"ha": "center", "arrowprops": {"arrowstyle": "-", "color": MUTED}}
    ax.annotate(_("on both diagonals"), middle, middle - [0, 0.8], color=INK, **style)
    _points(ax, points, labels)
    return ax


def plot_regions(hidden, output, points=(), labels=(), span=(-0.45, 1.45), ax=None):
    """Draw where a network of two layers of step units fires, with its hidden lines.

    ``hidden`` is a list of units (w, b) of two inputs, ``output`` the unit (v, c) that
    reads them.
    """
    ax = _plane(span, ax)
    v, c = output
    for outputs in np.ndindex(*[2] * len(hidden)):
        cell = _box(ax)
        for (w, b), fires in zip(hidden, outputs, strict=True):
            side = 1 if fires else -1
            cell = _clip(cell, side * np.asarray(w, dtype=float), side * b)
        _fill(ax, cell, ON if np.dot(v, outputs) + c >= 0 else OFF)
    for w, b in hidden:
        _line(ax, np.asarray(w, dtype=float), b, color=INK)
    _points(ax, points, labels)
    return ax


def plot_two_layers(hidden, output, points, labels, axes=None):
    """Draw points as the network of `plot_regions` gets them and as its output does.

    Returns two axes: the plane of the inputs with the lines of the hidden units, and
    the plane of what these two units say, with the output unit's line.
    """
    if axes is None:
        axes = plt.figure(figsize=(4.8, 2.6)).subplots(1, 2)
    plot_regions(hidden, output, points, labels, ax=axes[0])
    codes = [[np.dot(w, x) + b >= 0 for w, b in hidden] for x in points]
    plot_regions([output], ([1], -0.5), np.array(codes, float), labels, ax=axes[1])
    axes[0].set(title=_("inputs"))
    axes[1].set(title=_("hidden outputs"), xlabel="h₁", ylabel="h₂")
    return axes


def plot_learning(X, y, corrections, ax=None):
    """Draw a perceptron's lines, the older the paler, and ring the corrected points.

    ``corrections`` is what ``nnbook.neuron.train_perceptron`` returns.
    """
    X, y = np.asarray(X), np.asarray(y)
    reach = 1.1 * np.abs(X[:, 1]).max()
    ax = _plane((-reach, reach), ax)
    for age, correction in enumerate(reversed(corrections)):
        w, b = np.asarray(correction.w, dtype=float), correction.b
        if w.any():
            style = {"color": WEIGHT, "lw": 1.3, "alpha": 0.75 * 0.85**age + 0.08}
            _line(ax, w, b, **style if age else {"color": INK, "lw": 2.6})
    ringed = X[sorted({correction.example for correction in corrections})]
    ring = {"s": 110, "facecolor": "none", "edgecolor": WEIGHT, "lw": 1.6}
    ax.scatter(*ringed.T, **ring, label=_("corrected"))
    _points(ax, X, y, size=30)
    return ax


def plot_mistakes(bounds, mistakes, ax=None):
    """Draw the mistakes of many perceptrons against what the theorem allows each."""
    ax = ax or plt.figure().add_subplot()
    bounds, mistakes = np.asarray(bounds), np.asarray(mistakes)
    ends = np.array([1, 2 * bounds.max()])
    ax.fill_between(ends, ends, ends[1], color=LINE, alpha=0.45, lw=0)
    ax.plot(ends, ends, color=INK, lw=1.6, label=_("bound"))
    ax.scatter(bounds, mistakes, s=16, color=WEIGHT, alpha=0.55, lw=0)
    ax.text(ends[1] ** 0.3, ends[1] ** 0.72, _("impossible"), color=MUTED, ha="center")
    logarithmic(ax.xaxis, ax.yaxis)
    ax.set(xlim=ends, ylim=ends)
    ax.set(xlabel=_("bound (R/γ)²"), ylabel=_("mistakes made"))
    return ax


# --- lines and half-planes ------------------------------------------------------------


def _plane(span, ax):
    """Give both inputs the range ``span`` on ``ax``.

    Without ``ax`` this makes new axes, on which x₁ has more room: they are as wide as
    the book's other figures, and no higher.
    """
    wide = span
    if ax is None:
        ax = plt.figure(figsize=(4.8, 3.1)).add_subplot()
        more = 0.25 * (span[1] - span[0])
        wide = span[0] - more, span[1] + more
    ax.set(xlim=wide, ylim=span, aspect="equal", xlabel="x₁", ylabel="x₂")
    ax.set(xticks=_integers(wide), yticks=_integers(span))
    return ax


def _integers(span):
    return np.arange(np.ceil(span[0]), np.floor(span[1]) + 1)


def _box(ax):
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    return np.array([(left, low), (right, low), (right, high), (left, high)])


def _clip(polygon, w, b):
    """Return the part of a convex polygon on the side w·x + b >= 0 of a line."""
    height = polygon @ w + b
    corners = []
    for i in range(len(polygon)):
        j = (i + 1) % len(polygon)
        if height[i] >= 0:
            corners.append(polygon[i])
        if height[i] * height[j] < 0:
            part = height[i] / (height[i] - height[j])
            corners.append(polygon[i] + part * (polygon[j] - polygon[i]))
    return np.reshape(corners, (-1, 2))


def _fill(ax, polygon, color):
    if len(polygon) > 2:
        ax.add_patch(Polygon(polygon, facecolor=color, alpha=0.14, lw=0, zorder=0))


def _line(ax, w, b, **style):
    """Draw the line w·x + b = 0 through the point of it that is nearest to 0."""
    foot = -b * w / (w @ w)
    ax.axline(foot, foot + [-w[1], w[0]], zorder=2, **style)


def _points(ax, points, labels, size=80):
    """Draw points: 1 a filled disc, 0 an open square, so that shape tells them too."""
    points, labels = np.reshape(points, (-1, 2)), np.asarray(labels)
    on, off = points[labels == 1], points[labels == 0]
    ax.scatter(*on.T, s=size, color=ON, zorder=4, label="1")
    style = {"facecolor": PAPER, "edgecolor": OFF, "lw": 1.8, "marker": "s"}
    ax.scatter(*off.T, s=size, zorder=4, label="0", **style)


# --- the parts of the drawing ---------------------------------------------------------


def _draw_cell(ax, y):
    """Draw the biological neuron around the height ``y``."""
    for knee, tip in (
        ((3.6, 1.0), (2.64, 1.15)),
        ((3.5, 0.1), (2.64, 0.0)),
        ((3.6, -0.9), (2.64, -1.15)),
    ):
        _limb(ax, [(4.5, y), (knee[0], y + knee[1]), (tip[0], y + tip[1])], 0.42, 0.1)
    for start, knee, tip in (
        ((3.75, 0.72), (3.6, 1.2), (3.25, 1.5)),
        ((3.75, -0.68), (3.6, -1.2), (3.3, -1.5)),
        ((3.6, 0.05), (3.3, 0.3), (3.05, 0.5)),
        ((4.4, 0.3), (4.5, 0.9), (4.25, 1.4)),
        ((4.4, -0.3), (4.6, -0.9), (4.35, -1.4)),
    ):
        points = [(x, y + dy) for x, dy in (start, knee, tip)]
        _limb(ax, points, 0.2, 0.07)
    # Soma, drawn out to the right into the hillock, where the threshold is.
    angle = np.linspace(0, 2 * np.pi, 200)
    reach = 0.62 + 0.85 * np.exp(-((np.angle(np.exp(1j * angle)) / 0.33) ** 2))
    soma = np.column_stack([4.6 + reach * np.cos(angle), y + 0.7 * np.sin(angle)])
    ax.add_patch(Polygon(soma, color=MUTED, lw=0, zorder=3))
    ax.add_patch(Circle((4.5, y), 0.24, color=PAPER, lw=0, zorder=4))
    # Axon with its sheath, then its endings.
    ax.plot([5.9, 9.0], [y, y], color=OUTPUT, lw=2.2, zorder=2)
    for x in (6.5, 7.25, 8.0):
        box = FancyBboxPatch(
            (x, y - 0.14), 0.5, 0.28, boxstyle="round,pad=0,rounding_size=0.14"
        )
        box.set(facecolor=OUTPUT, edgecolor="none", zorder=3)
        ax.add_patch(box)
    for dy in (-0.75, 0, 0.75):
        curve = _curve([(8.9, y), (9.3, y + 0.3 * dy), (9.75, y + dy)])
        ax.plot(*curve.T, color=OUTPUT, lw=1.6, zorder=2)
        ax.add_patch(Circle((9.8, y + dy), 0.11, color=OUTPUT, lw=0, zorder=3))
    # What comes in: endings of other axons, a gap, a patch of receptors.
    for dy, x_end in ((1.15, 2.36), (0.0, 2.36), (-1.15, 2.36)):
        start = (-0.1, y + 1.15 * dy)
        curve = _curve([start, (1.2, y + 1.2 * dy), (x_end, y + dy)])
        ax.plot(*curve.T, color=INPUT, lw=1.7, zorder=2)
        ax.add_patch(Circle((x_end, y + dy), 0.15, color=INPUT, lw=0, zorder=3))
        bend = np.linspace(-0.95, 0.95, 20)
        x_cup, y_cup = x_end + 0.3 * np.cos(bend), y + dy + 0.3 * np.sin(bend)
        ax.plot(x_cup, y_cup, color=WEIGHT, lw=2.2, zorder=5)


def _draw_model(ax, y):
    """Draw the artificial neuron around the height ``y``."""
    for number, dy in zip("₁₂₃", (1.05, 0, -1.05), strict=True):
        _arrow(ax, (1.02, y + dy), (4.0, y + 0.28 * dy), WEIGHT)
        _label(ax, (2.55, y + 0.63 * dy), f"w{number}", WEIGHT)
        _disc(ax, (0.75, y + dy), 0.33, INPUT, f"x{number}")
    _arrow(ax, (5.65, y - 1.05), (4.84, y - 0.38), MUTED)
    _label(ax, (5.3, y - 0.76), "b", MUTED)
    _arrow(ax, (4.9, y), (5.7, y), INK)
    _disc(ax, (4.45, y), 0.45, INK, "Σ", size=LABEL)
    _arrow(ax, (6.5, y), (9.75, y), OUTPUT)
    step = FancyBboxPatch(
        (5.7, y - 0.4), 0.8, 0.8, boxstyle="round,pad=0,rounding_size=0.12"
    )
    step.set(facecolor=PAPER, edgecolor=MUTED, lw=1.3, zorder=3)
    ax.add_patch(step)
    x_step = [5.82, 6.1, 6.1, 6.38]
    y_step = [y - 0.22, y - 0.22, y + 0.22, y + 0.22]
    ax.plot(x_step, y_step, color=OUTPUT, lw=1.7, zorder=4)


def _limb(ax, points, wide, thin):
    """Fill a dendrite along a curve, ``wide`` at its root and ``thin`` at its tip."""
    curve = _curve(points)
    along = np.gradient(curve, axis=0)
    across = np.column_stack([-along[:, 1], along[:, 0]])
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    half = np.linspace(wide, thin, len(curve))[:, None] / 2
    edge = np.concatenate([curve + half * across, (curve - half * across)[::-1]])
    ax.add_patch(Polygon(edge, color=MUTED, lw=0, zorder=2))


def _curve(points, count=30):
    """Return a quadratic Bézier curve through the first and the last of 3 points."""
    start, knee, end = np.asarray(points, dtype=float)
    t = np.linspace(0, 1, count)[:, None]
    return (1 - t) ** 2 * start + 2 * t * (1 - t) * knee + t**2 * end


def _arrow(ax, start, end, color):
    style = {"arrowstyle": "-|>", "mutation_scale": 10, "shrinkA": 0, "shrinkB": 0}
    ax.add_patch(FancyArrowPatch(start, end, color=color, lw=1.4, zorder=2, **style))


def _disc(ax, center, radius, color, text, size=NOTE):
    ax.add_patch(Circle(center, radius, fc=PAPER, ec=color, lw=1.5, zorder=3))
    ax.text(
        *center, text, color=color, ha="center", va="center", fontsize=size, zorder=4
    )


def _label(ax, place, text, color):
    """Write on a line, with paper behind the letters."""
    paper = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.5}
    style = {"ha": "center", "va": "center", "fontsize": NOTE, "bbox": paper}
    ax.text(*place, text, color=color, zorder=3, **style)
