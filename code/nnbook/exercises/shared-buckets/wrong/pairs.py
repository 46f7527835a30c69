# expect: counts once
def sharing(ids, buckets):
    return sum(i != j and i % buckets == j % buckets for i in ids for j in ids)
