"""Chapter 7's widget: a calculator for cross-product transformations."""

from traitlets import default

from nnbook.language import _
from nnbook.widgets.base import BookWidget
from nnbook.widgets.state import Choice, Listing, Number, Whole

FEATURES = 4
MOST_ROWS = 4


class CrossProduct(BookWidget, front_end="cross-product"):
    """Four features, and products of them that a grid of exponents chooses.

    Each product is φ_k = Π x_i^{c_ki} (Cheng et al., 2016, equation 1).
    """

    x = Listing(
        Number(0.0, -100, 100),
        [0.3, 0.2, 0.6, 0.5],
        FEATURES,
        FEATURES,
        help="the values of the features",
    )
    c = Listing(
        Listing(
            Whole(0, 0, 1),
            [0] * FEATURES,
            FEATURES,
            FEATURES,
            noun="exponents",
        ),
        [[1, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 0]],
        1,
        MOST_ROWS,
        noun="rows",
        help="an exponent for each feature, a row for each product",
    )
    mode = Choice(
        ("real", "binary"), help="binary: all but 0 counts as 1, a product is AND"
    )
    row = Whole(1, 1, MOST_ROWS, help="the product that is spelt out")

    @default("description")
    def _description(self):
        values = ", ".join(f"{value:g}" for value in self.x)
        return _(
            "Interactive figure: four features with the values {values}, a "
            "grid of exponents 0 and 1 with {rows} rows to click, and beside "
            "each row the product of the features that it chooses.",
            values=values,
            rows=len(self.c),
        )
