# expect: has an empty token
def tokens(query):
    words = query.lower().split(" ")
    return words + [f"{a} {b}" for a, b in zip(words, words[1:])]
