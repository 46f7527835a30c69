"""Give the book another address: ``python code/tools/repository.py URL``.

_config.yml names the repository; what repeats it (the set-up cells, the files for those
who cite or contribute) is rewritten with it, in every file that git keeps.
"""

import re
import subprocess
import sys
from pathlib import Path

import yaml


def move(root, new):
    """Replace the repository's address in the files below ``root``; return their names.

    Raises ValueError where ``new`` is no address of a repository on GitHub, which is
    what the links to Colab and Binder are made for.
    """
    if not re.fullmatch(r"https://github\.com/[\w.-]+/[\w.-]+", new):
        raise ValueError(f"not https://github.com/OWNER/NAME: {new!r}")
    config = yaml.safe_load((root / "_config.yml").read_text("utf-8"))
    old = config["repository"]["url"]
    # Links to Colab and Binder have only the end: OWNER/NAME.
    old, new = (url.removeprefix("https://github.com/").encode() for url in (old, new))
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True
    )
    changed = []
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = root / name
        if path.is_file() and old in (content := path.read_bytes()):
            path.write_bytes(content.replace(old, new))
            changed.append(name)
    return changed


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: make repository URL=https://github.com/OWNER/NAME")
    try:
        print(*move(Path(__file__).resolve().parents[2], sys.argv[1]), sep="\n")
    except ValueError as error:
        sys.exit(str(error))
