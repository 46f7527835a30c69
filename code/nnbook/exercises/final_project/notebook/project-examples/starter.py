examples = ...  # Examples, made of known
