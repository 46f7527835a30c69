# expect: The first watch has no history
def make_examples(watches, n):
    made = []
    for user in sorted({u for u, _, _ in watches}):
        own = sorted((w for w in watches if w[0] == user), key=lambda w: w[1])
        for _, time, label in own[-n:]:
            made.append(([v for _, earlier, v in own if earlier < time], label))
    return made
