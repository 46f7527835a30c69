"""What the command line can do: `python -m nnbook.recsys COMMAND`."""
