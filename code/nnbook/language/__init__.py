"""The language of the edition."""
