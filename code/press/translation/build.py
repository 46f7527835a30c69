"""Make an edition's sources and texts, of the English ones and the .po files."""

import os
import subprocess
import sys

from press.translation.texts import write_texts


def build(language):
    """Write what the package says in a language, then the book's sources in it."""
    write_texts(language)
    subprocess.run(
        [sys.executable, "-m", "press.translation.tree", language],
        env={**os.environ, "NNBOOK_LANGUAGE": language},
        check=True,
    )
