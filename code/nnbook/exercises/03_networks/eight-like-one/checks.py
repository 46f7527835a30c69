def weights(layers):
    """All weights of all layers, one after the other."""
    return [w for W, _ in layers for row in W for w in row]


def check_shapes(code, t):
    "keeps the shapes of the layers, and biases of 0"
    t.equal(
        "[(len(W), len(W[0]), b) for W, b in random_layers([3, 4, 2], 1)]",
        [(4, 3, [0.0] * 4), (2, 4, [0.0] * 2)],
    )


def check_neurons(code, t):
    "starts no two neurons alike"
    for sizes in [2, 8, 1], [3, 4, 4, 2]:
        layers = code.random_layers(sizes, 1)
        found = weights(layers)
        if len(set(found)) == 1:
            t.fail(
                f"All {len(found)} weights of random_layers({sizes}, 1) are the same number, "
                f"{found[0]:.3f}."
            )
        for W, _ in layers:
            if len(W) > len({tuple(row) for row in W}):
                t.fail(
                    f"In a layer of random_layers({sizes}, 1) all weights of a neuron are those "
                    "of another: the neurons would draw the same line."
                )


def check_weights(code, t):
    "draws each weight by itself"
    found = weights(code.random_layers([2, 8, 8, 1], 1))
    if len(set(found)) < len(found):
        t.fail(
            f"Of the {len(found)} weights of random_layers([2, 8, 8, 1], 1) only "
            f"{len(set(found))} are different numbers."
        )


def check_repeatable(code, t):
    "gives the same network for the same seed, another one for another"
    if code.random_layers([2, 8, 1], 1) != code.random_layers([2, 8, 1], 1):
        t.fail(
            "random_layers([2, 8, 1], 1) gives another network when it is called again."
        )
    one, two = (set(weights(code.random_layers([2, 8, 1], seed))) for seed in (1, 2))
    if one & two:
        t.fail("The seeds 1 and 2 have weights in common.")


def check_spread(code, t):
    "keeps the mean of 0 and the spread of 1"
    found = weights(code.random_layers([60, 50, 20], 3))
    mean = sum(found) / len(found)
    spread = (sum((w - mean) ** 2 for w in found) / len(found)) ** 0.5
    if abs(mean) > 0.1 or abs(spread - 1) > 0.1:
        t.fail(
            f"{len(found)} weights have the mean {mean:.2f} and the spread {spread:.2f}."
        )
