# expect: You divide by the padded length
def masked_average(vectors, mask):
    d = len(vectors[0])
    total = [sum(m * v[i] for m, v in zip(mask, vectors)) for i in range(d)]
    return [x / len(vectors) for x in total]
