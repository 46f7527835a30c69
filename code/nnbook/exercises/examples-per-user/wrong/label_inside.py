# expect: The label stands in its own history
def make_examples(watches, n):
    made = []
    for user in sorted({u for u, _, _ in watches}):
        own = sorted((w for w in watches if w[0] == user), key=lambda w: w[1])
        for _, time, label in own[-n:]:
            history = [v for _, earlier, v in own if earlier <= time]
            made.append((history, label))
    return made
