# expect: Look for both
import math


def first_broken(record):
    for name, values in record:
        if any(math.isnan(v) or v == -math.inf for v in values):
            return name
    return None
