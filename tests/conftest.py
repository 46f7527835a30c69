"""Settings of every test run."""

from hypothesis import settings

# The same examples in each run, and no time limit for one: machines differ.
settings.register_profile("book", deadline=None, derandomize=True)
settings.load_profile("book")
