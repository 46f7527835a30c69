import numpy as np

from nnbook.data.splits import split_at
from nnbook.grading.arrays import ids_of
from nnbook.recsys.studies import project


def check_candidates(code, t):
    "ten of each page's candidates"
    top = ids_of(code, t, "top", (len(code.pages), 10), code.events.n_items)
    candidates = np.asarray(code.candidates)
    inside = (top[:, :, None] == candidates[:, None, :]).any(axis=2).mean()
    if inside < 1 and top.max() < candidates.shape[1]:
        t.fail(
            "All of your numbers are below 100: they are *places* in the list of "
            "candidates. Look up which ids stand there."
        )
    if inside < 1:
        t.fail(
            f"{1 - inside:.0%} of `top` are no candidates of their page. Ranking can "
            "choose only among what retrieval has handed on."
        )


def check_order(code, t):
    "those worth most, best first"
    top, candidates = np.asarray(code.top), np.asarray(code.candidates)
    minutes = np.asarray(code.minutes)
    where = (top[:, :, None] == candidates[:, None, :]).argmax(axis=2)
    yours = np.take_along_axis(minutes, where, axis=1)
    ordered = np.sort(minutes, axis=1)
    if np.allclose(yours, ordered[:, ::-1][:, :10]):
        return
    if np.allclose(yours, ordered[:, :10]):
        t.fail("You show those worth *least*: argsort goes up, so sort `-minutes`.")
    if np.array_equal(top, candidates[:, :10]):
        t.fail("That is the order of retrieval. The minutes are to decide.")
    t.fail("These are not the ten largest of `minutes`, the largest first.")


def check_report(code, t):
    "a report of true minutes, for all four"
    known, _ = split_at(code.events, code.DAY)
    seen = project.watched(known, code.pages.user)
    shown = {
        "popularity": np.asarray(code.popular)[:, :10],
        "retrieval alone": np.asarray(code.candidates)[:, :10],
        "two stages": np.asarray(code.top),
        "oracle": project.oracle(code.site, code.pages, code.DAY, seen),
    }
    report = reported(code, t)
    unseen = project.oracle(code.site, code.pages, code.DAY, np.full_like(seen, -1))
    slips = {
        "popularity": (np.asarray(code.popular), "take the first ten of the hundred"),
        "retrieval alone": (
            np.asarray(code.candidates),
            "take the first ten of the hundred",
        ),
        "oracle": (unseen, "leave out what the person has seen, `project.watched`"),
    }
    for name, ids in shown.items():
        value = project.true_minutes(code.site, code.pages, ids)
        believed = np.sort(np.asarray(code.minutes), axis=1)[:, -10:].mean()
        if np.isclose(report[name], believed):
            t.fail(
                f"{name}: {believed:.3f} is what your ranker *believes*. What is "
                "chosen for being highest is overrated: ask `project.true_minutes`."
            )
        if np.isclose(report[name], 10 * value.mean()):
            t.fail(f"{name}: the sum of a page. Take the mean over its ten places.")
        if np.isclose(report[name], value.sum()):
            t.fail(f"{name}: a sum. Take the mean over all pages and places.")
        if np.isclose(report[name], value.mean()):
            continue
        said = f"{name} should be {value.mean():.4f} minutes, yours is "
        said += f"{report[name]:.4f}."
        if name in slips:
            others, advice = slips[name]
            slip = project.true_minutes(code.site, code.pages, others).mean()
            if np.isclose(report[name], slip):
                said += f" To mend it, {advice}."
        t.fail(said)


def check_better(code, t):
    "two stages beat popularity, and retrieval alone"
    report = reported(code, t)
    both = report["two stages"]
    for name in ("popularity", "retrieval alone"):
        if both <= report[name]:
            t.fail(
                f"Two stages give {both:.3f} minutes an impression, {name} "
                f"{report[name]:.3f}. Is the ranker trained by watch time?"
            )


def reported(code, t):
    """The reader's report, a number for each name; or the end of the check."""
    names = "popularity", "retrieval alone", "two stages", "oracle"
    if not isinstance(code.report, dict) or set(code.report) != set(names):
        t.fail(f"`report` should be a dict with the keys {', '.join(names)}.")
    for name in names:
        if np.size(code.report[name]) != 1:
            t.fail(
                f"{name} should be one number, but yours has the shape "
                f"{np.shape(code.report[name])}: the mean over all pages and places."
            )
    return {name: float(code.report[name]) for name in names}
