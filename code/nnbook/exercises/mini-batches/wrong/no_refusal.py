# expect: Say that size must be at least 1
def batches(examples, size):
    result = []
    for i in range(0, len(examples), size):
        result.append(examples[i:i + size])
    return result
