from itertools import product

ROWS = list(product((0, 1), repeat=3))
MOST = 4


def network(code, t):
    "The reader's layers, once they are some."
    layers = code.odd
    if not isinstance(layers, list) or not layers:
        t.fail("odd is a list of layers: [[neuron, neuron], [neuron]].")
    inputs = 3
    for number, layer in enumerate(layers, 1):
        if not isinstance(layer, list) or not layer:
            t.fail(f"Layer {number} should be a list of neurons.")
        for neuron in layer:
            if not isinstance(neuron, (tuple, list)) or len(neuron) != 2:
                t.fail(f"A neuron of layer {number} is no pair (weights, bias).")
            w, b = neuron
            if not isinstance(w, (tuple, list)):
                t.fail(f"The weights of a neuron of layer {number} are no list.")
            t.is_number("b", b=b)
            t.is_list_of_numbers("w", len(w), w=list(w))
            if len(w) != inputs:
                t.fail(
                    f"A neuron of layer {number} has {len(w)} weights, but it sees "
                    f"{inputs} numbers."
                )
        inputs = len(layer)
    if inputs != 1:
        t.fail(f"The last layer gives the answer: one neuron, not {inputs}.")
    return layers


def through(layers, x):
    "What each layer gives, the input first."
    given = [x]
    for layer in layers:
        sums = [sum(w * a for w, a in zip(ws, given[-1])) + b for ws, b in layer]
        given.append(tuple(int(z >= 0) for z in sums))
    return given


def check_size(code, t):
    "has four neurons at most"
    count = sum(map(len, network(code, t)))
    if count > MOST:
        t.fail(
            f"Yours has {count} neurons. You need not know which inputs are 1, only "
            "how many."
        )


def check_parted(code, t):
    "keeps apart what must be answered differently"
    layers = network(code, t)
    seen = {}
    for x in ROWS:
        before_last = through(layers, x)[-2]
        other = seen.setdefault((before_last, sum(x) % 2 == 0), x)
        rival = seen.get((before_last, sum(x) % 2 == 1))
        if rival and other == x:
            t.fail(
                f"The last neuron sees {before_last} both for {rival} and for {x}, so "
                "no weights let it give different answers to them."
            )


def check_table(code, t):
    "fires where the number of 1s is odd"
    layers = network(code, t)
    got = [through(layers, x)[-1][0] for x in ROWS]
    want = [sum(x) % 2 for x in ROWS]
    if got == want:
        return
    words = ""
    if all(g != w for g, w in zip(got, want)):
        words = " It is right about none: that is *even*."
    elif got == [int(sum(x) > 0) for x in ROWS]:
        words = " It fires for any 1 at all: two must take back what one has given."
    elif len(set(got)) == 1:
        words = f" It gives {got[0]} for every input."
    x, g, w = next(row for row in zip(ROWS, got, want) if row[1] != row[2])
    t.fail(
        f"For {x} the last neuron sees {through(layers, x)[-2]} and gives {g}, but it "
        f"should give {w}.{words}"
    )
