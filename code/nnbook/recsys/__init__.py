"""Recommenders in PyTorch: YoutubeDNN and Wide & Deep, from a log to an index."""
