import math


def first_broken(record):
    """Return the name of the first entry with an infinity or a NaN."""
    for name, values in record:
        if not all(math.isfinite(value) for value in values):
            return name
    return None
