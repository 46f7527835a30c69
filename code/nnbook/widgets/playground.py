"""Chapter 3's widget: a small network that trains in the page."""

from traitlets import default

from nnbook.activations import ACTIVATIONS
from nnbook.initializers import INITIALIZERS
from nnbook.language import _
from nnbook.widgets.base import BookWidget
from nnbook.widgets.state import Choice, Flag, Listing, Number, Whole

INPUTS = ("x1", "x2", "x1_squared", "x2_squared", "x1_x2", "sin_x1", "sin_x2")
MAX_LAYERS = 6
MAX_UNITS = 8


class Playground(BookWidget, front_end="playground"):
    """A network that learns points of the plane, to set up, train and take apart.

    Circles, xor, blobs, moons and spirals have two classes, plane and hills are
    regression; 200 more points test. Set ``steps`` and the network is trained so far;
    the same setting with the same seed always comes out the same.
    """

    data = Choice(("circles", "xor", "blobs", "moons", "spirals", "plane", "hills"))
    noise = Number(0.1, 0, 1, help="the standard deviation of normal noise")
    n = Whole(200, 10, 500, help="training points")
    inputs = Listing(
        Choice(INPUTS),
        ["x1", "x2"],
        1,
        len(INPUTS),
        distinct=True,
        noun="inputs",
        help="what the network is given of a point; sin is of π x",
    )
    units = Listing(
        Whole(1, 1, MAX_UNITS),
        [2],
        0,
        MAX_LAYERS,
        noun="hidden layers",
        help="the width of each hidden layer",
    )
    f = Listing(
        Choice(ACTIVATIONS, "tanh"),
        ["tanh"],
        1,
        MAX_LAYERS,
        noun="activations",
        help="those of the hidden layers; the last serves all further ones",
    )
    init = Choice(INITIALIZERS, "xavier_uniform", help="the initializer")
    scale = Number(1.0, 0, 10, help="what multiplies the weights at first")
    opt = Choice(("sgd", "momentum", "adam"), help="the optimizer")
    lr = Number(0.1, 1e-4, 10, help="the learning rate")
    batch = Whole(10, 1, 500, help="examples in a step")
    l2 = Number(0.0, 0, 1, help="λ of the penalty λ/2 Σw²")
    seed = Whole(1, 0, 99_999, help="what all random numbers come from")
    test = Flag(help="whether the test points are shown")
    bands = Flag(help="whether only the two classes' colours are shown")
    steps = Whole(0, 0, 500_000, help="how many steps it has trained")

    @default("description")
    def _description(self):
        layers = ", ".join(
            f"{units} {name} units"
            for units, name in zip(self.units, self._activations(), strict=True)
        )
        return _(
            "Interactive figure: a small network that trains in the page on "
            "the {data} data, with its decision surface, the surface of each "
            "unit and the loss of training and test points. Hidden layers: "
            "{layers}; learning rate {lr:g}.",
            data=self.data,
            layers=layers or _("none"),
            lr=self.lr,
        )

    def _activations(self):
        missing = len(self.units) - len(self.f)
        return [*self.f, *self.f[-1:] * missing][: len(self.units)]
