"""Chapter 7's widget: the parts of Wide & Deep, their dimensions and parameters."""

from traitlets import default

from nnbook.language import _
from nnbook.widgets.base import BookWidget
from nnbook.widgets.state import Choice, Whole


class ArchitectureExplorer(BookWidget, front_end="architecture-explorer"):
    """Wide & Deep as Google Play had it, with its dimensions and parameters counted.

    From the paper (Cheng et al., 2016): embeddings of 32 dimensions, about 1,200 inputs
    together with the dense features, ReLU layers of 1024, 512 and 256, and the cross
    product of installed and shown apps. Not from the paper: the numbers of categorical
    and of continuous features, the vocabulary and the number of apps.
    """

    categorical = Whole(37, 1, 100, help="categorical features")
    dimensions = Whole(32, 1, 256, help="dimensions of an embedding")
    continuous = Whole(16, 0, 200, help="continuous features")
    vocabulary = Whole(100_000, 2, 100_000_000, help="values of a feature, on average")
    apps = Whole(100_000, 2, 10_000_000, help="apps in the store")
    part = Choice(
        ("embeddings", "input", "layer1", "layer2", "layer3", "output", "wide"),
        "input",
        help="what the sentence speaks of",
    )

    @default("description")
    def _description(self):
        width = self.categorical * self.dimensions + self.continuous
        return _(
            "Interactive figure: the Wide & Deep model of Google Play as a "
            "tower of boxes. {categorical} categorical features of "
            "{dimensions} dimensions and {continuous} continuous ones make "
            "{width:,} inputs; above them ReLU layers of 1024, 512 and 256 "
            "units and a logistic output, to which the wide part leads too. "
            "Each box has its number of parameters.",
            categorical=self.categorical,
            dimensions=self.dimensions,
            continuous=self.continuous,
            width=width,
        )
