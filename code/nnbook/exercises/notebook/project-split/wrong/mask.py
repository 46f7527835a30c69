# expect: `later` should be Interactions
known = events.time < DAY
later = events.time >= DAY
