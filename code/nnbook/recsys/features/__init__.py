"""From logs and tables to what a model reads: ids, numbers, examples."""
