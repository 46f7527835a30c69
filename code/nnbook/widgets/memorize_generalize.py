"""Chapter 7's widget: wide, deep and both learn a small app store in the page."""

from traitlets import default

from nnbook.language import _
from nnbook.widgets.base import BookWidget
from nnbook.widgets.state import Choice, Number, Whole

APPS = (
    *("netflix", "cinema", "series", "clips", "sports", "cartoons"),
    *("pandora", "radio", "songs", "piano", "podcasts", "concerts"),
)


class MemorizeGeneralize(BookWidget, front_end="memorize-generalize"):
    """Three models that learn who installs what, on a grid of pairs of apps.

    Twelve apps of two genres; a user has one and is shown another. Within a genre 2% of
    what is shown is installed, across 0.2%, and in three planted pairs 10%; 24 pairs
    are never shown. Each step takes 1,000 impressions. Wide has a weight for each pair
    (FTRL with ``l1``), deep embeddings of ``dimensions`` numbers and a hidden layer
    (AdaGrad), wide & deep the sum of the two, trained jointly.

    Set ``steps`` and they train so far; the same setting with the same seed always
    comes out the same.
    """

    installed = Choice(APPS, "netflix", help="the user's app in the pair that is told")
    shown = Choice(APPS, "pandora", help="the other app of that pair")
    l1 = Number(40.0, 0, 160, help="the strength of L1 in the wide part")
    dimensions = Whole(3, 1, 8, help="dimensions of an embedding")
    seed = Whole(7, 0, 99_999, help="draws weights and impressions")
    steps = Whole(0, 0, 2000, help="how far they have trained")

    @default("description")
    def _description(self):
        return _(
            "Interactive figure: four grids of twelve apps installed against "
            "twelve apps shown. One has the true rates of an install, the "
            "others what a wide model, a deep one and both together predict "
            "as they train on made-up impressions; pairs that are never "
            "shown are marked. It speaks of a user with {installed} who is "
            "shown {shown}.",
            installed=self.installed,
            shown=self.shown,
        )
