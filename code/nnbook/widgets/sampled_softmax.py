"""Chapter 6's widget: the gradient of a sampled softmax against the full one's."""

from traitlets import Bool, Int, Unicode, default, validate

from nnbook.widgets.base import BookWidget
from nnbook.widgets.validation import known, within

SAMPLERS = ("uniform", "log_uniform", "popularity")
RANGES = {"negatives": (5, 2000), "seed": (0, 9999)}


class SampledSoftmax(BookWidget, front_end="sampled-softmax"):
    """How far a step of sampled softmax is from one of the full softmax.

    A catalogue of 5,000 videos whose next-watch probabilities are known, a half trained
    user vector, 64 labels a step: the page takes 50 steps with what
    `nnbook.recsys.sampling` does, and compares their gradients at the user vector, and
    their pushes on popular and on rare videos, with those of the full softmax.

    ``negatives`` is the number of draws a step, 5 to 2,000 (the figure takes the
    nearest of 5, 10, 20, 50, ...), ``sampler`` one of uniform, log_uniform, popularity
    (popularity^0.75), ``correction`` subtracts log Q from the logits, ``seed`` gives
    the videos, the user and all draws. Numbers outside are moved to the nearest end.
    """

    negatives = Int(100).tag(sync=True)
    sampler = Unicode("popularity").tag(sync=True)
    correction = Bool(False).tag(sync=True)
    seed = Int(1).tag(sync=True)

    @default("description")
    def _description(self):
        corrected = "with" if self.correction else "without"
        return (
            f"Interactive figure: sampled softmax with {self.negatives} negatives, "
            f"sampler {self.sampler}, {corrected} the log Q correction. Bars compare "
            "how a step moves the scores of popular and of rare videos with what the "
            "full softmax asks for; a chart shows the gradient's error, of one step "
            "and of the mean of 50, against the number of negatives."
        )

    @validate("sampler")
    def _check_sampler(self, proposal):
        return known("sampler", proposal["value"], SAMPLERS)

    @validate(*RANGES)
    def _check_range(self, proposal):
        name = proposal["trait"].name
        return within(name, proposal["value"], *RANGES[name])
