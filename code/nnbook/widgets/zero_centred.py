"""Chapter 2's widget: gradient descent with positive and with zero-centred inputs."""

from traitlets import default

from nnbook.language import _
from nnbook.widgets.base import BookWidget
from nnbook.widgets.state import Choice, Number, Row, Whole


class ZeroCentred(BookWidget, front_end="zero-centred"):
    """Two paths of gradient descent over the plane of a neuron's weights.

    The same 32 penguins, the same start and the same learning rate; one neuron's inputs
    are logistic, 2σ(u), the other's are tanh(u/2) = 2σ(u) - 1. The loss is half the
    mean squared error of the standardized flipper length; the bias is held at its best
    value, so that least loss and best weights are the same for both.

    The neuron of ``inputs`` is named first, and shown where there is room for one only.
    """

    inputs = Choice(("logistic", "tanh"), help="the neuron that is named first")
    batch = Choice(("all", "one"), help="the penguins that one step looks at")
    learning_rate = Number(0.9, 0.02, 10)
    start = Row(
        # The part of the plane that is shown.
        {"w1": Number(0.0, -2.4, 4.8), "w2": Number(0.0, -4.8, 2.4)},
        [-1.0, 2.2],
        help="the weights to start from",
    )
    steps = Whole(60, 0, 200, help="how many are shown")

    @default("description")
    def _description(self):
        each = {"all": _("all 32 examples"), "one": _("one example")}[self.batch]
        return _(
            "Interactive figure: the plane of a neuron's two weights with "
            "contours of its loss, once with logistic inputs, which are all "
            "positive, and once with zero-centred tanh inputs. In each the "
            "path of gradient descent from ({start:g}, {start2:g}), {each} a "
            "step, at learning rate {learning_rate:g}; below them the number "
            "of steps that each needs against the learning rate.",
            start=self.start[0],
            start2=self.start[1],
            each=each,
            learning_rate=self.learning_rate,
        )
