# expect: count ids, both
def sharing(ids, buckets):
    places = [i % buckets for i in ids]
    return len(places) - len(set(places))
