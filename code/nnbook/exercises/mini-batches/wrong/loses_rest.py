# expect: The last example is lost
def batches(examples, size):
    if size < 1:
        raise ValueError
    n = len(examples) // size
    return [examples[i * size : (i + 1) * size] for i in range(n)]
