# expect: The output layer has weights as well
def shapes(sizes):
    pairs = [(rows, columns) for columns, rows in zip(sizes, sizes[1:])]
    return pairs[:2]
