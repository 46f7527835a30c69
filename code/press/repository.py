"""Give the book another address: ``python -m press.repository URL``.

_config.yml names the repository; what repeats it (the set-up cells, the files for those
who cite or contribute, the links to what the book publishes) is rewritten with it, in
every file that git keeps.
"""

import re
import subprocess
import sys
from urllib.parse import urlsplit

import yaml

from press.book import book_folder


def published(repository):
    """Return where GitHub Pages shows the book of this repository."""
    owner, name = urlsplit(repository).path.strip("/").split("/")
    return f"https://{owner.lower()}.github.io/{name}/"


def move(root, new):
    """Replace the book's addresses in the files below ``root``; return their names.

    Raises ValueError where ``new`` is no address of a repository on GitHub, which is
    what the links to Colab and Binder are made for.
    """
    if not re.fullmatch(r"https://github\.com/[\w.-]+/[\w.-]+", new):
        raise ValueError(f"not https://github.com/OWNER/NAME: {new!r}")
    config = yaml.safe_load((root / "_config.yml").read_text("utf-8"))
    old = config["repository"]["url"]
    pages = published(old).encode(), published(new).encode()
    # Links to Colab and Binder have only the end: OWNER/NAME.
    ends = [url.removeprefix("https://github.com/").encode() for url in (old, new)]
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True
    )
    changed = []
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = root / name
        if not path.is_file():
            continue
        content = path.read_bytes()
        moved = content.replace(*pages).replace(*ends)
        if moved != content:
            path.write_bytes(moved)
            changed.append(name)
    return changed


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: make repository URL=https://github.com/OWNER/NAME")
    try:
        print(*move(book_folder(), sys.argv[1]), sep="\n")
    except ValueError as error:
        sys.exit(str(error))
