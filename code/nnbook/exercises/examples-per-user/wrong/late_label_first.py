# expect: the earlier label comes first
def make_examples(watches, n):
    out = []
    for user in sorted({w[0] for w in watches}):
        mine = sorted([w for w in watches if w[0] == user], key=lambda w: w[1])
        for u, t, v in mine[-n:][::-1]:
            h = [x for _, s, x in mine if s < t]
            if h: out.append((h, v))
    return out
