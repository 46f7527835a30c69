"""Chapter 1's widget: the line, half-planes and truth table of one threshold unit."""

from traitlets import Enum, Float, List, default, validate

from nnbook.widgets.base import BookWidget
from nnbook.widgets.validation import finite, numbers

GATES = ("AND", "OR", "NAND", "XOR")


class McCullochPitts(BookWidget, front_end="mcculloch-pitts"):
    """One neuron with two binary inputs and the line that its weights draw.

    ``weights`` are w1 and w2, ``bias`` is b: the output is 1 where
    w1·x1 + w2·x2 + b >= 0, as in :func:`nnbook.neuron.threshold_unit`. ``target`` is
    the truth table to reach: AND, OR, NAND or XOR, and no line reaches the last.
    """

    weights = List(Float(), [1.0, 1.0]).tag(sync=True)
    bias = Float(-0.5).tag(sync=True)
    target = Enum(GATES, "AND").tag(sync=True)

    @default("description")
    def _description(self):
        w1, w2 = self.weights
        return (
            "Interactive figure: the four binary points, the line "
            f"{w1:g}·x₁ + {w2:g}·x₂ + {self.bias:g} = 0 that can be dragged, the two "
            f"half-planes beside it, and the truth table against {self.target}."
        )

    @validate("weights")
    def _check_weights(self, proposal):
        meaning = "one weight for each of the 2 inputs"
        return numbers("weights", proposal["value"], 2, meaning)

    @validate("bias")
    def _check_bias(self, proposal):
        return finite("bias", proposal["value"])
