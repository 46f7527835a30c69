"""Chapter 1's widget: the perceptron's learning rule, one correction at a time."""

from traitlets import Float, Int, List, TraitError, default, validate

from nnbook.widgets.base import BookWidget
from nnbook.widgets.validation import finite, numbers, positive, row

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

    ``points`` is a list of [x1, x2, label] with labels 0 and 1, shown in turn;
    ``weights``, ``bias`` and ``learning_rate`` are those of
    :func:`nnbook.neuron.perceptron_step`. ``position`` is the point that is looked at
    next, ``corrections`` and ``epochs`` (whole rounds through the points) count.
    """

    points = List(default_value=SEPARABLE).tag(sync=True)
    weights = List(Float(), [1.0, 0.5]).tag(sync=True)
    bias = Float(-0.5).tag(sync=True)
    learning_rate = Float(0.5).tag(sync=True)
    position = Int(0, min=0).tag(sync=True)
    corrections = Int(0, min=0).tag(sync=True)
    epochs = Int(0, min=0).tag(sync=True)

    @default("description")
    def _description(self):
        ones = sum(label == 1 for *_, label in self.points)
        return (
            f"Interactive figure: {ones} points of class 1 and "
            f"{len(self.points) - ones} of class 0 in the plane, and the line of a "
            "perceptron, which turns with each correction of its learning rule."
        )

    @validate("points")
    def _check_points(self, proposal):
        rows = []
        for i, point in enumerate(proposal["value"]):
            x1, x2, label = row(f"points[{i}]", point, ("x1", "x2", "label"))
            if label not in (0, 1):
                raise TraitError(
                    f"points[{i}] has label {label:g}, but a label must be 0 or 1"
                )
            rows.append([x1, x2, int(label)])
        return rows

    @validate("weights")
    def _check_weights(self, proposal):
        meaning = "one weight for each of the 2 coordinates"
        return numbers("weights", proposal["value"], 2, meaning)

    @validate("bias")
    def _check_bias(self, proposal):
        return finite("bias", proposal["value"])

    @validate("learning_rate")
    def _check_learning_rate(self, proposal):
        return positive("learning_rate", proposal["value"])
