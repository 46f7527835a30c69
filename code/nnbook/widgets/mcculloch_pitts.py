"""Chapter 1's widget: the line, half-planes and truth table of one threshold unit."""

from traitlets import default

from nnbook.language import _
from nnbook.widgets.base import BookWidget
from nnbook.widgets.state import Choice, Listing, Number


class McCullochPitts(BookWidget, front_end="mcculloch-pitts"):
    """One neuron with two binary inputs and the line that its weights draw.

    The output is 1 where w1·x1 + w2·x2 + b >= 0, as in
    :func:`nnbook.neuron.threshold_unit`. No line reaches the table of XOR.
    """

    weights = Listing(
        Number(0.0, -100, 100), [1.0, 1.0], 2, 2, help="one for each input"
    )
    bias = Number(-0.5, -100, 100)
    target = Choice(("AND", "OR", "NAND", "XOR"), help="the truth table to reach")

    @default("description")
    def _description(self):
        w1, w2 = self.weights
        return _(
            "Interactive figure: the four binary points, the line {w1:g}·x₁ "
            "+ {w2:g}·x₂ + {bias:g} = 0 that can be dragged, the two "
            "half-planes beside it, and the truth table against {target}.",
            w1=w1,
            w2=w2,
            bias=self.bias,
            target=self.target,
        )
