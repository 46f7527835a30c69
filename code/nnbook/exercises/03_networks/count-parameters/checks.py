def check_small(code, t):
    "counts weights and biases of a 2-8-1 network"
    t.close(
        "parameters([2, 8, 1])",
        33,
        (24, "These are the weights. Each unit has a bias as well."),
        (35, "You count biases for the inputs, but an input has none."),
        (34, "A layer has a bias for each of its own units, not of the layer below."),
        (26, "A bias for each unit: 8 and 1, not one for each layer."),
        (16, "You multiply all sizes. Layers add: 2 · 8 and 8 · 1."),
        (32, "The output layer has a bias as well."),
        (9, "Only the last layer is left: add up all of them."),
        (37, "At i = 0, sizes[i - 1] is the last size: begin with layer 1."),
        (11, "You add up neurons. Each joins with every neuron of the layer below."),
    )


def check_large(code, t):
    "counts those of a 784-256-128-10 network"
    t.close("parameters([784, 256, 128, 10])", 235146)


def check_single(code, t):
    "counts 4 for a single neuron with three inputs"
    t.close(
        "parameters([3, 1])",
        4,
        (3, "Each unit has a bias as well."),
        (6, "A layer has a bias for each of its own units, not of the layer below."),
        (7, "You count biases for the inputs, but an input has none."),
    )
