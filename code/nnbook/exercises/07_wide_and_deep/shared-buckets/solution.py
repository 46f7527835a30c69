def sharing(ids, buckets):
    """Return how many ids are not alone in their bucket."""
    places = [i % buckets for i in ids]
    return sum(places.count(place) > 1 for place in places)
