"""What the book measures on one data set, and with which choices."""
