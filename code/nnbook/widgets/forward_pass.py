"""Chapter 3's widget: values that flow through a small network, layer by layer."""

from traitlets import TraitError, default, validate

from nnbook.activations import ACTIVATIONS
from nnbook.language import _
from nnbook.widgets.base import BookWidget
from nnbook.widgets.state import Choice, Listing, Number, Size, Whole

MAX_UNITS = 6
MAX_LAYERS = 5
ROW = Listing(Number(0.0, -100, 100), [0.0], 1, MAX_UNITS, noun="numbers")


class ForwardPass(BookWidget, front_end="forward-pass"):
    """A network drawn with its weights, to step through with numbers.

    The matrix of a layer has shape N_l × N_{l-1}: a row for each unit, with one weight
    for each value of the layer below. Set what changes together at once.
    """

    weights = Listing(
        Listing(ROW, [[0.0]], 1, MAX_UNITS, noun="rows"),
        [[[0.8, -0.5], [0.3, 0.9], [-1.2, 0.4]], [[1.0, -0.7, 0.5], [-0.6, 1.1, 0.9]]],
        1,
        MAX_LAYERS,
        noun="matrices",
        help="a matrix for each layer",
    )
    biases = Listing(
        ROW,
        [[0.1, -0.2, 0.0], [0.2, -0.1]],
        1,
        MAX_LAYERS,
        noun="lists",
        help="a bias for each unit, a list for each layer",
    )
    x = Listing(Number(0.0, -100, 100), [1.0, -0.5], 1, MAX_UNITS, help="the inputs")
    activation = Choice((*ACTIVATIONS, "identity"), "tanh", help="that of every layer")
    layer = Whole(0, 0, Size("weights"), help="how far the values have come")
    unit = Whole(1, 1, MAX_UNITS, help="the unit whose sum is spelt out")

    @default("description")
    def _description(self):
        units = ", ".join(str(len(v)) for v in (self.x, *self.biases))
        return _(
            "Interactive figure: a network with layers of {units} units "
            "drawn with its weights as lines. Its values flow from the "
            "inputs on the left to the outputs on the right, one layer at a "
            "time, and each unit shows its weighted sum in numbers. The "
            "activation of every layer is {activation}.",
            units=units,
            activation=self.activation,
        )

    @validate("weights", "biases", "x")
    def _check_shapes(self, proposal):
        network = {name: getattr(self, name) for name in ("weights", "biases", "x")}
        network[proposal["trait"].name] = proposal["value"]
        _check_network(**network)
        return proposal["value"]


def _check_network(weights, biases, x):
    """Raise TraitError where the matrices, biases and inputs do not fit together."""
    together = (
        "Set those that change at once: ForwardPass(weights=..., biases=..., x=...)"
    )
    if len(biases) != len(weights):
        raise TraitError(
            f"there are {len(weights)} matrices in weights but {len(biases)} lists in "
            f"biases, and each layer needs one of both. {together}"
        )
    below = len(x)
    for number, (matrix, b) in enumerate(zip(weights, biases, strict=True), start=1):
        lists = [(f"biases of layer {number}", b, len(matrix), "one a unit")]
        for unit, row in enumerate(matrix, start=1):
            name = f"row {unit} of layer {number}'s weights"
            lists.append(
                (name, row, below, f"one for each value of layer {number - 1}")
            )
        for name, values, length, meaning in lists:
            if len(values) != length:
                raise TraitError(
                    f"{name} has {len(values)} values, but must have {length}: "
                    f"{meaning}. {together}"
                )
        below = len(matrix)
