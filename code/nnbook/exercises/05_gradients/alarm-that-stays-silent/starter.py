import math


def first_broken(record):
    """Return the name of the first entry with an infinity or a NaN."""
    for name, values in record:
        largest = max(abs(value) for value in values)
        if largest == math.inf or largest != largest:
            return name
    return None
