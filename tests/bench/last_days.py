"""Impressions split in time: a ranker is asked about days that it has not seen."""

from nnbook.recsys.features.impressions import LONG_AGO, impression_examples

LAST_DAYS = 10


def split(site, window):
    """Return (training, test, truth): examples with `window` last watches, of the days
    before and of the last days, and the true expected minutes of the latter.

    The first days only fill the histories: in them "never watched this topic" would
    mean little.
    """
    examples = impression_examples(site, window=window)
    time = site.impressions.time
    late = time > site.days - LAST_DAYS
    training, test = (
        {name: column[rows] for name, column in examples.items()}
        for rows in ((time > LONG_AGO) & ~late, late)
    )
    return training, test, site.impressions.expected_watch_time[late]
