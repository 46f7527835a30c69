# expect: There is an empty batch at the end
def batches(examples, size):
    n = len(examples) // size + 1
    return [examples[i * size : (i + 1) * size] for i in range(n)]
