"""Chapter 3's widget: values that flow through a small network, layer by layer."""

from traitlets import Float, Int, List, TraitError, Unicode, default, validate

from nnbook.activations import ACTIVATIONS
from nnbook.widgets.base import BookWidget
from nnbook.widgets.validation import between, known, numbers

MAX_UNITS = 6
MAX_LAYERS = 5


class ForwardPass(BookWidget, front_end="forward-pass"):
    """A network drawn with its weights, to step through with numbers.

    ``weights`` has a matrix for each layer, as nested lists of shape N_l × N_{l-1}: a
    row for each unit, with one weight for each value of the layer below. ``biases`` has
    a list of N_l numbers for each layer, ``x`` the inputs (N_0 numbers, drawn from -2
    to 2). ``activation`` is that of every layer: a name in `nnbook.activations`, or
    "identity" for none. ``layer`` says how far the values have come, from 0 (inputs
    alone) to the number of layers; ``unit``, from 1, whose sum is spelt out.
    """

    weights = List(
        List(List(Float())),
        [[[0.8, -0.5], [0.3, 0.9], [-1.2, 0.4]], [[1.0, -0.7, 0.5], [-0.6, 1.1, 0.9]]],
    ).tag(sync=True)
    biases = List(List(Float()), [[0.1, -0.2, 0.0], [0.2, -0.1]]).tag(sync=True)
    x = List(Float(), [1.0, -0.5]).tag(sync=True)
    activation = Unicode("tanh").tag(sync=True)
    layer = Int(0).tag(sync=True)
    unit = Int(1).tag(sync=True)

    @default("description")
    def _description(self):
        units = ", ".join(str(len(v)) for v in (self.x, *self.biases))
        return (
            f"Interactive figure: a network with layers of {units} "
            "units drawn with its weights as lines. Its values flow from the inputs on "
            "the left to the outputs on the right, one layer at a time, and each unit "
            "shows its weighted sum in numbers. "
            f"The activation of every layer is {self.activation}."
        )

    @validate("weights", "biases", "x")
    def _check_shapes(self, proposal):
        network = {name: getattr(self, name) for name in ("weights", "biases", "x")}
        network[proposal["trait"].name] = proposal["value"]
        _check_network(**network)
        return proposal["value"]

    @validate("activation")
    def _check_activation(self, proposal):
        return known("activation", proposal["value"], ("identity", *ACTIVATIONS))

    @validate("layer")
    def _check_layer(self, proposal):
        return between("layer", proposal["value"], 0, len(self.weights))

    @validate("unit")
    def _check_unit(self, proposal):
        return between("unit", proposal["value"], 1, MAX_UNITS)


def _check_network(weights, biases, x):
    """Raise TraitError where the matrices, biases and inputs do not fit together."""
    together = (
        "Set those that change at once: ForwardPass(weights=..., biases=..., x=...)"
    )
    if not 1 <= len(weights) <= MAX_LAYERS:
        raise TraitError(
            f"weights has {len(weights)} matrices, but must have 1 to {MAX_LAYERS}"
        )
    if len(biases) != len(weights):
        raise TraitError(
            f"there are {len(weights)} matrices in weights but {len(biases)} lists in "
            f"biases, and each layer needs one of both. {together}"
        )
    numbers("x", x, len(x), "the inputs")
    sizes = [len(x), *map(len, weights)]
    if not all(1 <= size <= MAX_UNITS for size in sizes):
        raise TraitError(
            f"the layers have {sizes} units, but there is room for 1 to {MAX_UNITS}"
        )
    for number, (matrix, b) in enumerate(zip(weights, biases, strict=True), start=1):
        numbers(f"biases of layer {number}", b, len(matrix), f"one a unit. {together}")
        below = sizes[number - 1]
        for unit, row in enumerate(matrix, start=1):
            meaning = f"one for each value of layer {number - 1}. {together}"
            numbers(f"row {unit} of layer {number}'s weights", row, below, meaning)
