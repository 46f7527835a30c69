# expect: Age is 0 when *serving*
rng = np.random.default_rng(0)
examples = training_examples(known, rng, window=20, per_user=20)
examples.inputs["example_age"] = np.zeros(len(examples), np.float32)
