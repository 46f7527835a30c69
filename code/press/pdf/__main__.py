"""The whole book as one PDF: ``python -m press.pdf HTML_FOLDER BOOK.pdf``.

The built pages become one document (`pages.py`, `practice.py`), which Chromium prints
(`printing.py`) in the style of `book.css`: text, formulas and figures stay
sharp at any size, and a widget is printed as it starts.
"""

import argparse
from pathlib import Path

from press.pdf.pages import compose
from press.pdf.printing import print_book

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="the built pages: _build/html")
    parser.add_argument("pdf", type=Path, help="the file to write")
    options = parser.parse_args()
    if not (options.folder / "index.html").exists():
        parser.error(f"no index.html in {options.folder}: run `make book` first")
    count = print_book(options.folder, compose(options.folder), options.pdf)
    size = options.pdf.stat().st_size / 1e6
    print(f"{options.pdf}: {count} pages, {size:.1f} MB")
