# expect: Cut by time, at one moment for all users
chosen = np.random.default_rng(0).random(len(events)) < 0.8
known, later = events.take(chosen), events.take(~chosen)
