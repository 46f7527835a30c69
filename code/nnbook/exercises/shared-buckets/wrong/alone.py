# expect: the ids that are alone
def sharing(ids, buckets):
    b = [i % buckets for i in ids]
    return sum(b.count(x) == 1 for x in b)
