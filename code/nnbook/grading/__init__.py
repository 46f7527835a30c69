"""What grades the exercises and questions of `nnbook.exercises`."""
