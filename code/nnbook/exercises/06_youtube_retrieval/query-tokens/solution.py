def tokens(query):
    """Return the unigrams, then the bigrams, in order."""
    words = query.lower().split()
    return words + [f"{a} {b}" for a, b in zip(words, words[1:])]
