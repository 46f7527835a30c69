"""A trained model at work: saved, as plain arrays, and searched."""
