# expect: only their sum is not
import math


def first_broken(record):
    for name, values in record:
        if not math.isfinite(sum(values)):
            return name
    return None
