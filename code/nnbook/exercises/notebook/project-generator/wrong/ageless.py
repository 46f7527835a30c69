# expect: It does not look at `example_age`
generator = CandidateGenerator(known.n_items, 32, hidden=(64,))
