top = ...  # ids, (number of pages, 10)
report = ...  # {"popularity": ..., "retrieval alone": ..., ...}
