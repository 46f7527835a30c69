# expect: c only inherited the NaN of b
import math


def first_broken(record):
    found = None
    for name, values in record:
        if not all(math.isfinite(v) for v in values):
            found = name
    return found
