candidates = ...  # ids, (number of pages, 100)
