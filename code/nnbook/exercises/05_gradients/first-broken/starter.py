import math


def first_broken(record):
    """Return the name of the first entry with an infinity or a NaN."""
    ...
