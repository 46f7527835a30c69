"""States of every figure, drawn from what its class declares.

As a program it writes them to a file, for the contract that tests/js/figures.test.mjs
holds: ``python -m tests.widgets.states STATES``.
"""

import json
import string
import sys
from types import SimpleNamespace

import numpy as np
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from traitlets import TraitError

from nnbook.widgets import (
    ActivationExplorer,
    EmbeddingMap,
    ForwardPass,
    Funnel,
    GraphStepper,
    Question,
)
from nnbook.widgets.state import (
    Choice,
    Data,
    Flag,
    Listing,
    Named,
    Number,
    Row,
    Size,
    Text,
    Whole,
)
from press.state import figures

EACH = 200
FORMULAS = ["t = x + y; z = t^2", "y = sigmoid(w*x + b); L = (y - t)^2", "1/x", "x +"]


def small_map():
    """A map of 24 videos in 3 cells."""
    rng = np.random.default_rng(1)
    n, d, c = 24, 4, 3
    return EmbeddingMap(
        arrays={
            "watches": rng.normal(size=(n, d)),
            "items": rng.normal(size=(n, d)),
            "tower": [(rng.normal(size=(d, d)), rng.normal(size=d))],
        },
        places=rng.normal(size=(n, 2)),
        titles=[f"Video {i}" for i in range(n)],
        topics=[f"Topic {i % 4}" for i in range(n)],
        regions=[f"Region {i % 2}" for i in range(n)],
        centres=rng.normal(size=(c, d)),
        cells=rng.integers(c, size=n),
    )


def start(figure):
    """A figure as it starts."""
    return small_map() if figure is EmbeddingMap else figure()


SHOWN = [figure for figure in figures() if figure is not Question]


def values(part, obj=None):
    """A strategy for what fits ``part`` in the state of ``obj``."""
    match part:
        case Whole() | Number():
            low, high = (b.of(obj) if isinstance(b, Size) else b for b in part.bounds())
            draw = st.integers if isinstance(part, Whole) else st.floats
            return draw(low, high)
        case Flag():
            return st.booleans()
        case Choice():
            return st.sampled_from([o for o in part.options if usable(part, o, obj)])
        case Text():
            return (
                st.text(max_size=part.most)
                .map(str.strip)
                .filter(lambda text: part.least <= len(text))
            )
        case Listing():
            item = values(part.item, obj)
            unique = {"unique": True} if part.distinct else {}
            most = part.most
            if unique and isinstance(part.item, Choice):
                usable_now = [o for o in part.item.options if usable(part.item, o, obj)]
                most = min(most, len(usable_now))
            return st.lists(item, min_size=part.least, max_size=most, **unique)
        case Row():
            return st.tuples(*(values(p, obj) for p in part.columns.values())).map(list)
        case Named():
            names = st.text(string.ascii_letters, min_size=1, max_size=3)
            return st.dictionaries(names, values(part.item, obj), max_size=part.most)
        case _:
            raise TypeError(part)


def usable(part, option, obj):
    """Whether an option has what it needs."""
    return option not in part.needs or getattr(obj, part.needs[option]) is not None


@st.composite
def states(draw, figure, first):
    """A strategy for whole states; what Python alone gives stays as it is at first."""
    state = SimpleNamespace(**first)
    parts = figure.parts()
    fitted = FITTED.get(figure, {})
    for name in sorted(parts, key=lambda name: parts[name].leans()):
        if name in fitted:
            setattr(state, name, draw(fitted[name](state)))
        elif not isinstance(parts[name], Data):
            setattr(state, name, draw(values(parts[name], state)))
    return {name: getattr(state, name) for name in first}


def matrix(rows, columns=None):
    """A strategy for a matrix, or a list, of weights."""
    row = st.floats(-100, 100) if columns is None else matrix(columns)
    return st.lists(row, min_size=rows, max_size=rows)


def weights(_):
    """A strategy for matrices of which each takes what the one before gives."""
    sizes = st.lists(st.integers(1, 6), min_size=2, max_size=6)
    return sizes.flatmap(
        lambda n: st.tuples(*map(matrix, n[1:], n[:-1])).map(list),
    )


def rising(_):
    """A strategy for measured times: videos and milliseconds rise."""
    rows = st.lists(
        st.tuples(st.floats(1, 1e9), st.floats(1e-3, 1e6)),
        min_size=2,
        max_size=5,
        unique_by=lambda row: row[0],
    )
    return rows.map(lambda rows: np.sort(rows, axis=0).tolist())


# Traits that have to fit together, and formulas that can be read.
FITTED = {
    ForwardPass: {
        "weights": weights,
        "biases": lambda state: st.tuples(
            *(matrix(len(layer)) for layer in state.weights)
        ).map(list),
        "x": lambda state: matrix(len(state.weights[0][0])),
    },
    Funnel: {"exact": rising, "index": rising},
    GraphStepper: {
        "expression": lambda state: st.one_of(
            st.sampled_from(FORMULAS), values(GraphStepper.expression)
        )
    },
}


def random_states(figure, count=EACH):
    """``count`` states of a figure, the same at each call."""
    found = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(states(figure, start(figure).state()))
    def collect(state):
        found.append(state)

    collect()
    return found


def options(part):
    """Every option of a trait, with the two ends of what is a number."""
    match part:
        case Choice():
            return [option for option in part.options if option not in part.needs]
        case Flag():
            return [False, True]
        case Number():
            return [bound for bound in part.bounds() if not isinstance(bound, Size)]
        case Listing(item=Choice() as item):
            known = options(item)
            shorter = [known[:1]] if part.least else [[]]
            return [*([name] for name in known), *shorter, known[: part.most]]
    return []


def each_option(figure):
    """The changes of one trait that show each of its options."""
    return [
        {name: option}
        for name, part in figure.parts().items()
        for option in options(part)
    ]


def misfits(part):
    """Values that do not fit: of another kind, or just outside the range."""
    odd = [
        "1",
        "blue",
        -1.5,
        float(10**9),
        None,
        [],
        [["a"]],
        [[None]],
        {"2x": 1},
        True,
    ]
    match part:
        case Data():
            return []
        case Number(low=low, high=high):
            odd += [b for b in (low - 1, high) if isinstance(b, (int, float))]
            odd += [high + 1] if not isinstance(high, Size) else []
        case Choice():
            odd += ["toString", "constructor", "own"]
    return odd


def refused(figure):
    """The (trait, value) among the misfits that Python refuses."""
    found = []
    shown = start(figure)
    for name, part in figure.parts().items():
        before = getattr(shown, name)
        for value in misfits(part):
            try:
                setattr(shown, name, value)
            except TraitError:
                found.append([name, value])
            else:
                setattr(shown, name, before)
    return found


def contract():
    """Return all of it as JSON: {name: {start, options, states, refused}}."""
    made = {}
    for figure in SHOWN:
        made[figure.front_end] = {
            "start": start(figure).state(),
            "options": each_option(figure),
            "states": random_states(figure),
            "refused": refused(figure),
        }
    own = ActivationExplorer(own=np.sin)
    made["activation-explorer"]["options"] += [
        {"own": own.own, "f": ["own"]},
        {"own": own.own, "f": ["tanh", "own"]},
    ]
    return made


if __name__ == "__main__":
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        json.dump(contract(), file, allow_nan=False)
