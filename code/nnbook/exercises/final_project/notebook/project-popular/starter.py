popular = ...  # ids, (number of pages, 100)
