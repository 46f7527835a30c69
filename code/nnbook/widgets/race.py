"""Chapter 5's widget: deep networks that train side by side in the page."""

from traitlets import default

from nnbook.language import _
from nnbook.widgets.base import BookWidget
from nnbook.widgets.state import Choice, Listing, Number, Whole

ENTRIES = (
    "logistic",
    "slow",
    "tanh",
    "relu_xavier",
    "relu",
    "residual",
    "exploding",
)


class Race(BookWidget, front_end="race"):
    """Deep networks on the same 64 points, from the same seed, step by step.

    Who can run: logistic (Xavier's weights), slow (the same with a tenth of the
    learning rate), tanh (Xavier), relu_xavier, relu (He's weights), residual (ReLU
    blocks x + f(Wx + b), He's weights divided by √depth), exploding (ReLU, He's
    weights times 1.5). All take steps of gradient descent on all points. Shown are
    the loss and the norm of the first layer's gradient.

    Set ``steps`` and they train so far; the same setting with the same seed always
    comes out the same.
    """

    entries = Listing(
        Choice(ENTRIES),
        ["logistic", "slow", "tanh", "relu", "residual"],
        0,
        len(ENTRIES),
        distinct=True,
        noun="networks",
        help="who runs",
    )
    depth = Whole(20, 2, 40, help="hidden layers")
    width = Whole(10, 2, 16, help="units in each")
    lr = Number(0.03, 1e-5, 3, help="the learning rate")
    seed = Whole(1, 0, 99_999, help="draws points and weights")
    steps = Whole(0, 0, 5000, help="how many steps they have taken")

    @default("description")
    def _description(self):
        return _(
            "Interactive figure: networks of {depth} hidden layers "
            "({entries}) train side by side on the same data. Two charts "
            "with logarithmic axes show the loss of each and the norm of its "
            "first layer's gradient over the steps.",
            depth=self.depth,
            entries=", ".join(self.entries),
        )
