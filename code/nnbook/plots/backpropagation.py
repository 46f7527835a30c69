"""Figures of chapter 4: nodes and graphs with gradients, shapes, checks, losses.

Every function takes the numbers that the chapter has measured, draws them into ``ax``
(or into a new figure) and returns the axes. What flows forward has the colour of
activations, what flows backward the colour of gradients.
"""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch, Rectangle

from nnbook.language import _
from nnbook.plots.style import LABEL, NOTE, PALETTE, logarithmic

INK, MUTED, LINE = PALETTE["ink"], PALETTE["muted"], PALETTE["line"]
VALUE, GRADIENT, PAPER = (
    PALETTE["activation"],
    PALETTE["gradient"],
    PALETTE["surface"],
)
COLUMN, ROW, RADIUS, WIDE = 2.6, 3.0, 0.55, 9.8


def plot_node(x, y, upstream, local, symbol="x²", ax=None):
    """Draw one node: its value forward, upstream × local = downstream backward."""
    ax = _canvas((0, 10), (0.35, 3.65), (4.8, 1.7), ax)
    _disc(ax, (5, 2), symbol, INK, radius=0.72)
    for start, end, text in ((1.2, 4.2, f"x = {x:g}"), (5.8, 8.8, f"y = {y:g}")):
        _arrow(ax, (start, 2.35), (end, 2.35), VALUE)
        _text(ax, ((start + end) / 2, 2.68), text, VALUE)
    product = f"{upstream:g} × {local:g} = {upstream * local:g}"
    for start, end, text in ((8.8, 5.8, f"E = {upstream:g}"), (4.2, 1.2, product)):
        _arrow(ax, (start, 1.65), (end, 1.65), GRADIENT)
        _text(ax, ((start + end) / 2, 1.3), text, GRADIENT)
    _text(ax, (7.3, 0.8), _("upstream"), MUTED)
    _text(ax, (2.7, 0.8), _("downstream"), MUTED)
    _text(ax, (5, 0.8), _("local {local:g}", local=local), MUTED)
    return ax


def plot_graph(nodes, edges, ax=None):
    """Draw a computational graph with the value above each node, the gradient below.

    ``nodes`` maps a name to (symbol, value, gradient), inputs before what uses them;
    ``edges`` holds (from, to, downstream). Where several edges leave a node, each
    carries the gradient that comes back along it, and the node shows their sum.
    """
    places = _places(nodes, edges)
    x, y = np.transpose(list(places.values()))
    limits = (x.min() - 1.1, x.max() + 1.1), (y.min() - 1.3, y.max() + 1.3)
    size = 0.4 * np.ptp(limits[0]), 0.4 * np.ptp(limits[1])
    ax = _canvas(*limits, size, ax)
    inputs = {name for name in nodes if all(name != to for _, to, _ in edges)}
    for source, target, downstream in edges:
        a, b = np.array(places[source]), np.array(places[target])
        along = (b - a) / np.linalg.norm(b - a)
        _arrow(ax, a + 1.08 * RADIUS * along, b - 1.08 * RADIUS * along, MUTED)
        if sum(name == source for name, _, _ in edges) > 1:
            _text(ax, a + 0.4 * (b - a), _number(downstream), GRADIENT, paper=True)
    for name, (symbol, value, gradient) in nodes.items():
        place = np.array(places[name])
        _disc(ax, place, symbol, PALETTE["input"] if name in inputs else INK)
        _text(ax, place + [0, 0.85], _number(value), VALUE)
        back = [_number(g) for source, _, g in edges if source == name]
        total = _number(gradient)
        text = f"{' + '.join(back)} = {total}" if len(back) > 1 else total
        _text(ax, place - [0, 0.9], text, GRADIENT)
    return ax


def plot_push(p, t, ax=None):
    """Draw probabilities ``p`` beside targets ``t``, and p - t above each class."""
    ax = ax or plt.figure().add_subplot()
    place = np.arange(len(p))
    style = {"fill": False, "edgecolor": MUTED, "lw": 1.6, "ls": (0, (3, 2))}
    ax.bar(place, t, width=0.62, label=_("target t"), **style)
    ax.bar(place, p, width=0.5, color=VALUE, alpha=0.55, lw=0, label=_("probability p"))
    for k, (p_k, t_k) in enumerate(zip(p, t, strict=True)):
        text = f"p − t = {p_k - t_k:.3f}".replace("-", "−")
        _text(ax, (k, max(p_k, t_k) + 0.07), text, GRADIENT)
        arrow = {"arrowstyle": "-|>", "color": GRADIENT, "lw": 2}
        arrow |= {"shrinkA": 0, "shrinkB": 0}
        ax.annotate("", (k, t_k), (k, p_k), arrowprops=arrow)
    ax.set(
        xticks=place,
        xticklabels=[_("class {k}", k=k) for k in place],
        ylim=(0, 1.2),
    )
    ax.set(ylabel=_("probability"), xlim=(-0.6, len(p) - 0.4), yticks=[0, 0.5, 1])
    ax.tick_params(axis="x", length=0)
    return ax


def plot_breakdown(margins, losses, ax=None):
    """Draw losses over the margin of a wrong answer, each as far as it is finite.

    ``losses`` maps the name of a formula to its values; a cross marks where one stops.
    """
    ax = ax or plt.figure().add_subplot()
    margins = np.asarray(margins, dtype=float)
    colors = (PALETTE["negative"], GRADIENT, VALUE)
    widths = (6, 4, 2)
    for row, (name, loss) in enumerate(losses.items()):
        color, good = colors[row], np.isfinite(loss)
        ax.plot(margins[good], loss[good], color=color, lw=widths[row], label=name)
        if not good.all():
            end = margins[good][-1]
            ax.plot(end, loss[good][-1], "x", color=color, ms=11, mew=3)
            name = _("{name}: to {end:g}", name=name, end=end)
        note = {"xycoords": "axes fraction", "ha": "right", "color": color}
        ax.annotate(name, (0.98, 0.26 - 0.1 * row), **note)
    ax.set(xlim=(0, margins[-1]), ylim=(0, None))
    ax.set(xlabel=_("how far the wrong class leads"), ylabel=_("loss"))
    return ax


def plot_shapes(equations, ax=None):
    """Draw equations between matrices, each matrix as a grid of its real shape.

    An equation is a list of signs (text) and of (name, array, role); the role names
    the colour of the palette.
    """
    gap, sign, scale = 0.5, 0.8, 0.3
    widths = [
        sum(sign if isinstance(p, str) else _columns(p[1]) + gap for p in parts)
        for parts in equations
    ]
    heights = [
        max(_rows(p[1]) for p in parts if not isinstance(p, str)) for parts in equations
    ]
    pitch = [h + 2.5 for h in heights]
    limits = (-0.4, max(widths) + 0.4), (-sum(pitch) + 0.6, 0.6)
    ax = _canvas(*limits, (scale * np.ptp(limits[0]), scale * np.ptp(limits[1])), ax)
    top = 0.0
    for parts, height, step in zip(equations, heights, pitch, strict=True):
        middle, x = top - 1.1 - height / 2, 0.0
        for part in parts:
            if isinstance(part, str):
                _text(ax, (x + sign / 2 - gap / 2, middle), part, INK)
                x += sign
                continue
            name, array, role = part
            _grid(ax, (x, middle), array, PALETTE[role])
            width, rise = _columns(array), _rows(array) / 2
            _text(ax, (x + width / 2, middle + rise + 0.45), name, PALETTE[role])
            size = f"{_rows(array)}×{_columns(array)}"
            _text(ax, (x + width / 2, middle - rise - 0.4), size, MUTED, size=NOTE)
            x += width + gap
        top -= step
    return ax


def plot_step_size(h, errors, ax=None):
    """Draw the error of difference quotients against the step, both logarithmic.

    ``errors`` maps a name to one error for each step in ``h``.
    """
    ax = ax or plt.figure().add_subplot()
    colors = (PALETTE["negative"], PALETTE["positive"])
    for (name, error), color in zip(errors.items(), colors, strict=True):
        shown = np.asarray(error) > 0  # an error of 0 has no logarithm
        ax.plot(h[shown], error[shown], color=color, label=name)
        best = np.argmin(np.where(shown, error, np.inf))
        ax.plot(h[best], error[best], "o", color=color, ms=7)
        note = {"xytext": (-2, -8), "textcoords": "offset points", "ha": "right"}
        text = f"{name}: h = {h[best]:.0e}"
        ax.annotate(text, (h[best], error[best]), color=color, va="top", **note)
    logarithmic(ax.xaxis, ax.yaxis)
    ax.set(xlabel=_("step h"), ylabel=_("relative error"))
    ax.set_ylim(0.03 * min(np.min(e[e > 0]) for e in errors.values()), None)
    ax.minorticks_off()
    return ax


def plot_two_losses(ours, theirs, every=20, ax=None):
    """Draw our losses as a line, and torch's as a ring on every so many of them."""
    ax = ax or plt.figure().add_subplot()
    steps = np.arange(len(ours))
    ax.plot(steps, ours, color=VALUE, label=_("ours"))
    ring = {"ms": 8, "mfc": "none", "mec": GRADIENT, "mew": 1.8, "color": GRADIENT}
    ax.plot(steps[::every], theirs[::every], "o", label=_("torch"), **ring)
    ax.annotate(
        _("torch: rings"), (0.98, 0.8), xycoords="axes fraction", color=GRADIENT
    )
    ax.annotate(_("ours: line"), (0.98, 0.9), xycoords="axes fraction", color=VALUE)
    for note in ax.texts:
        note.set_ha("right")
    ax.set(xlabel=_("steps of gradient descent"), ylabel=_("loss"), ylim=(0, None))
    ax.set_xlim(0, len(ours))
    return ax


def plot_unrolled(steps=3, ax=None):
    """Draw a recurrent network unrolled in time: one set of weights, used each step."""
    width = COLUMN * (steps + 1)
    ax = _canvas((-0.7, width + 0.2), (-2.2, 2.6), (0.42 * width, 2.0), ax)
    weight = PALETTE["weight"]
    _disc(ax, (0, 0), "h₀", INK)
    for t in range(1, steps + 1):
        x, digit = COLUMN * t, "₀₁₂₃₄₅₆₇₈₉"[t]
        _disc(ax, (x, 0), f"h{digit}", INK)
        _disc(ax, (x, -1.6), f"x{digit}", PALETTE["input"])
        _arrow(ax, (x - COLUMN + 0.55, 0.12), (x - 0.55, 0.12), VALUE)
        _arrow(ax, (x - 0.55, -0.12), (x - COLUMN + 0.55, -0.12), GRADIENT)
        _arrow(ax, (x, -1.05), (x, -0.55), VALUE)
        _arrow(ax, (width / 2 - 0.45, 1.85), (x - COLUMN / 2, 0.3), weight, lw=1.2)
    box = FancyBboxPatch(
        (width / 2 - 0.95, 1.8), 1, 0.65, boxstyle="round,pad=0,rounding_size=0.15"
    )
    box.set(facecolor=PAPER, edgecolor=weight, lw=2)
    ax.add_patch(box)
    _text(ax, (width / 2 - 0.45, 2.1), "W", weight)
    _arrow(ax, (COLUMN * steps + 0.55, 0.12), (width - 0.5, 0.12), VALUE)
    _arrow(ax, (width - 0.5, -0.12), (COLUMN * steps + 0.55, -0.12), GRADIENT)
    _text(ax, (width - 0.25, 0), "L", INK)
    return ax


# --- the parts of the drawings --------------------------------------------------------


def _canvas(xlim, ylim, size, ax):
    if ax is None:
        ax = plt.figure(figsize=size).add_subplot()
    ax.set(xlim=xlim, ylim=ylim, aspect="equal")
    ax.axis("off")
    return ax


def _places(nodes, edges):
    """Put each node one column after its last input, at its inputs' mean height.

    The columns share the width, so that letters have one size in all graphs.
    """
    column, height, free = {}, {}, 0.0
    for name in nodes:
        before = [source for source, target, _ in edges if target == name]
        column[name] = 1 + max((column[source] for source in before), default=-1)
        if before:
            height[name] = np.mean([height[source] for source in before])
        else:
            height[name] = free
            free -= ROW
    pitch = WIDE / max(column.values())
    return {name: (pitch * column[name], height[name]) for name in nodes}


def _number(value):
    """Write a number with 4 digits at most and a true minus sign."""
    return f"{round(float(value), 4):.4g}".replace("-", "−")


def _rows(array):
    return np.shape(array)[0]


def _columns(array):
    return np.shape(array)[1]


def _grid(ax, place, array, color):
    """Draw a matrix as cells, its left edge and vertical middle at ``place``."""
    x, middle = place
    top = middle + _rows(array) / 2
    for row in range(_rows(array)):
        for column in range(_columns(array)):
            cell = Rectangle((x + column, top - row - 1), 1, 1, lw=1.2)
            cell.set(facecolor=color, edgecolor=color)
            cell.set(facecolor=(*plt.matplotlib.colors.to_rgb(color), 0.22))
            ax.add_patch(cell)


def _arrow(ax, start, end, color, lw=1.8):
    style = {"arrowstyle": "-|>", "mutation_scale": 13, "shrinkA": 0, "shrinkB": 0}
    ax.add_patch(FancyArrowPatch(start, end, color=color, lw=lw, zorder=2, **style))


def _disc(ax, center, text, color, radius=RADIUS):
    ax.add_patch(Circle(center, radius, fc=PAPER, ec=color, lw=2, zorder=3))
    size = LABEL if len(text) * 0.45 < 2 * radius else NOTE  # where letters would touch
    _text(ax, center, text, color, size=size, zorder=4)


def _text(ax, place, text, color, size=LABEL, zorder=3, paper=False):
    box = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.5} if paper else None
    style = {"ha": "center", "va": "center", "fontsize": size, "zorder": zorder}
    ax.text(*place, text, color=color, bbox=box, **style)
