import math

STORE = {
    "netflix, pandora": (0.1, 0.03),
    "netflix, cinema": (0.03, 0.028),
    "games, chess": (0.02, 0.029),
    "chess, poker": (0.04, 0.024),
    "chess, games": (0.75, 0.5),
    "bank, tax": (0.9, 0.1),
    "tax, bank": (0.1, 0.9),
    "cartoons, wine": (0.001, 0.004),
    "wine, cartoons": (0.5, 0.02),
}


def after(q, w):
    return 1 / (1 + math.exp(-(math.log(q / (1 - q)) + w)))


def chosen(t, store):
    truth = {pair: p for pair, (p, _) in store.items()}
    deep = {pair: q for pair, (_, q) in store.items()}
    got = t._got("wide(truth, deep)", {"truth": truth, "deep": deep})
    if not isinstance(got, dict) or not set(got) <= set(store):
        t.fail(f"A dict with weights of pairs of the store is wanted, not {got!r:.80}.")
    for w in got.values():
        if not isinstance(w, (int, float)):
            t.fail(f"A weight is a number, not {w!r}.")
    return got


def off(store, got, pair):
    p, q = store[pair]
    served = after(q, got.get(pair, 0))
    return max(p / served, served / p), p, served


def check_exceptions(code, t):
    "comes within a factor of 1.5 where deep is too low"
    check(t, [pair for pair, (p, q) in STORE.items() if p > q])


def check_above(code, t):
    "comes within a factor of 1.5 where deep is too high"
    check(t, [pair for pair, (p, q) in STORE.items() if p < q])


def check(t, pairs):
    got = chosen(t, STORE)
    alone = sum(abs(after(0.5, w) - STORE[pair][0]) < 1e-9 for pair, w in got.items())
    why = ""
    if alone > 1:
        why = f" {alone} of your weights say the rate without the deep part, which speaks too."
    for pair in pairs:
        factor, p, served = off(STORE, got, pair)
        if factor > 1.5 * (1 + 1e-9):
            t.fail(
                f"{pair}: the rate is {p}, deep says {STORE[pair][1]}, and with your "
                f"weights both say {served:.3g}.{why}"
            )


def check_few(code, t):
    "has no weight that is not needed"
    got = chosen(t, STORE)
    free = [pair for pair in got if off(STORE, {}, pair)[0] <= 1.5]
    if free:
        t.fail(
            f"{len(got)} weights, and {len(got) - len(free)} will do. {free[0]}: the rate is "
            f"{STORE[free[0]][0]}, and deep alone says {STORE[free[0]][1]}."
        )


def check_right(code, t):
    "is empty where the deep part is right"
    t.equal("wide({'a': 0.02, 'b': 0.3}, {'a': 0.02, 'b': 0.3})", {})
