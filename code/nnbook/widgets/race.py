"""Chapter 5's widget: deep networks that train side by side in the page."""

from traitlets import Float, Int, List, Unicode, default, validate

from nnbook.widgets.base import BookWidget
from nnbook.widgets.validation import between, known

ENTRIES = ("logistic", "slow", "tanh", "relu_xavier", "relu", "residual")
RANGES = {
    "depth": (2, 40),
    "width": (2, 16),
    "lr": (1e-4, 3),
    "seed": (0, 99_999),
    "steps": (0, 5000),
}


class Race(BookWidget, front_end="race"):
    """Deep networks on the same 64 points, from the same seed, step by step.

    ``entries`` lists who runs: logistic (Xavier's weights), slow (the same with a tenth
    of the learning rate), tanh (Xavier), relu_xavier, relu (He's weights), residual
    (ReLU blocks x + f(Wx + b), He's weights divided by √depth). Each has ``depth``
    hidden layers of ``width`` units and takes steps of gradient descent with learning
    rate ``lr`` on all points. Shown are the loss and the norm of the first layer's
    gradient.

    ``steps`` is how many steps they have taken. Set it and they train so far; the same
    setting with the same seed always comes out the same.
    """

    entries = List(Unicode(), ["logistic", "slow", "tanh", "relu", "residual"]).tag(
        sync=True
    )
    depth = Int(20).tag(sync=True)
    width = Int(10).tag(sync=True)
    lr = Float(0.03).tag(sync=True)
    seed = Int(1).tag(sync=True)
    steps = Int(0).tag(sync=True)

    @default("description")
    def _description(self):
        return (
            f"Interactive figure: networks of {self.depth} hidden layers "
            f"({', '.join(self.entries)}) train side by side on the same data. Two "
            "charts with logarithmic axes show the loss of each and the norm of its "
            "first layer's gradient over the steps."
        )

    @validate("entries")
    def _check_entries(self, proposal):
        return [known("entries", name, ENTRIES) for name in proposal["value"]]

    @validate(*RANGES)
    def _check_range(self, proposal):
        name = proposal["trait"].name
        return between(name, proposal["value"], *RANGES[name])
