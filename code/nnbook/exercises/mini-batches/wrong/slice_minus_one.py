# expect: No - 1 there
def batches(examples, size):
    if size < 0:
        raise ValueError
    result = []
    for i in range(0, len(examples), size):
        result.append(examples[i:i + size - 1])
    return result
