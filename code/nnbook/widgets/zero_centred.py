"""Chapter 2's widget: gradient descent with positive and with zero-centred inputs."""

from traitlets import Float, Int, List, Unicode, default, validate

from nnbook.widgets.base import BookWidget
from nnbook.widgets.validation import known, numbers, within

W1 = (-2.4, 4.8)  # the part of the plane that is shown
W2 = (-4.8, 2.4)


class ZeroCentred(BookWidget, front_end="zero-centred"):
    """Two paths of gradient descent over the plane of a neuron's weights.

    The same 32 penguins, the same start and the same learning rate; one neuron's inputs
    are logistic, 2σ(u), the other's are tanh(u/2) = 2σ(u) - 1. The loss is half the
    mean squared error of the standardized flipper length; the bias is held at its best
    value, so that least loss and best weights are the same for both.

    ``start`` is [w1, w2], within [-2.4, 4.8] and [-4.8, 2.4]; ``learning_rate`` lies in
    [0.02, 10], ``steps`` (how many are shown) in 0 to 200; numbers outside are moved to
    the nearest end. ``batch`` says what one step looks at, "all" penguins or "one";
    ``inputs``, "logistic" or "tanh", is the neuron that the sentence names first and
    that is shown where there is room for one only.
    """

    inputs = Unicode("logistic").tag(sync=True)
    batch = Unicode("all").tag(sync=True)
    learning_rate = Float(0.9).tag(sync=True)
    start = List(Float(), [-1.0, 2.2]).tag(sync=True)
    steps = Int(60).tag(sync=True)

    @default("description")
    def _description(self):
        each = {"all": "all 32 examples", "one": "one example"}[self.batch]
        return (
            "Interactive figure: the plane of a neuron's two weights with contours of "
            "its loss, once with logistic inputs, which are all positive, and once "
            "with zero-centred tanh inputs. In each the path of gradient descent from "
            f"({self.start[0]:g}, {self.start[1]:g}), {each} a step, at learning rate "
            f"{self.learning_rate:g}; below them the number of steps that each needs "
            "against the learning rate."
        )

    @validate("inputs")
    def _check_inputs(self, proposal):
        return known("inputs", proposal["value"], ("logistic", "tanh"))

    @validate("batch")
    def _check_batch(self, proposal):
        return known("batch", proposal["value"], ("all", "one"))

    @validate("learning_rate")
    def _check_learning_rate(self, proposal):
        return within("learning_rate", proposal["value"], 0.02, 10.0)

    @validate("start")
    def _check_start(self, proposal):
        meaning = "the weights w1 and w2 to start from"
        w1, w2 = numbers("start", proposal["value"], 2, meaning)
        return [within("start[0]", w1, *W1), within("start[1]", w2, *W2)]

    @validate("steps")
    def _check_steps(self, proposal):
        return within("steps", proposal["value"], 0, 200)
