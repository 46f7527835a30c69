"""The book's digit reader: a drawing, a network that reads it, and its gradient."""

from traitlets import default

from nnbook import results
from nnbook.language import _
from nnbook.widgets.base import BookWidget
from nnbook.widgets.state import Choice, Data, Listing, Number, Whole

CELLS, HIDDEN, DIGITS = 64, 32, tuple("0123456789")
INK = 16  # what a full cell has
UNITS = (*(f"h{j}" for j in range(1, HIDDEN + 1)), *DIGITS)
LETTERS = "0123456789abcdefg"  # one for each amount of ink


class DrawADigit(BookWidget, front_end="draw-a-digit"):
    """A drawing on 8 × 8 cells, and what a network of 64-32-10 units makes of it.

    A unit that is chosen opens into its weighted sum. Backward, the loss of the digit
    that it should have been goes back to the weights and to the cells, and the network
    takes steps of gradient descent on this one drawing.

    ``DrawADigit(drawing=cells)`` shows 64 cells of your own. The network is that of
    `tests/bench/digit_network.py`: trained with the book's engine, stored in float16.
    """

    example = Choice(
        (*DIGITS, "misread", "shifted", "own"),
        "3",
        help="an image of the test: a digit's, one that is misread, one moved by a "
        "cell; or own, the drawing",
    )
    drawing = Listing(
        Whole(0, 0, INK),
        [0] * CELLS,
        CELLS,
        CELLS,
        noun="cells",
        help="the ink of each cell, row by row; shown where example is own",
    )
    unit = Choice(UNITS, "3", help="the one that is opened, hidden or of a digit")
    way = Choice(("forward", "backward"), help="what the figure computes")
    step = Whole(3, 0, 3, help="how far the opened unit has come")
    target = Choice(DIGITS, "3", help="the digit that it should have been")
    rate = Number(0.05, 0.001, 1, help="the learning rate")
    steps = Whole(0, 0, 50, help="of learning, on this drawing")
    network = Data(noun="the trained network", help="its weights and the examples")

    def __init__(self, **state):
        if "drawing" in state:
            state = {"example": "own", **state}
        super().__init__(**state)

    @default("network")
    def _network(self):
        stored = results.load("digit_network")
        return {name: stored[name] for name in ("layers", "examples")}

    @default("description")
    def _description(self):
        shown = {
            "own": _("a drawing"),
            "misread": _("an image that it misreads"),
            "shifted": _("an image moved by a cell, which it misreads"),
        }.get(self.example, _("a handwritten {example}", example=self.example))
        return _(
            "Interactive figure: {shown} on 8 × 8 cells to draw on, and what "
            "a network of {hidden} hidden units and 10 outputs makes of it. "
            "A unit opens into its weighted sum over the cells; backward the "
            "gradient of the loss goes from the digit that it should have "
            "been to the weights and to the cells.",
            shown=shown,
            hidden=HIDDEN,
        )


def encode(cells):
    """64 amounts of ink, 0 to 16, as a text of as many letters, 0 to g."""
    return "".join(LETTERS[ink] for ink in cells)


def decode(text):
    """The amounts of ink that `encode` has written."""
    return [LETTERS.index(letter) for letter in text]
