"""Chapter 6's widget: what weighted logistic regression learns about watch time."""

from traitlets import Bool, Float, Int, Unicode, default, validate

from nnbook.widgets.base import BookWidget
from nnbook.widgets.validation import known, within

DISTRIBUTIONS = ("constant", "exponential", "lognormal")
RANGES = {
    "click_rate": (0.005, 0.5),
    "mean": (0.5, 20),
    "impressions": (300, 30_000),
    "seed": (0, 9999),
}


class WeightedLogistic(BookWidget, front_end="weighted-logistic"):
    """Expected watch time, learned as the odds of a weighted logistic regression.

    Impressions with click rates from 0.5% to 50% are drawn in the page, and a logistic
    regression is fitted to them: a click weighs as many times as minutes were watched,
    everything else once (Covington, Adams and Sargin 2016). Shown are the odds that it
    serves, E[T] and E[T](1 + P), against the click rate P.

    ``click_rate`` is where the figure is read, ``mean`` the minutes that a click is
    watched on average, ``distribution`` how they vary (constant, exponential,
    lognormal), ``impressions`` how many are drawn (300 to 30,000), ``seed`` which.
    ``every`` counts each click as a negative of weight 1 too. Numbers outside are
    moved to the nearest end.
    """

    click_rate = Float(0.3).tag(sync=True)
    mean = Float(5.0).tag(sync=True)
    distribution = Unicode("exponential").tag(sync=True)
    impressions = Int(10_000).tag(sync=True)
    every = Bool(False).tag(sync=True)
    seed = Int(1).tag(sync=True)

    @default("description")
    def _description(self):
        return (
            "Interactive figure: a weighted logistic regression is fitted to "
            f"{self.impressions} impressions whose clicks are watched for "
            f"{self.mean:g} minutes on average ({self.distribution}). The minutes that "
            "it serves for an impression, its expected watch time E[T] and E[T](1 + P) "
            "are drawn against the click rate P, with a point to drag, at "
            f"{self.click_rate:.1%}."
        )

    @validate("distribution")
    def _check_distribution(self, proposal):
        return known("distribution", proposal["value"], DISTRIBUTIONS)

    @validate(*RANGES)
    def _check_range(self, proposal):
        name = proposal["trait"].name
        return within(name, proposal["value"], *RANGES[name])
