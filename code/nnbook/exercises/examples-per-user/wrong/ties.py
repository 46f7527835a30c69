# expect: nobody knows which came first
def make_examples(watches, n):
    made = []
    for user in sorted({u for u, _, _ in watches}):
        own = sorted((w for w in watches if w[0] == user), key=lambda w: w[1])
        own = [v for _, _, v in own]
        for i in range(max(1, len(own) - n), len(own)):
            made.append((own[:i], own[i]))
    return made
