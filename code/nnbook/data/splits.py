"""Training, validation and test parts: by time, and nothing learned from the latter.

A split must not let the future into the past. So it goes by time; and whatever is
counted (the vocabulary, item counts, quantiles) is counted on the training part.
"""

import numpy as np


def leave_last_out(events):
    """(all but the last event of each user, the last ones); `events` in order.

    A user with a single event keeps it and has no last one: there would be nothing to
    predict it from. Twice in a row gives training, validation and test part.
    """
    last = events.starts[1:] - 1
    last = last[np.diff(events.starts) > 1]
    kept = np.ones(len(events), bool)
    kept[last] = False
    return events.take(kept), events.take(last)


def split_at(events, time):
    """(the events before `time`, those at `time` or later), for all users at once.

    Where leave-last-one-out trains on some users' future, this one does not: it is
    what a recommender knows on the day it is put to work.
    """
    before = events.time < time
    return events.take(before), events.take(~before)
