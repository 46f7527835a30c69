# expect: the padding is in the sum
def masked_average(vectors, mask):
    return [sum(column) / max(1, sum(mask)) for column in zip(*vectors)]
