"""Real data: the reader's own copy of a data set, or a download from its source.

Nothing that is half there is ever used: an archive is fetched, checked and unpacked in
a temporary folder, and the finished folder appears under its name in one step.
"""

import hashlib
import os
import tempfile
import urllib.request
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from tqdm import tqdm

CHUNK = 1 << 16


class DownloadError(RuntimeError):
    """A data set could not be had; the message says why, and what to do."""


@dataclass(frozen=True)
class Source:
    """A data set's name, the zip archive that holds it, and which files are needed.

    `files` are names without folders. `checksums` has "algorithm:hexdigest" for any of
    them, or for the archive itself under its name: {"a.csv": "sha256:9f86d0…"}.
    `licence` is a sentence that is shown before a download.
    """

    name: str
    url: str
    files: tuple[str, ...]
    licence: str
    checksums: dict[str, str] = field(default_factory=dict)

    @property
    def archive(self):
        """The archive's file name."""
        return self.url.rsplit("/", 1)[-1]


def folder_of(source, timeout=30):
    """The folder that holds the source's files; downloads them on first use.

    That is $NNBOOK_DATA/<name> where NNBOOK_DATA is set, and nothing is downloaded
    then; else <name> in the cache folder, $XDG_CACHE_HOME/nnbook or ~/.cache/nnbook.
    `timeout` is in seconds without a byte. Raises FileNotFoundError where NNBOOK_DATA
    lacks a file, DownloadError where the download fails.
    """
    if own := os.environ.get("NNBOOK_DATA"):
        folder = Path(own) / source.name
        if absent := missing(source, folder):
            raise FileNotFoundError(
                f"NNBOOK_DATA is {own}, but {folder} lacks {', '.join(absent)}. "
                f"Unpack {source.url} there, or unset NNBOOK_DATA to have it downloaded"
            )
        return folder
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "nnbook"
    folder = cache / source.name
    if missing(source, folder):
        download(source, folder, timeout)
    return folder


def missing(source, folder):
    """The names of the source's files that are not in the folder."""
    return [name for name in source.files if not (folder / name).is_file()]


def download(source, folder, timeout=30):
    """Fetch the archive, check it, and put its files into `folder`, all or none.

    Raises DownloadError; the folder is then as it was before.
    """
    print(f"{source.name}, from {source.url}\n{source.licence}")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as temporary:
            archive = Path(temporary) / source.archive
            fetch(source.url, archive, timeout)
            check(archive, source.checksums)
            unpacked = Path(temporary) / "unpacked"
            unpack(archive, source.files, unpacked)
            for path in unpacked.iterdir():
                check(path, source.checksums)
            appear(unpacked, folder, source)
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise DownloadError(
            f"{source.name} could not be downloaded from {source.url}: {error}. "
            f"Try again; or download it yourself, unpack {', '.join(source.files)} "
            f"into a folder named {source.name}, and set the environment variable "
            "NNBOOK_DATA to the folder around that"
        ) from error


def fetch(url, path, timeout):
    """Write what the URL gives to `path`, with a progress bar."""
    request = urllib.request.Request(url, headers={"User-Agent": "nnbook"})
    with urllib.request.urlopen(request, timeout=timeout) as response:
        size = int(response.headers.get("Content-Length", 0))
        with open(path, "wb") as out, bar(size, path.name) as progress:
            while chunk := response.read(CHUNK):
                out.write(chunk)
                progress.update(len(chunk))
    received = path.stat().st_size
    if size and received != size:
        raise ValueError(f"the connection ended after {received} of {size} bytes")


def bar(size, name):
    """A progress bar of bytes; without a total where the server names none."""
    return tqdm(total=size or None, unit="B", unit_scale=True, desc=name)


def check(path, checksums):
    """Raise ValueError where the file's checksum is not the one that is known."""
    if path.name not in checksums:
        return
    algorithm, expected = checksums[path.name].split(":")
    with open(path, "rb") as file:
        found = hashlib.file_digest(file, algorithm).hexdigest()
    if found != expected:
        raise ValueError(
            f"{path.name} has {algorithm} {found}, expected {expected}: it was changed "
            "on the way or at its source"
        )


def unpack(archive, files, folder):
    """Write the files, wherever in the archive they are, side by side to `folder`."""
    folder.mkdir()
    with zipfile.ZipFile(archive) as zipped:
        entries = {name.rsplit("/", 1)[-1]: name for name in zipped.namelist()}
        for name in files:
            if name not in entries:
                raise ValueError(f"{archive.name} has no file {name}")
            (folder / name).write_bytes(zipped.read(entries[name]))


def appear(unpacked, folder, source):
    """Give the finished folder its name, in one step."""
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
    try:
        unpacked.rename(folder)
    except OSError as error:
        # Another process may have been faster: its folder is as good as ours.
        if missing(source, folder):
            raise ValueError(
                f"{folder} is in the way: it exists and is not complete"
            ) from error
