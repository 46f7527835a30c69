# expect: how and knit are no neighbours
import itertools


def tokens(query):
    words = query.lower().split()
    return words + [" ".join(pair) for pair in itertools.combinations(words, 2)]
