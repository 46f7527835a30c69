"""Chapter 6's widget: what weighted logistic regression learns about watch time."""

from traitlets import default

from nnbook.language import _
from nnbook.widgets.base import BookWidget
from nnbook.widgets.state import Choice, Flag, Number, Whole


class WeightedLogistic(BookWidget, front_end="weighted-logistic"):
    """Expected watch time, learned as the odds of a weighted logistic regression.

    Impressions with click rates from 0.5% to 50% are drawn in the page, and a logistic
    regression is fitted to them: a click weighs as many times as minutes were watched,
    everything else once (Covington, Adams and Sargin 2016). Shown are the odds that it
    serves, E[T] and E[T](1 + P), against the click rate P.
    """

    click_rate = Number(0.3, 0.005, 0.5, help="where the figure is read")
    mean = Number(5.0, 0.5, 20, help="minutes that a click is watched on average")
    distribution = Choice(
        ("constant", "exponential", "lognormal"),
        "exponential",
        help="how these minutes vary",
    )
    impressions = Whole(10_000, 300, 30_000, help="how many are drawn")
    every = Flag(help="whether each click counts as a negative of weight 1, too")
    seed = Whole(1, 0, 9999, help="draws the impressions")

    @default("description")
    def _description(self):
        return _(
            "Interactive figure: a weighted logistic regression is fitted to "
            "{impressions} impressions whose clicks are watched for {mean:g} "
            "minutes on average ({distribution}). The minutes that it serves "
            "for an impression, its expected watch time E[T] and E[T](1 + P) "
            "are drawn against the click rate P, with a point to drag, at "
            "{click_rate:.1%}.",
            impressions=self.impressions,
            mean=self.mean,
            distribution=self.distribution,
            click_rate=self.click_rate,
        )
