"""Chapter 6's widget: what a training example may see, and what leaks."""

from traitlets import Float, Int, Unicode, default, validate

from nnbook.widgets.base import BookWidget
from nnbook.widgets.validation import known, within

WAYS = ("random", "next", "cut")
RANGES = {"label": (0, 9), "order": (0, 0.9), "seed": (0, 9999)}


class NextOrRandom(BookWidget, front_end="next-or-random"):
    """Which watches an example may see, under three ways of holding one out.

    Viewers of series are simulated in the page: ten watches each in 60 days. ``way`` is
    random (any watch is the label, all others are its history), next (only earlier
    watches of the same viewer are), or cut (nothing later of anybody is used at all).
    ``label``, 0 to 9, is the watch of the first viewer that is to be predicted;
    ``order``, 0 to 0.9, how often the next episode follows an episode; ``seed`` gives
    the viewers. Numbers outside are moved to the nearest end.

    A table scores a co-watch model for each way, on its own held-out watches and on the
    watch that really comes next.
    """

    way = Unicode("random").tag(sync=True)
    label = Int(6).tag(sync=True)
    order = Float(0.6).tag(sync=True)
    seed = Int(1).tag(sync=True)

    @default("description")
    def _description(self):
        way = {
            "random": "a random watch is held out, and all others may be seen",
            "next": "only earlier watches of the same viewer may be seen",
            "cut": "nothing later may be seen, of any viewer",
        }[self.way]
        return (
            "Interactive figure: the watches of four viewers on time lines. Watch "
            f"{self.label + 1} of the first is the label, to drag; {way}. Watches that "
            "are used but came after the label are marked as leaks, and a table "
            "compares what each way of holding out promises with what it delivers."
        )

    @validate("way")
    def _check_way(self, proposal):
        return known("way", proposal["value"], WAYS)

    @validate(*RANGES)
    def _check_range(self, proposal):
        name = proposal["trait"].name
        return within(name, proposal["value"], *RANGES[name])
