known = ...  # what had been watched by the midnight of DAY
later = ...  # all other watches
