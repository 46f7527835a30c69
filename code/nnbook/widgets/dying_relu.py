"""Chapter 2's widget: a layer of ReLU units, trained until some of them die."""

from traitlets import default

from nnbook.language import _
from nnbook.widgets.base import BookWidget
from nnbook.widgets.state import Number, Whole


class DyingReLU(BookWidget, front_end="dying-relu"):
    """A hidden layer of 40 ReLU units that learns sin 2x from 32 points.

    One input, 40 units, one output; weights start as He et al. (2015) say, the units'
    biases at ``bias``; gradient descent on Huber's loss, 8 points a step. A unit is
    dead where it gives 0 for every one of the 32 inputs.
    """

    learning_rate = Number(1.0, 0.01, 3)
    bias = Number(0.0, -4, 2, help="the units' bias at the start")
    gamma = Number(
        0.0, 0, 0.3, help="the slope of the leaky ReLU on the left; 0 is ReLU"
    )
    seed = Whole(10, 0, 9999, help="draws the weights and the order of the points")
    step = Whole(200, 0, 400, help="how far training has come")

    @default("description")
    def _description(self):
        kind = f"leaky ReLU (γ = {self.gamma:g})" if self.gamma else "ReLU"
        return _(
            "Interactive figure: a network with 40 {kind} units learns a "
            "curve from 32 points, shown after {step} steps at learning rate "
            "{learning_rate:g} with all biases at {bias:g} at first: its "
            "output over the data, the number of dead units at each step, "
            "and a small picture of what each unit gives, grey where it is "
            "dead.",
            kind=kind,
            step=self.step,
            learning_rate=self.learning_rate,
            bias=self.bias,
        )
