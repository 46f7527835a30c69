# expect: Every watch belongs to exactly one
known = events.take((events.time > 14) & (events.time < DAY))
later = events.take(events.time >= DAY)
