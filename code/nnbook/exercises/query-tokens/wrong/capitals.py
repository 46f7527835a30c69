# expect: Make it lower-case first
def tokens(query):
    words = query.split()
    return words + [f"{a} {b}" for a, b in zip(words, words[1:])]
