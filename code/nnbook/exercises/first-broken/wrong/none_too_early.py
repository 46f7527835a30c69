# expect: Return None only after the last entry, when
import math


def first_broken(record):
    for name, values in record:
        for value in values:
            if not math.isfinite(value):
                return name
            else:
                return None
