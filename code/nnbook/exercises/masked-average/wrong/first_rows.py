# expect: Padding may stand in front
def average(vectors, mask):
    n = sum(mask)
    return [sum(column[:n]) / max(1, n) for column in zip(*vectors)]
