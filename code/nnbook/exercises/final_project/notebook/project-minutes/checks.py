import numpy as np

from nnbook.grading.arrays import numbers_of
from nnbook.recsys.studies import project


def check_past(code, t):
    "learns from no impression after the midnight of `DAY`"
    shown = code.site.impressions
    first = shown.page[np.searchsorted(shown.page, code.training["page"])]
    time = shown.time[np.searchsorted(shown.page, first)]
    late = int((time >= code.DAY).sum())
    if late:
        t.fail(
            f"{late:,} impressions of `training` are from day {code.DAY} or later: the "
            "ranker has seen the very pages that it is going to fill."
        )


def check_numbers(code, t):
    "a number of minutes, above 0, for each candidate"
    shape = len(code.pages), 100
    minutes = numbers_of(code, t, "minutes", shape)
    if minutes.min() < 0:
        t.fail(
            "Some are negative, which no watch time is. Are these the logits? What is "
            "served is their exponential: `expected_watch_time`."
        )


def check_aim(code, t):
    "minutes, not clicks: right on average, within a third"
    minutes = numbers_of(code, t, "minutes", (len(code.pages), 100))
    pairs = project.filled(code.site, code.pages, code.candidates)
    truth, clicks = pairs.expected_watch_time.mean(), pairs.click_probability.mean()
    mean = minutes.mean()
    if 2 / 3 < mean / truth < 3 / 2:
        return
    if abs(mean - clicks) < abs(mean - truth):
        t.fail(
            f"Your mean is {mean:.3f}. The mean *click probability* is {clicks:.3f}, "
            f"and the mean expected watch time {truth:.3f} minutes: you rank by clicks. "
            "Weigh each click by its minutes."
        )
    t.fail(
        f"Your mean is {mean:.3f} minutes, and the truth {truth:.3f}. A click is to be "
        "weighted by its watch time in minutes, all else by 1."
    )


def check_pairs(code, t):
    "each number belongs to its pair"
    minutes = numbers_of(code, t, "minutes", (len(code.pages), 100))
    truth = project.true_minutes(code.site, code.pages, code.candidates)
    likeness = np.corrcoef(ranks(minutes), ranks(truth))[0, 1]
    if likeness < 0.4:
        t.fail(
            f"The order of your numbers and that of the truth correlate by only "
            f"{likeness:.2f}. Has the reshaping mixed up pages and candidates? The rows "
            "of `pair_examples` go page after page."
        )


def ranks(table):
    """The rank of each number in the whole table, flat."""
    return np.argsort(np.argsort(np.ravel(table), kind="stable"), kind="stable")
