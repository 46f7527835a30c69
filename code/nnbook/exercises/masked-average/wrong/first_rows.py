# expect: Padding may stand in front
def masked_average(vectors, mask):
    n = sum(mask)
    return [sum(column[:n]) / max(1, n) for column in zip(*vectors)]
