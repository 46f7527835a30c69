def check_output(code, t):
    "adds what a block does to its input"
    missing = "The input itself is missing: a residual block adds to it."
    relu = "ReLU is missing: it adds nothing where Z is below 0."
    t.close(
        "forward(X, blocks)[0]",
        t.array([[1.0, 3.0], [0.0, 0.0]]),
        (t.array([[0, 1], [0, 0]]), missing),
        (t.array([[0, 3], [0, 0]]), relu),
        X=t.array([[1.0, 2.0], [0.0, 0.0]]),
        blocks=[t.array([[1.0, -1.0], [0.0, 0.5]])],
    )
    t.close(
        "forward(X, blocks)[0]",
        t.array([[4.0, 8.0]]),
        (t.array([[0, 4]]), missing),
        (t.array([[0, 8]]), relu),
        X=t.array([[3.0, 1.0]]),
        blocks=[t.array([[0.0, 1.0], [1.0, 0.0]]), t.array([[-1.0, 0.0], [0.0, 1.0]])],
    )


def check_saved(code, t):
    "keeps what each block has got"
    last = "These are said to be the inputs of two blocks. They are the output, twice."
    late = "You keep what a block gives. The way back needs what it has got."
    first = "These are said to be the inputs of two blocks. Both are that of the first."
    inputs = "[X for X, Z in forward(X, blocks)[1]]"
    t.close(
        inputs,
        [t.array([[1.0, 2.0]]), t.array([[2.0, 4.0]])],
        ([t.array([[4, 8]])] * 2, last),
        ([t.array([[2, 4]]), t.array([[4, 8]])], late),
        ([t.array([[1, 2]])] * 2, first),
        X=t.array([[1.0, 2.0]]),
        blocks=[t.array([[1.0, 0.0], [0.0, 1.0]])] * 2,
    )
    t.close(
        inputs,
        [t.array([[1.0, 1.0], [0.0, 2.0]]), t.array([[2.0, 1.0], [0.0, 2.0]])],
        ([t.array([[2, 3], [0, 6]])] * 2, last),
        ([t.array([[2, 1], [0, 2]]), t.array([[2, 3], [0, 6]])], late),
        ([t.array([[1, 1], [0, 2]])] * 2, first),
        X=t.array([[1.0, 1.0], [0.0, 2.0]]),
        blocks=[t.array([[1.0, 0.0], [0.0, 0.0]]), t.array([[0.0, 0.0], [0.0, 2.0]])],
    )


def check_net_inputs(code, t):
    "keeps the net inputs of each block"
    after = (
        "These have been through ReLU. Keep Z as it was: the slope of ReLU depends on its "
        "sign, and out= writes into it."
    )
    t.close(
        "[Z for X, Z in forward(X, blocks)[1]]",
        [t.array([[-1.0, 1.0]]), t.array([[-2.0, 1.5]])],
        ([t.array([[0, 1]]), t.array([[0, 1.5]])], after),
        X=t.array([[1.0, 2.0]]),
        blocks=[t.array([[1.0, -1.0], [0.0, 0.5]])] * 2,
    )
    t.close(
        "[Z for X, Z in forward(X, blocks)[1]]",
        [t.array([[-1.0, 0.0], [2.0, -1.0]])],
        ([t.array([[0, 0], [2, 0]])], after),
        X=t.array([[1.0, 1.0], [1.0, 0.0]]),
        blocks=[t.array([[2.0, -3.0], [-1.0, 1.0]])],
    )


def check_argument(code, t):
    "leaves the array that it is given alone"
    changed = (
        "The second value is `X` after the call: += has written into the caller's array. A "
        "second call would start from there."
    )
    t.close(
        "forward(X, blocks)[0], X",
        (t.array([[2.0, 4.0]]), t.array([[1.0, 2.0]])),
        ((t.array([[2, 4]]), t.array([[2, 4]])), changed),
        X=t.array([[1.0, 2.0]]),
        blocks=[t.array([[1.0, 0.0], [0.0, 1.0]])],
    )
    t.close(
        "forward(X, blocks)[0], X",
        (t.array([[3.0], [6.0]]), t.array([[1.0], [2.0]])),
        ((t.array([[3], [6]]), t.array([[3], [6]])), changed),
        X=t.array([[1.0], [2.0]]),
        blocks=[t.array([[2.0]])],
    )


def check_gradient(code, t):
    "gives the way back what it needs: the gradients of the weights"
    saved = t.value(
        "forward(X, [W, V])[1]",
        X=t.array([[0.5, 1.0]]),
        W=t.array([[1.0, 1.0], [-1.0, 0.5]]),
        V=t.array([[1.0, 0.5], [0.5, -1.0]]),
    )
    (x, _), (y, _) = ((one.tolist()[0], z) for one, z in saved)
    for name, found, wanted in (("W", x, [0.5, 1.0]), ("V", y, [2.0, 1.0])):
        if found != wanted:
            t.fail(
                f"The gradient of a weight of {name} is δ times what came in, {wanted}. "
                f"`forward` has kept {found}."
            )
