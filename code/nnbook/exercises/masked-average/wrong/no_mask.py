# expect: The padding is averaged too
def masked_average(vectors, mask):
    return [sum(column) / len(vectors) for column in zip(*vectors)]
