def batches(examples, size):
    """Return a list of lists of examples."""
    if size < 1:
        raise ValueError("a mini-batch has at least one example")
    return [examples[i : i + size] for i in range(0, len(examples), size)]
