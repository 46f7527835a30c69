# expect: They were known that night
later, known = split_at(events, DAY)
