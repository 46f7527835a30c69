# expect: Nobody has watched anything yet
def masked_average(vectors, mask):
    columns = zip(*vectors)
    return [sum(m * v for m, v in zip(mask, c)) / sum(mask) for c in columns]
