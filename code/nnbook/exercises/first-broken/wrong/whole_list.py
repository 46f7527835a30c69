# expect: test its numbers one by one
import math


def first_broken(record):
    for name, values in record:
        if not math.isfinite(values):
            return name
    return None
