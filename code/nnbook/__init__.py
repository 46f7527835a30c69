"""The package behind the interactive textbook *From Neurons to Recommendations*."""
