"""Chapter 5's widget: activations and gradients in every layer of a deep network."""

from traitlets import default

from nnbook.activations import ACTIVATIONS
from nnbook.initializers import INITIALIZERS
from nnbook.language import _
from nnbook.widgets.base import BookWidget
from nnbook.widgets.state import Choice, Flag, Number, Whole

# Each function in one form; that through whose jump no gradient passes is the last.
SHOWN = sorted(
    (name for name, a in ACTIVATIONS.items() if not a.form_of),
    key=lambda name: ACTIVATIONS[name].corner == "jump",
)


class GradientFlow(BookWidget, front_end="gradient-flow"):
    """How large activations and gradients are in each layer, by a real backward pass.

    A network of ``depth`` hidden layers with ``width`` units each, as many standard
    normal inputs, multiplied by ``scale``, and one logit with cross-entropy, over 8
    examples.

    The figure shows the root mean square of each layer's activations, the norm of
    the loss's gradient with respect to its net input z, and the factors by which that
    norm changes from layer to layer: those of f', of the transposed weights, and, where
    they are on, of LayerNorm and of the residual connection.
    """

    depth = Whole(50, 1, 100, help="hidden layers")
    width = Whole(64, 2, 128, help="units in each")
    activation = Choice(SHOWN, "logistic", help="the hidden layers' function")
    initializer = Choice(INITIALIZERS, "xavier_uniform", help="what draws the weights")
    gain = Number(1.0, 1e-4, 1e4, help="what multiplies the weights")
    layer_norm = Flag(help="whether each layer's net input is normalized")
    residual = Flag(help="whether each layer's input is added to its output")
    scale = Number(1.0, 0.001, 1000, help="what multiplies the inputs")
    seed = Whole(0, 0, 9999, help="draws weights and examples")
    layer = Whole(1, 1, 100, help="where the reader's point stands")
    product = Flag(help="whether the factors are multiplied up on the way back")

    @default("description")
    def _description(self):
        switches = [
            name
            for name, on in [
                ("LayerNorm", self.layer_norm),
                (_("residual connections"), self.residual),
            ]
            if on
        ]
        extras = (
            _(", with {switches}", switches=_(" and ").join(switches))
            if switches
            else ""
        )
        return _(
            "Interactive figure: the size of the activations and of the "
            "gradient in each of {depth} layers of {width} {activation} "
            "units with {initializer} weights times {gain:g}{extras}, on a "
            "logarithmic axis, and the factors by which a layer changes the "
            "gradient.",
            depth=self.depth,
            width=self.width,
            activation=self.activation,
            initializer=self.initializer,
            gain=self.gain,
            extras=extras,
        )
