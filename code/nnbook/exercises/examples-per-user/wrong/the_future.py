# expect: that is the future
def make_examples(watches, n):
    made = []
    for user in sorted({u for u, _, _ in watches}):
        own = sorted((w for w in watches if w[0] == user), key=lambda w: w[1])
        for _, _, label in own[-n:]:
            made.append(([v for _, _, v in own if v != label], label))
    return made
