"""A folder of files that belong together: whole, checked, of a version.

MANIFEST names the files, with length and checksum (SHA-256). Each is named by its
contents and written first; then the manifest is replaced in one step, and files that it
does not name are removed. Whenever the machine stops, the folder holds what it held
before or what was written. (A folder that is renamed as a whole could not do that: none
can take the place of another that is not empty.)
"""

import hashlib
import json
import os
import re

# Another number where another nnbook would misread what is written.
FORMAT, FORMAT_VERSION = "nnbook bundle", 1
MANIFEST = "bundle.json"
OURS = re.compile(r"[a-z_]+-[0-9a-f]{16}\.[a-z]+(\.\d+\.unfinished)?")
AGAIN = "copy the folder again from where it was made, or train and save again"


class BundleError(ValueError):
    """A bundle cannot be read, or its parts do not fit; the message says what differs.

    It says what was expected and what to do, too.
    """


def write_files(folder, files, about):
    """Write `files` ({"generator.json": bytes, ...}) and what is told `about` them.

    Returns the version, which names the contents: the same ones have the same.
    """
    entries, named = {}, {}
    for role, data in files.items():
        checksum = hashlib.sha256(data).hexdigest()
        stem, suffix = role.split(".")
        name = f"{stem}-{checksum[:16]}.{suffix}"
        entries[role] = {"name": name, "bytes": len(data), "sha256": checksum}
        named[name] = data
    manifest = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        **about,
        "files": entries,
    }
    manifest["version"] = version_of(manifest)
    text = json.dumps(manifest, indent=1, allow_nan=False).encode()
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in {**named, MANIFEST: text}.items():
        write(folder / name, lambda path, data=data: path.write_bytes(data))
    for old in folder.iterdir():
        if OURS.fullmatch(old.name) and old.name not in named:
            old.unlink()
    return manifest["version"]


def read_files(folder):
    """(manifest, files) as of `write_files`; every byte is compared with its checksum.

    Raises FileNotFoundError where no bundle is, and BundleError where it is damaged,
    cut, of another kind, or of a format that came later.
    """
    manifest = read_manifest(folder)
    files = {}
    for role, entry in manifest["files"].items():
        path = folder / entry["name"]
        if path.parent != folder:
            raise BundleError(
                f"{folder / MANIFEST} names the file {entry['name']!r}, which is not "
                f"in the folder: this bundle was not written by nnbook, {AGAIN}"
            )
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise BundleError(
                f"{path} is missing, which {MANIFEST} names: {AGAIN}"
            ) from None
        except OSError as error:
            raise BundleError(f"{path} cannot be read ({error}): {AGAIN}") from None
        if len(data) != entry["bytes"]:
            raise BundleError(
                f"{path} has {len(data):,} bytes, {entry['bytes']:,} were written: it "
                f"was cut or changed, so {AGAIN}"
            )
        if hashlib.sha256(data).hexdigest() != entry["sha256"]:
            raise BundleError(
                f"{path} has another checksum than when it was written: it is damaged, "
                f"so {AGAIN}"
            )
        files[role] = data
    return manifest, files


def read_manifest(folder):
    """What the manifest says, if it is as it was written and of a format we know."""
    path = folder / MANIFEST
    if not path.is_file():
        raise FileNotFoundError(
            f"{folder} has no {MANIFEST}: there is no bundle in it. Name a folder that "
            "`python -m nnbook.recsys train` or nnbook.recsys.serving.bundle.save wrote"
        )
    try:
        manifest = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise BundleError(
            f"{path} is no JSON ({error}): it is cut or damaged, so {AGAIN}"
        ) from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise BundleError(
            f'{path} does not say "format": "{FORMAT}": it is something else, or an '
            f"older nnbook's model. Train and save again"
        )
    number = manifest.get("format_version")
    if number != FORMAT_VERSION:
        raise BundleError(
            f"{path} has format version {number!r}, this nnbook reads "
            f"{FORMAT_VERSION}: take the nnbook that wrote it (its commit is "
            f"{manifest.get('made', {}).get('commit')!r}), or train and save again"
        )
    if manifest.get("version") != version_of(manifest):
        raise BundleError(
            f"{path} has another checksum than when it was written: it is damaged or "
            f"was edited, so {AGAIN}"
        )
    return manifest


def version_of(manifest):
    """The checksum of all that a manifest says but this, 16 hexadecimal digits."""
    rest = {name: value for name, value in manifest.items() if name != "version"}
    text = json.dumps(rest, sort_keys=True, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def write(path, put):
    """Let `put(path)` write a file, which appears under its name when it is whole."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    try:
        put(unfinished)
        with open(unfinished, "r+b") as file:  # Windows flushes only what it may write
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
