"""Ask a new version what was asked of the old one, before anybody else does."""

import numpy as np

from nnbook.recsys.serving.counters import Counters

# Two trainings of one log that differ in their seed have more than this in common, and
# what is broken has less: tests/bench/service.py measures both.
LEAST_OVERLAP = 0.3
MOST_RATIO = 3.0
MOST_DIFFERENCE = 0.1


def dry_run(old, new, requests):
    """How far a new `Served` is from the old one, on some requests, as JSON.

    "overlap": the share of the old answer's items that the new one has too, on average.
    Lists are compared and not scores: the vectors of two trainings may be turned
    against each other, and their inner products shifted, so that scores differ where
    no recommendation does. What popularity answers says nothing of a model, so it is
    left out where there is anything else. What can be compared is minutes and
    probabilities: "ratio" is that of the minutes that the new ranker expects to those
    of the old one, "difference" the mean distance of the Wide & Deep models'
    probabilities. None where nothing of the kind was asked.

    Raises what the new version raises, and ValueError for scores that are no numbers.
    """
    counters = Counters()
    pairs = [tuple(s.answer(r, counters) for s in (old, new)) for r in requests]
    lists = [pair for pair in pairs if "items" in pair[0]]
    for _, answer in pairs:
        if not np.isfinite(answer.get("scores", answer.get("probabilities"))).all():
            raise ValueError("there are scores that are NaN or infinite")
    models = [pair for pair in lists if pair[0]["by"][0] == "generator"]
    overlaps = [
        len({*a["items"]} & {*b["items"]}) / max(len(a["items"]), 1)
        for a, b in models or lists
    ]
    minutes = [
        [np.mean(answer["scores"]) for answer in pair]
        for pair in lists
        if all(answer["by"][-1] == "ranker" and answer["items"] for answer in pair)
    ]
    distances = [
        np.abs(np.subtract(a["probabilities"], b["probabilities"])).mean()
        for a, b in pairs
        if "probabilities" in a
    ]
    return {
        "requests": len(pairs),
        "overlap": float(np.mean(overlaps)) if overlaps else None,
        "ratio": float(np.divide(*np.mean(minutes, axis=0)[::-1])) if minutes else None,
        "difference": float(np.mean(distances)) if distances else None,
    }


def objection(trial, least_overlap=LEAST_OVERLAP):
    """Why what `dry_run` found speaks against the new version; None if nothing does."""
    on = f"on {trial['requests']} logged requests"
    overlap, ratio, difference = (
        trial[name] for name in ("overlap", "ratio", "difference")
    )
    if overlap is not None and overlap < least_overlap:
        return (
            f"{on} its lists have {overlap:.0%} of the items of the old ones, expected "
            f"is {least_overlap:.0%} or more"
        )
    if ratio is not None and not 1 / MOST_RATIO <= ratio <= MOST_RATIO:
        return (
            f"{on} it expects {ratio:.3g} times the minutes that the old one did, "
            f"expected is a ratio from 1/{MOST_RATIO:g} to {MOST_RATIO:g}"
        )
    if difference is not None and difference > MOST_DIFFERENCE:
        return (
            f"{on} its probabilities are {difference:.2f} away from the old ones on "
            f"average, expected is {MOST_DIFFERENCE:g} or less"
        )
    return None
