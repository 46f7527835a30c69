def spikes(inputs, keep, threshold):
    """Return a list: 1 for a step with a spike, 0 for one without."""
    v = 0
    fired = []
    for x in inputs:
        v = keep * v + x
        if v >= threshold:
            fired.append(1)
            v = 0
        else:
            fired.append(0)
    return fired
