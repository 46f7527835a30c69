"""Chapter 6's widget: the gradient of a sampled softmax against the full one's."""

from traitlets import default

from nnbook.language import _
from nnbook.widgets.base import BookWidget
from nnbook.widgets.state import Choice, Flag, Whole


class SampledSoftmax(BookWidget, front_end="sampled-softmax"):
    """How far a step of sampled softmax is from one of the full softmax.

    A catalogue of 5,000 videos whose next-watch probabilities are known, a half trained
    user vector, 64 labels a step: the page takes 50 steps with what
    `nnbook.recsys.training.sampling` does, and compares their gradients at the user
    vector, and their pushes on popular and on rare videos, with those of the full one.
    """

    negatives = Whole(
        100, 5, 2000, help="draws a step; shown is the nearest of 5, 10, 20, 50, ..."
    )
    sampler = Choice(
        ("uniform", "log_uniform", "popularity"),
        "popularity",
        help="what draws them; popularity to the power of 0.75",
    )
    correction = Flag(help="whether log Q is subtracted from the logits")
    seed = Whole(1, 0, 9999, help="draws the videos, the user and all else")

    @default("description")
    def _description(self):
        corrected = _("with") if self.correction else _("without")
        return _(
            "Interactive figure: sampled softmax with {negatives} negatives, "
            "sampler {sampler}, {corrected} the log Q correction. Bars "
            "compare how a step moves the scores of popular and of rare "
            "videos with what the full softmax asks for; a chart shows the "
            "gradient's error, of one step and of the mean of 50, against "
            "the number of negatives.",
            negatives=self.negatives,
            sampler=self.sampler,
            corrected=corrected,
        )
