"""Chapter 7's widget: a calculator for cross-product transformations."""

from traitlets import Float, Int, List, TraitError, Unicode, default, validate

from nnbook.widgets.base import BookWidget
from nnbook.widgets.validation import between, known, numbers

FEATURES = 4
MOST_ROWS = 4


class CrossProduct(BookWidget, front_end="cross-product"):
    """Four features, and products of them that a grid of exponents chooses.

    ``x`` has the features' values, from -100 to 100; ``c`` a row of four exponents, 0
    or 1, for each of up to 4 products φ_k = Π x_i^{c_ki} (Cheng et al., 2016, equation
    1). ``mode`` is "real" or "binary"; in the latter every value but 0 counts as 1, and
    a product is AND. ``row``, from 1, is the product that is spelt out.
    """

    x = List(Float(), [0.3, 0.2, 0.6, 0.5]).tag(sync=True)
    c = List(List(Int()), [[1, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 0]]).tag(sync=True)
    mode = Unicode("real").tag(sync=True)
    row = Int(1).tag(sync=True)

    @default("description")
    def _description(self):
        values = ", ".join(f"{value:g}" for value in self.x)
        return (
            f"Interactive figure: four features with the values {values}, a grid of "
            f"exponents 0 and 1 with {len(self.c)} rows to click, and beside each row "
            "the product of the features that it chooses."
        )

    @validate("x")
    def _check_x(self, proposal):
        x = numbers("x", proposal["value"], FEATURES, "the values of the features")
        return [between(f"x[{i}]", value, -100, 100) for i, value in enumerate(x)]

    @validate("c")
    def _check_c(self, proposal):
        rows = proposal["value"]
        if not 1 <= len(rows) <= MOST_ROWS:
            raise TraitError(f"c has {len(rows)} rows, but must have 1 to {MOST_ROWS}")
        for k, row in enumerate(rows):
            numbers(f"c[{k}]", row, FEATURES, "an exponent for each feature")
            if not set(row) <= {0, 1}:
                raise TraitError(f"c[{k}] is {row}, but exponents must be 0 or 1")
        return rows

    @validate("mode")
    def _check_mode(self, proposal):
        return known("mode", proposal["value"], ("real", "binary"))

    @validate("row")
    def _check_row(self, proposal):
        return between("row", proposal["value"], 1, MOST_ROWS)
