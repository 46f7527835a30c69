"""Chapter 2's widget: a layer of ReLU units, trained until some of them die."""

from traitlets import Float, Int, default, validate

from nnbook.widgets.base import BookWidget
from nnbook.widgets.validation import within


class DyingReLU(BookWidget, front_end="dying-relu"):
    """A hidden layer of 40 ReLU units that learns sin 2x from 32 points.

    One input, 40 units, one output; weights start as He et al. (2015) say, the units'
    biases at ``bias``; gradient descent on Huber's loss, 8 points a step. A unit is
    dead where it gives 0 for every one of the 32 inputs.

    ``learning_rate`` lies in [0.01, 3], ``bias`` in [-4, 2], ``gamma`` in [0, 0.3]
    (the slope of the leaky ReLU on the left; 0 is ReLU), ``seed`` (weights and order
    of the points) in 0 to 9999, ``step`` (how far training has come) in 0 to 400;
    numbers outside are moved to the nearest end.
    """

    learning_rate = Float(1.0).tag(sync=True)
    bias = Float(0.0).tag(sync=True)
    gamma = Float(0.0).tag(sync=True)
    seed = Int(10).tag(sync=True)
    step = Int(200).tag(sync=True)

    @default("description")
    def _description(self):
        kind = f"leaky ReLU (γ = {self.gamma:g})" if self.gamma else "ReLU"
        return (
            f"Interactive figure: a network with 40 {kind} units learns a curve from "
            f"32 points, shown after {self.step} steps at learning rate "
            f"{self.learning_rate:g} with all biases at {self.bias:g} at first: its "
            "output over the data, the number of dead units at each step, and a small "
            "picture of what each unit gives, grey where it is dead."
        )

    @validate("learning_rate")
    def _check_learning_rate(self, proposal):
        return within("learning_rate", proposal["value"], 0.01, 3.0)

    @validate("bias")
    def _check_bias(self, proposal):
        return within("bias", proposal["value"], -4.0, 2.0)

    @validate("gamma")
    def _check_gamma(self, proposal):
        return within("gamma", proposal["value"], 0.0, 0.3)

    @validate("seed")
    def _check_seed(self, proposal):
        return within("seed", proposal["value"], 0, 9999)

    @validate("step")
    def _check_step(self, proposal):
        return within("step", proposal["value"], 0, 400)
