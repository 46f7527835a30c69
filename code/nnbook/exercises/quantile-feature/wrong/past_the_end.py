# expect: The last group has no border above it
def normalized(value, edges):
    i = 1
    while value >= edges[i - 1]:
        i += 1
    return (i - 1) / len(edges)
