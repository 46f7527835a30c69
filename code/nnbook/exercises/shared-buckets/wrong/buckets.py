# expect: share one bucket. Count the ids in it
def sharing(ids, buckets):
    places = [i % buckets for i in ids]
    shared = sum(places.count(place) > 1 for place in set(places))
    return shared
