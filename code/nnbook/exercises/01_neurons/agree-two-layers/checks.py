CORNERS = (0, 0), (0, 1), (1, 0), (1, 1)


def hidden(code, t, x):
    "Return what both hidden neurons give, by watching the calls of `unit`."
    seen, unit = [], code.unit

    def watched(inputs, w, b):
        seen.append(unit(inputs, w, b))
        return seen[-1]

    code.agree.__globals__["unit"] = watched
    try:
        code.agree(*x)
    finally:
        code.agree.__globals__["unit"] = unit
    if len(seen) != 3:
        t.fail(
            f"agree calls unit {len(seen)} times. Call it three times: twice with the "
            "inputs, then once with the two hidden outputs."
        )
    return tuple(seen[:2])


def check_three_units(code, t):
    "is built from three neurons"
    hidden(code, t, (1, 1))


def check_hidden(code, t):
    "has hidden neurons that part what must be parted"
    codes = {x: hidden(code, t, x) for x in CORNERS}
    for same in (0, 0), (1, 1):
        for other in (0, 1), (1, 0):
            if codes[same] == codes[other]:
                t.fail(
                    f"Your hidden neurons give {codes[same]} for the input {same} and "
                    f"for {other} too, so no output neuron can tell them apart. Let "
                    "the one fire for (1, 1) only and the other for (0, 0) only."
                )


def check_table(code, t):
    "fires where the inputs agree"
    got = [code.agree(*x) for x in CORNERS]
    words = {
        (0, 1, 1, 0): "That is XOR: turn the signs of the output neuron.",
        (0, 0, 0, 0): "It never fires: is the output's bias too low for one input?",
        (1, 1, 1, 1): "It always fires: is the output's bias negative?",
    }
    for x, output in zip(CORNERS, got, strict=True):
        if output != (x[0] == x[1]):
            h1, h2 = hidden(code, t, x)
            t.fail(
                f"agree{x} gives {output!r}, but should be {int(x[0] == x[1])}; the "
                f"hidden outputs are {h1} and {h2}. "
                + words.get(tuple(got), "What must the output neuron make of them?")
            )
