# expect: % gives the remainder
def sharing(ids, buckets):
    places = [i // buckets for i in ids]
    return sum(places.count(place) > 1 for place in places)
