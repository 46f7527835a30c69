rng = np.random.default_rng(0)
examples = training_examples(known, rng, window=20, per_user=20)
