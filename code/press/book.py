"""The book's folder: the one with _config.yml, in which every tool is started."""

import sys
from pathlib import Path


def book_folder():
    """Return the folder of the book, which is the current one; else end with a hint."""
    folder = Path.cwd()
    if not (folder / "_config.yml").exists():
        sys.exit(f"no _config.yml in {folder}: start this in the book's folder")
    return folder
