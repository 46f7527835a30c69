# expect: What is to be predicted must not be learned
rng = np.random.default_rng(0)
examples = training_examples(events, rng, window=20, per_user=20)
