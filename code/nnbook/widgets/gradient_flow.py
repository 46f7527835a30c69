"""Chapter 5's widget: activations and gradients in every layer of a deep network."""

from traitlets import Bool, Float, Int, Unicode, default, validate

from nnbook.widgets.base import BookWidget
from nnbook.widgets.validation import known, within

ACTIVATIONS = ("logistic", "tanh", "relu", "leaky_relu", "gelu", "silu", "step")
INITIALIZERS = (
    "uniform",
    "normal",
    "xavier_uniform",
    "xavier_normal",
    "he_uniform",
    "he_normal",
)


class GradientFlow(BookWidget, front_end="gradient-flow"):
    """How large activations and gradients are in each layer, by a real backward pass.

    A network of ``depth`` hidden layers (1 to 100) with ``width`` units each (2 to
    128), as many standard normal inputs, multiplied by ``scale``, and one logit with
    cross-entropy, over 8 examples. ``activation`` is the hidden layers' function,
    ``initializer`` a name of :mod:`nnbook.initializers`, whose weights ``gain``
    multiplies; ``layer_norm`` normalizes each hidden layer's net input, ``residual``
    adds its input to its output. ``seed`` (0 to 9999) draws weights and examples.

    The figure shows the root mean square of each layer's activations, the norm of
    the loss's gradient with respect to its net input z, and the factors by which that
    norm changes from layer to layer: those of f', of the transposed weights, and, where
    they are on, of LayerNorm and of the residual connection. With ``product`` they
    are shown multiplied up on the way back. ``layer`` is where the reader's point
    stands. Numbers outside their range are moved to its nearest end.
    """

    depth = Int(50).tag(sync=True)
    width = Int(64).tag(sync=True)
    activation = Unicode("logistic").tag(sync=True)
    initializer = Unicode("xavier_uniform").tag(sync=True)
    gain = Float(1.0).tag(sync=True)
    layer_norm = Bool(False).tag(sync=True)
    residual = Bool(False).tag(sync=True)
    scale = Float(1.0).tag(sync=True)
    seed = Int(0).tag(sync=True)
    layer = Int(1).tag(sync=True)
    product = Bool(False).tag(sync=True)

    @default("description")
    def _description(self):
        switches = [
            name
            for name, on in [
                ("LayerNorm", self.layer_norm),
                ("residual connections", self.residual),
            ]
            if on
        ]
        extras = f", with {' and '.join(switches)}" if switches else ""
        return (
            "Interactive figure: the size of the activations and of the gradient in "
            f"each of {self.depth} layers of {self.width} {self.activation} units "
            f"with {self.initializer} weights times {self.gain:g}{extras}, on a "
            "logarithmic axis, and the factors by which a layer changes the gradient."
        )

    @validate("depth", "layer")
    def _check_layers(self, proposal):
        return within(proposal["trait"].name, proposal["value"], 1, 100)

    @validate("width")
    def _check_width(self, proposal):
        return within("width", proposal["value"], 2, 128)

    @validate("activation")
    def _check_activation(self, proposal):
        return known("activation", proposal["value"], ACTIVATIONS)

    @validate("initializer")
    def _check_initializer(self, proposal):
        return known("initializer", proposal["value"], INITIALIZERS)

    @validate("gain")
    def _check_gain(self, proposal):
        return within("gain", proposal["value"], 1e-4, 1e4)

    @validate("scale")
    def _check_scale(self, proposal):
        return within("scale", proposal["value"], 0.001, 1000)

    @validate("seed")
    def _check_seed(self, proposal):
        return within("seed", proposal["value"], 0, 9999)
