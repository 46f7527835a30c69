# expect: Your batches overlap
def batches(examples, size):
    return [examples[i : i + size] for i in range(len(examples))]
