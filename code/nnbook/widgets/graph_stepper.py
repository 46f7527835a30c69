"""Chapter 4's widget: a formula as a graph, stepped through forward and backward."""

from traitlets import default

from nnbook.language import _
from nnbook.widgets.base import BookWidget
from nnbook.widgets.state import Flag, Named, Number, Text, Whole


class GraphStepper(BookWidget, front_end="graph-stepper"):
    """The computational graph of a formula, with its values and its gradients.

    ``expression`` is a formula over named variables with + - * / ^, parentheses and
    exp, log, sqrt, sin, cos, tanh, sigmoid, relu, max, min. Definitions before it,
    ended by semicolons, name what it uses: ``"t = x + y; z = t^2"``. A mistake in it
    is marked in the figure. Variables without a value get one. ``step`` counts each
    operation forward, the seed, each edge backward, the check by finite differences; 0
    is nothing, and more than there is means all of it.
    """

    expression = Text(
        "t = x + y; z = t^2", 1, 200, help="give a formula such as (x + y)^2"
    )
    values = Named(
        Number(0.0, -1e9, 1e9), {"x": 2.0, "y": 3.0}, help="those of the variables"
    )
    step = Whole(0, 0, 1000, help="how much has been done")
    predict = Flag(help="whether the reader is asked for each number first")

    @default("description")
    def _description(self):
        values = ", ".join(f"{name} = {value:g}" for name, value in self.values.items())
        return _(
            "Interactive figure: the computational graph of "
            "{expression}{place}, with a step for each value forward and for "
            "each product upstream × local = downstream backward.",
            expression=self.expression,
            place=_(" at {values}", values=values) if values else "",
        )
