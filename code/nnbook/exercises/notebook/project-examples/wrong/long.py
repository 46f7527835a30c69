# expect: the last 20 watches are asked for
examples = training_examples(known, np.random.default_rng(0), per_user=20)
