# A neuron is its weights and its bias, a layer is a list of neurons.
# Each layer sees what the one before it gives; the first sees x.
odd = [
    [([..., ..., ...], ...)],  # more neurons: a comma, and the next one
    [([...], ...)],
]
