"""Chapter 3's widget: a small network that trains in the page."""

from traitlets import (
    Bool,
    Float,
    Int,
    List,
    TraitError,
    Unicode,
    default,
    validate,
)

from nnbook.activations import ACTIVATIONS
from nnbook.initializers import INITIALIZERS
from nnbook.widgets.base import BookWidget
from nnbook.widgets.validation import between, known

NAMES = {
    "data": ("circles", "xor", "blobs", "moons", "spirals", "plane", "hills"),
    "inputs": (
        "x1",
        "x2",
        "x1_squared",
        "x2_squared",
        "x1_x2",
        "sin_x1",
        "sin_x2",
    ),
    "f": tuple(ACTIVATIONS),
    "init": tuple(INITIALIZERS),
    "opt": ("sgd", "momentum", "adam"),
}
RANGES = {
    "noise": (0, 1),
    "n": (10, 500),
    "scale": (0, 10),
    "lr": (1e-4, 10),
    "batch": (1, 500),
    "l2": (0, 1),
    "seed": (0, 99_999),
    "steps": (0, 500_000),
}
MAX_LAYERS = 6
MAX_UNITS = 8


class Playground(BookWidget, front_end="playground"):
    """A network that learns points of the plane, to set up, train and take apart.

    ``data`` is one of circles, xor, blobs, moons, spirals (two classes) or plane, hills
    (regression), with ``n`` training points and normal ``noise`` of that standard
    deviation; 200 more points test. ``inputs`` lists what the network is given of a
    point: x1, x2, x1_squared, x2_squared, x1_x2, sin_x1, sin_x2 (of π x). ``units``
    has the width of each hidden layer, ``f`` its activation (the last entry serves all
    further layers), ``init`` and ``scale`` the initializer and what multiplies its
    weights, ``opt`` the optimizer (sgd, momentum, adam), ``lr`` the learning rate,
    ``batch`` the examples in a step, ``l2`` the penalty λ/2 Σw², ``seed`` what all
    random numbers come from. ``test`` shows the test points, ``bands`` only the two
    classes' colours.

    ``steps`` is how many steps it has trained. Set it and the network is trained so
    far; the same setting with the same seed always comes out the same.
    """

    data = Unicode("circles").tag(sync=True)
    noise = Float(0.1).tag(sync=True)
    n = Int(200).tag(sync=True)
    inputs = List(Unicode(), ["x1", "x2"]).tag(sync=True)
    units = List(Int(), [2]).tag(sync=True)
    f = List(Unicode(), ["tanh"]).tag(sync=True)
    init = Unicode("xavier_uniform").tag(sync=True)
    scale = Float(1.0).tag(sync=True)
    opt = Unicode("sgd").tag(sync=True)
    lr = Float(0.1).tag(sync=True)
    batch = Int(10).tag(sync=True)
    l2 = Float(0.0).tag(sync=True)
    seed = Int(1).tag(sync=True)
    test = Bool(False).tag(sync=True)
    bands = Bool(False).tag(sync=True)
    steps = Int(0).tag(sync=True)

    @default("description")
    def _description(self):
        layers = ", ".join(
            f"{units} {name} units"
            for units, name in zip(self.units, self._activations(), strict=True)
        )
        return (
            "Interactive figure: a small network that trains in the page on the "
            f"{self.data} data, with its decision surface, the surface of each unit "
            "and the loss of training and test points. "
            f"Hidden layers: {layers or 'none'}; learning rate {self.lr:g}."
        )

    def _activations(self):
        missing = len(self.units) - len(self.f)
        return [*self.f, *self.f[-1:] * missing][: len(self.units)]

    @validate("units")
    def _check_units(self, proposal):
        units = proposal["value"]
        if len(units) > MAX_LAYERS:
            raise TraitError(
                f"units has {len(units)} hidden layers, but there is room for at most "
                f"{MAX_LAYERS}"
            )
        for width in units:
            if not 1 <= width <= MAX_UNITS:
                raise TraitError(
                    f"units is {units}, but each hidden layer must have 1 to "
                    f"{MAX_UNITS} units"
                )
        return units

    @validate("data", "init", "opt")
    def _check_name(self, proposal):
        name = proposal["trait"].name
        return known(name, proposal["value"], NAMES[name])

    @validate("f", "inputs")
    def _check_names(self, proposal):
        name = proposal["trait"].name
        if not proposal["value"]:
            raise TraitError(f"{name} is empty: name at least one")
        return [known(name, entry, NAMES[name]) for entry in proposal["value"]]

    @validate(*RANGES)
    def _check_range(self, proposal):
        name = proposal["trait"].name
        return between(name, proposal["value"], *RANGES[name])
