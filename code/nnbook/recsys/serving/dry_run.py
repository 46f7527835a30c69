"""Ask a new version what was asked of the old one, before anybody else does."""

import math

import numpy as np

from nnbook.recsys.serving.counters import Counters

# Two trainings of one log that differ in their seed have more than this in common, and
# what is broken has less: tests/bench/service.py measures both.
LEAST_OVERLAP = 0.2
MOST_RATIO = 3.0


def dry_run(old, new, requests):
    """How far a new `Served` is from the old one, on some Requests, as JSON.

    "overlap": the share of the old answer's items that the new one has too, on average.
    Lists are compared and not scores: the vectors of two trainings may be turned
    against each other, and their inner products shifted, so that scores differ where
    no recommendation does. What popularity answers says nothing of a model, so it is
    left out where there is anything else. "ratio": of the minutes that the new ranker
    expects to those of the old one, None without; minutes can be compared.

    Raises what the new version raises.
    """
    counters = Counters()
    pairs = [tuple(s.answer(r, counters) for s in (old, new)) for r in requests]
    models = [pair for pair in pairs if pair[0]["by"][0] == "generator"]
    overlaps = [
        len({*a["items"]} & {*b["items"]}) / max(len(a["items"]), 1)
        for a, b in models or pairs
    ]
    minutes = [
        [np.mean(answer["scores"]) for answer in pair]
        for pair in pairs
        if pair[0]["by"][-1] == pair[1]["by"][-1] == "ranker" and pair[0]["items"]
    ]
    before, after = np.mean(minutes, axis=0) if minutes else (1, None)
    if not all(math.isfinite(s) for _, b in pairs for s in b["scores"]):
        raise ValueError("there are scores that are NaN or infinite")
    return {
        "requests": len(pairs),
        "overlap": float(np.mean(overlaps)),
        "ratio": None if after is None else float(after / before),
    }


def objection(trial, least_overlap=LEAST_OVERLAP, most_ratio=MOST_RATIO):
    """Why what `dry_run` found speaks against the new version; None if nothing does."""
    if trial["overlap"] < least_overlap:
        return (
            f"on {trial['requests']} logged requests its lists have "
            f"{trial['overlap']:.0%} of the items of the old ones, expected is "
            f"{least_overlap:.0%} or more"
        )
    ratio = trial["ratio"]
    if ratio is not None and not 1 / most_ratio <= ratio <= most_ratio:
        return (
            f"on {trial['requests']} logged requests it expects {ratio:.3g} times the "
            f"minutes that the old one did, expected is a ratio from 1/{most_ratio:g} "
            f"to {most_ratio:g}"
        )
    return None
