# expect: sort each user's watches by time first
def make_examples(watches, n):
    made = []
    for user in sorted({u for u, _, _ in watches}):
        own = [v for u, _, v in watches if u == user]
        for i in range(max(1, len(own) - n), len(own)):
            made.append((own[:i], own[i]))
    return made
