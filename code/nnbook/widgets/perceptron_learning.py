"""Chapter 1's widget: the perceptron's learning rule, one correction at a time."""

from traitlets import default

from nnbook.language import _
from nnbook.widgets.base import BookWidget
from nnbook.widgets.state import Listing, Number, Row, Whole

MOST = 60  # points

# A line separates them, but the rule needs eight corrections to find one.
SEPARABLE = [
    [-2.0, -2.0, 0],
    [-1.5, 1.0, 1],
    [2.0, 2.0, 1],
    [-2.0, 2.5, 1],
    [0.5, -0.5, 0],
    [1.5, -2.5, 0],
    [-1.0, -1.0, 0],
    [-2.0, 0.0, 1],
    [2.0, 0.5, 0],
    [-2.0, -1.0, 0],
]


class PerceptronLearning(BookWidget, front_end="perceptron-learning"):
    """Points of two classes and the line that the perceptron's rule turns.

    ``weights``, ``bias`` and ``learning_rate`` are those of
    :func:`nnbook.neuron.perceptron_step`.
    """

    points = Listing(
        Row(
            {
                "x1": Number(0.0, -100, 100),
                "x2": Number(0.0, -100, 100),
                "label": Whole(0, 0, 1),
            }
        ),
        SEPARABLE,
        0,
        MOST,
        noun="points",
        help="looked at in turn",
    )
    weights = Listing(Number(), [1.0, 0.5], 2, 2, help="one for each coordinate")
    bias = Number(-0.5)
    learning_rate = Number(0.5, 0.001, 100)
    position = Whole(0, 0, MOST - 1, help="the point that is looked at next")
    corrections = Whole(help="how many there were")
    epochs = Whole(help="whole rounds through the points")

    @default("description")
    def _description(self):
        ones = sum(label == 1 for *_, label in self.points)
        return _(
            "Interactive figure: {ones} points of class 1 and {zeros} of "
            "class 0 in the plane, and the line of a perceptron, which turns "
            "with each correction of its learning rule.",
            ones=ones,
            zeros=len(self.points) - ones,
        )
