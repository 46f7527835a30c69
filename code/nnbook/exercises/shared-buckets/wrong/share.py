# expect: That is the share
def sharing(ids, buckets):
    b = [i % buckets for i in ids]
    return sum(b.count(x) > 1 for x in b) / len(ids)
