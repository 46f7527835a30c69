H = 1e-6
TWO = [[[0.5, -0.3], [0.2, 0.4]], [[0.1, 0.6], [-0.2, 0.7]]]


def check_output(code, t):
    "adds what a block does to its input"
    t.close(
        "forward([1.0, 2.0], [[[1, -1], [0, 0.5]]])[0]",
        [1, 3],
        ([0, 1], "The input itself is missing: a residual block adds to it."),
        ([0, 3], "ReLU is missing: it adds nothing where z is below 0."),
    )
    t.close(
        "forward([3.0, 1.0], [[[0, 1], [1, 0]], [[-1, 0], [0, 1]]])[0]",
        [4, 8],
        ([0, 4], "The input itself is missing: a residual block adds to it."),
        ([0, 8], "ReLU is missing: it adds nothing where z is below 0."),
    )


def check_saved(code, t):
    "keeps what each block has got"
    last = "These are said to be the inputs of two blocks. They are the output, twice."
    late = "You keep what a block gives. The way back needs what it has got."
    first = "These are said to be the inputs of two blocks. Both are that of the first."
    t.close(
        "[x for x, z in forward([1.0, 2.0], [[[1, 0], [0, 1]]] * 2)[1]]",
        [[1, 2], [2, 4]],
        ([[4, 8], [4, 8]], last),
        ([[2, 4], [4, 8]], late),
        ([[1, 2], [1, 2]], first),
    )
    t.close(
        "[x for x, z in forward([1.0, 1.0], [[[1, 0], [0, 0]], [[0, 0], [0, 2]]])[1]]",
        [[1, 1], [2, 1]],
        ([[2, 3], [2, 3]], last),
        ([[2, 1], [2, 3]], late),
        ([[1, 1], [1, 1]], first),
    )


def check_net_inputs(code, t):
    "keeps the net inputs of each block"
    t.close(
        "[z for x, z in forward([1.0, 2.0], [[[1, -1], [0, 0.5]]] * 2)[1]]",
        [[-1, 1], [-2, 1.5]],
        (
            [[0, 1], [0, 1.5]],
            "These have been through ReLU. Keep z: the slope of ReLU depends on its "
            "sign.",
        ),
    )
    t.close(
        "[z for x, z in forward([1.0, 1.0], [[[2, -3], [-1, 1]]])[1]]",
        [[-1, 0]],
        (
            [[0, 0]],
            "These have been through ReLU. Keep z: the slope of ReLU depends on its "
            "sign.",
        ),
    )


def check_argument(code, t):
    "leaves the list that it is given alone"
    given = [1.0, 2.0]
    code.forward(given, [[[1, 0], [0, 1]]])
    if given != [1.0, 2.0]:
        t.fail(
            f"x was [1.0, 2.0] before the call and is {given} after it. A second call "
            "would start from there."
        )


def gradient(saved, upstream, blocks):
    """∂L/∂W of each block, from what forward has kept."""
    found = []
    for (x, z), W in zip(reversed(saved), reversed(blocks)):
        delta = [d if z_i > 0 else 0.0 for d, z_i in zip(upstream, z)]
        found.insert(0, [[d * a for a in x] for d in delta])
        through = [sum(w * d for w, d in zip(c, delta)) for c in zip(*W)]
        upstream = [u + g for u, g in zip(upstream, through)]
    return found


def check_gradient(code, t):
    "passes the gradient check for the weights"
    _, saved = code.forward([0.8, 0.5], TWO)
    found = gradient(saved, [1.0, 1.0], TWO)
    for k, W in enumerate(TWO):
        for i, row in enumerate(W):
            for j, w in enumerate(row):
                rise = []
                for row[j] in (w + H, w - H):
                    rise.append(sum(code.forward([0.8, 0.5], TWO)[0]))
                row[j] = w
                wanted = (rise[0] - rise[1]) / (2 * H)
                if abs(found[k][i][j] - wanted) > 1e-6:
                    t.fail(
                        f"Of the weight [{i}][{j}] in block {k + 1}, backpropagation says "
                        f"{found[k][i][j]:.4f} from what `forward` has kept. By nudging "
                        f"it is {wanted:.4f}."
                    )
