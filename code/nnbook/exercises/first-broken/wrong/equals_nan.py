# expect: Nothing is equal to NaN
import math


def first_broken(record):
    for name, values in record:
        if math.nan in values or math.inf in values or -math.inf in values:
            return name
        if any(v == float("nan") for v in values):
            return name
    return None
