"""Chapter 4's widget: a formula as a graph, stepped through forward and backward."""

from traitlets import Bool, Dict, Float, Int, TraitError, Unicode, default, validate

from nnbook.widgets.base import BookWidget
from nnbook.widgets.validation import finite

LONGEST = 200


class GraphStepper(BookWidget, front_end="graph-stepper"):
    """The computational graph of a formula, with its values and its gradients.

    ``expression`` is a formula over named variables with + - * / ^, parentheses and
    exp, log, sqrt, sin, cos, tanh, sigmoid, relu, max, min. Definitions before it,
    ended by semicolons, name what it uses: ``"t = x + y; z = t^2"``. A mistake in it
    is marked in the figure. ``values`` gives variables their numbers; those without
    one get one. ``step`` counts what has been done: each operation forward, the
    seed, each edge backward, the check by finite differences; 0 is nothing, and more
    than there is means all of it. With ``predict`` the reader is asked for each
    number before it is shown.
    """

    expression = Unicode("t = x + y; z = t^2").tag(sync=True)
    values = Dict(
        key_trait=Unicode(), value_trait=Float(), default_value={"x": 2.0, "y": 3.0}
    ).tag(sync=True)
    step = Int(0).tag(sync=True)
    predict = Bool(False).tag(sync=True)

    @default("description")
    def _description(self):
        values = ", ".join(f"{name} = {value:g}" for name, value in self.values.items())
        return (
            f"Interactive figure: the computational graph of {self.expression}"
            f"{' at ' + values if values else ''}, with a step for each value forward "
            "and for each product upstream × local = downstream backward."
        )

    @validate("expression")
    def _check_expression(self, proposal):
        expression = proposal["value"].strip()
        if not expression:
            raise TraitError('expression is empty; give a formula such as "(x + y)^2"')
        if len(expression) > LONGEST:
            raise TraitError(
                f"expression has {len(expression)} characters, but may have at most "
                f"{LONGEST}"
            )
        return expression

    @validate("values")
    def _check_values(self, proposal):
        for name, value in proposal["value"].items():
            if not name.isidentifier():
                raise TraitError(
                    f"values has the name {name!r}, but a variable's name consists of "
                    "letters, digits and _, and does not start with a digit"
                )
            finite(f"values[{name!r}]", value)
        return proposal["value"]

    @validate("step")
    def _check_step(self, proposal):
        return max(proposal["value"], 0)
