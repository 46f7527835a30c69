known, later = split_at(events, DAY)
