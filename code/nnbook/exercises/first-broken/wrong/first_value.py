# expect: look at every value
import math


def first_broken(record):
    for name, values in record:
        if not math.isfinite(values[0]):
            return name
    return None
