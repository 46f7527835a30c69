"""Chapter 6's widget: what one or two stages cost, and what a time budget allows."""

from traitlets import TraitError, default, validate

from nnbook.language import _
from nnbook.widgets.base import BookWidget
from nnbook.widgets.state import Choice, Listing, Number, Row, Whole

MEASURED = Row({"videos": Number(1000, 1, 1e12), "milliseconds": Number(1, 1e-6, 1e9)})


class Funnel(BookWidget, front_end="funnel"):
    """Time of a request against the size of the catalogue, for one stage and for two.

    One stage: the ranking model scores every video. With two, inner products with all
    videos find the candidates (exact), or an approximate index does (index).

    The costs are measured, and no link sets them. ``exact`` and ``index`` are
    [[videos, milliseconds], ...] of one search, rising in both; between and beyond, the
    figure draws straight lines on logarithmic axes. The defaults were measured on one
    thread: a 1024-512-256 ranking network on 400 inputs, and the searches in
    nnbook/results/scale.json (faiss: flat, and IVF at a recall of at least
    0.96).
    """

    stages = Choice(("one", "exact", "index"), help="how candidates are found")
    catalogue = Whole(1_000_000, 1000, 10**8, help="videos")
    budget = Number(50.0, 1, 1000, help="milliseconds that a request may take")
    candidates = Whole(500, 20, 10_000, help="videos that are ranked")
    rank = Number(
        22.0, 0.001, 1e6, link=False, help="microseconds to rank a video, measured"
    )
    exact = Listing(
        MEASURED,
        [[1e5, 0.715], [1e6, 10.8]],
        2,
        20,
        noun="measurements",
        link=False,
        help="times of an exact search",
    )
    index = Listing(
        MEASURED,
        [[1e5, 0.132], [1e6, 0.29]],
        2,
        20,
        noun="measurements",
        link=False,
        help="times of a search with an index",
    )

    @default("description")
    def _description(self):
        return _(
            "Interactive figure: a funnel from a catalogue of {catalogue:,} "
            "videos to a page of 20, and the time that a request takes "
            "against the size of the catalogue: with one stage, with two and "
            "an exact search, and with two and an index. A point to drag "
            "sets the catalogue and the budget, {budget:g} ms at first.",
            catalogue=self.catalogue,
            budget=self.budget,
        )

    @validate("exact", "index")
    def _check_measured(self, proposal):
        name, rows = proposal["trait"].name, proposal["value"]
        for (n, ms), (more, longer) in zip(rows, rows[1:], strict=False):
            if more <= n or longer < ms:
                raise TraitError(
                    f"{name} must rise in videos and milliseconds, but "
                    f"[{more:g}, {longer:g}] follows [{n:g}, {ms:g}]"
                )
        return rows
