# expect: Large numbers are not broken yet
def first_broken(record):
    for name, values in record:
        if not all(abs(v) < 1e300 for v in values):
            return name
    return None
