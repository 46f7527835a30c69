# expect: The padding is averaged too
def average(vectors, mask):
    return [sum(column) / len(vectors) for column in zip(*vectors)]
