# A neuron is its weights and its bias, a layer is a list of neurons.
# Each layer sees what the one before it gives; the first sees x.
odd = [
    [([1, 1, 1], -1), ([1, 1, 1], -2), ([1, 1, 1], -3)],
    [([1, -1, 1], -1)],
]
