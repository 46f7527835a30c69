# expect: not how many batches there are
def batches(examples, size):
    n = len(examples) // size
    return [examples[i : i + n] for i in range(0, len(examples), n)]
