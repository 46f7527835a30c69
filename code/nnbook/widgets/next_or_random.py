"""Chapter 6's widget: what a training example may see, and what leaks."""

from traitlets import default

from nnbook.language import _
from nnbook.widgets.base import BookWidget
from nnbook.widgets.state import Choice, Number, Whole


class NextOrRandom(BookWidget, front_end="next-or-random"):
    """Which watches an example may see, under three ways of holding one out.

    Viewers of series are simulated in the page: ten watches each in 60 days. Ways are
    random (any watch is the label, all others are its history), next (only earlier
    watches of the same viewer are), and cut (nothing later of anybody is used at all).

    A table scores a co-watch model for each way, on its own held-out watches and on the
    watch that really comes next.
    """

    way = Choice(("random", "next", "cut"), help="how a watch is held out")
    label = Whole(6, 0, 9, help="the first viewer's watch that is to be predicted")
    order = Number(0.6, 0, 0.9, help="how often an episode is followed by the next")
    seed = Whole(1, 0, 9999, help="draws the viewers")

    @default("description")
    def _description(self):
        way = {
            "random": _("a random watch is held out, and all others may be seen"),
            "next": _("only earlier watches of the same viewer may be seen"),
            "cut": _("nothing later may be seen, of any viewer"),
        }[self.way]
        return _(
            "Interactive figure: the watches of four viewers on time lines. "
            "Watch {label} of the first is the label, to drag; {way}. "
            "Watches that are used but came after the label are marked as "
            "leaks, and a table compares what each way of holding out "
            "promises with what it delivers.",
            label=self.label + 1,
            way=way,
        )
