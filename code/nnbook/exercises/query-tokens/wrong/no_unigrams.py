# expect: The unigrams are missing
def tokens(query):
    words = query.lower().split()
    return [f"{a} {b}" for a, b in zip(words, words[1:])]
