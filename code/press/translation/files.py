"""Files of an edition, which are only written where they change."""

from press.book import book_folder


def folder(language):
    """Return the folder of an edition's sources."""
    return book_folder() / "_build" / language


def write(path, text):
    """Write a text file, unless it is the same: Sphinx reads again what is newer."""
    if path.exists() and path.read_text("utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
