def buckets_of(installed, shown, buckets):
    """Return the bucket of each pair (installed app, shown app)."""
    places = []
    for app in installed:
        number = 0
        for letter in f"{app}{shown}":
            number = number * 31 + ord(letter)
        places.append(number % buckets)
    return places
