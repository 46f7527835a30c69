"""Seeded generators with a known truth, and loaders of real data sets."""
