# expect: The busiest would rule the loss
examples = training_examples(known, np.random.default_rng(0), window=20)
