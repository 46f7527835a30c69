"""Chapter 7's widget: the parts of Wide & Deep, their dimensions and parameters."""

from traitlets import Int, Unicode, default, validate

from nnbook.widgets.base import BookWidget
from nnbook.widgets.validation import between, known

PARTS = ("embeddings", "input", "layer1", "layer2", "layer3", "output", "wide")
RANGES = {
    "categorical": (1, 100),
    "dimensions": (1, 256),
    "continuous": (0, 200),
    "vocabulary": (2, 100_000_000),
    "apps": (2, 10_000_000),
}


class ArchitectureExplorer(BookWidget, front_end="architecture-explorer"):
    """Wide & Deep as Google Play had it, with its dimensions and parameters counted.

    From the paper (Cheng et al., 2016): embeddings of 32 ``dimensions``, about 1,200
    inputs together with the dense features, ReLU layers of 1024, 512 and 256, and the
    cross product of installed and shown apps. Not from the paper: the number of
    ``categorical`` features and of ``continuous`` ones, the ``vocabulary`` of a feature
    on average and the number of ``apps``. ``part`` is what the sentence speaks of:
    embeddings, input, layer1, layer2, layer3, output or wide.
    """

    categorical = Int(37).tag(sync=True)
    dimensions = Int(32).tag(sync=True)
    continuous = Int(16).tag(sync=True)
    vocabulary = Int(100_000).tag(sync=True)
    apps = Int(100_000).tag(sync=True)
    part = Unicode("input").tag(sync=True)

    @default("description")
    def _description(self):
        width = self.categorical * self.dimensions + self.continuous
        return (
            "Interactive figure: the Wide & Deep model of Google Play as a tower of "
            f"boxes. {self.categorical} categorical features of {self.dimensions} "
            f"dimensions and {self.continuous} continuous ones make {width:,} inputs; "
            "above them ReLU layers of 1024, 512 and 256 units and a logistic output, "
            "to which the wide part leads too. Each box has its number of parameters."
        )

    @validate("part")
    def _check_part(self, proposal):
        return known("part", proposal["value"], PARTS)

    @validate(*RANGES)
    def _check_range(self, proposal):
        name = proposal["trait"].name
        return between(name, proposal["value"], *RANGES[name])
