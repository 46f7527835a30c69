"""Chapter 7's widget: wide, deep and both learn a small app store in the page."""

from traitlets import Float, Int, Unicode, default, validate

from nnbook.widgets.base import BookWidget
from nnbook.widgets.validation import between, known

APPS = (
    *("netflix", "cinema", "series", "clips", "sports", "cartoons"),
    *("pandora", "radio", "songs", "piano", "podcasts", "concerts"),
)
RANGES = {
    "l1": (0, 160),
    "dimensions": (1, 8),
    "seed": (0, 99_999),
    "steps": (0, 2000),
}


class MemorizeGeneralize(BookWidget, front_end="memorize-generalize"):
    """Three models that learn who installs what, on a grid of pairs of apps.

    Twelve apps of two genres; a user has one and is shown another. Within a genre 2% of
    what is shown is installed, across 0.2%, and in three planted pairs 10%; 24 pairs
    are never shown. Each step takes 1,000 impressions. Wide has a weight for each pair
    (FTRL with ``l1``), deep embeddings of ``dimensions`` numbers and a hidden layer
    (AdaGrad), wide & deep the sum of the two, trained jointly.

    ``installed`` and ``shown`` name the pair whose rates are told: netflix, cinema,
    series, clips, sports, cartoons; pandora, radio, songs, piano, podcasts, concerts.
    ``steps`` is how far they have trained. Set it and they train so far; the same
    setting with the same seed always comes out the same.
    """

    installed = Unicode("netflix").tag(sync=True)
    shown = Unicode("pandora").tag(sync=True)
    l1 = Float(40.0).tag(sync=True)
    dimensions = Int(3).tag(sync=True)
    seed = Int(7).tag(sync=True)
    steps = Int(0).tag(sync=True)

    @default("description")
    def _description(self):
        return (
            "Interactive figure: four grids of twelve apps installed against twelve "
            "apps shown. One has the true rates of an install, the others what a wide "
            "model, a deep one and both together predict as they train on made-up "
            "impressions; pairs that are never shown are marked. It speaks of a user "
            f"with {self.installed} who is shown {self.shown}."
        )

    @validate("installed", "shown")
    def _check_app(self, proposal):
        return known(proposal["trait"].name, proposal["value"], APPS)

    @validate(*RANGES)
    def _check_range(self, proposal):
        name = proposal["trait"].name
        return between(name, proposal["value"], *RANGES[name])
