"""Chapter 6's widget: what one or two stages cost, and what a time budget allows."""

from traitlets import Float, Int, List, TraitError, Unicode, default, validate

from nnbook.widgets.base import BookWidget
from nnbook.widgets.validation import known, numbers, positive, within

STAGES = ("one", "exact", "index")
RANGES = {
    "catalogue": (1000, 10**8),
    "budget": (1, 1000),
    "candidates": (20, 10_000),
}


class Funnel(BookWidget, front_end="funnel"):
    """Time of a request against the size of the catalogue, for one stage and for two.

    ``stages`` is one (the ranking model scores every video), exact (inner products with
    all videos find the candidates) or index (an approximate index finds them).
    ``catalogue`` is the number of videos, ``budget`` the milliseconds that a request
    may take, ``candidates`` how many are ranked; numbers outside are moved to the
    nearest end.

    The costs are measured: ``rank`` is the microseconds that the ranking model takes
    for a video, ``exact`` and ``index`` are [[videos, milliseconds], ...] of one
    search, rising in both; between and beyond, the figure draws straight lines on
    logarithmic axes. The defaults were measured on one thread: a 1024-512-256 ranking
    network on 400 inputs, and the searches in nnbook/recsys/results/scale.json (faiss:
    flat, and IVF at a recall of at least 0.96).
    """

    stages = Unicode("one").tag(sync=True)
    catalogue = Int(1_000_000).tag(sync=True)
    budget = Float(50.0).tag(sync=True)
    candidates = Int(500).tag(sync=True)
    rank = Float(22.0).tag(sync=True)
    exact = List(List(Float()), [[1e5, 0.715], [1e6, 10.8]]).tag(sync=True)
    index = List(List(Float()), [[1e5, 0.132], [1e6, 0.29]]).tag(sync=True)

    @default("description")
    def _description(self):
        return (
            "Interactive figure: a funnel from a catalogue of "
            f"{self.catalogue:,} videos to a page of 20, and the time that a request "
            "takes against the size of the catalogue: with one stage, with two and an "
            "exact search, and with two and an index. A point to drag sets the "
            f"catalogue and the budget, {self.budget:g} ms at first."
        )

    @validate("stages")
    def _check_stages(self, proposal):
        return known("stages", proposal["value"], STAGES)

    @validate("rank")
    def _check_rank(self, proposal):
        return positive("rank", proposal["value"])

    @validate(*RANGES)
    def _check_range(self, proposal):
        name = proposal["trait"].name
        return within(name, proposal["value"], *RANGES[name])

    @validate("exact", "index")
    def _check_measured(self, proposal):
        name, rows = proposal["trait"].name, proposal["value"]
        if len(rows) < 2:
            raise TraitError(
                f"{name} has {len(rows)} measurements, but needs 2 or more"
            )
        for i, row in enumerate(rows):
            numbers(f"{name}[{i}]", row, 2, "videos and milliseconds")
            for value in row:
                positive(f"{name}[{i}]", value)
        for (n, ms), (more, longer) in zip(rows, rows[1:], strict=False):
            if more <= n or longer < ms:
                raise TraitError(
                    f"{name} must rise in videos and milliseconds, but "
                    f"[{more:g}, {longer:g}] follows [{n:g}, {ms:g}]"
                )
        return rows
