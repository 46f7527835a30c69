"""Results of the long runs in tests/bench, as they stored them."""

import json
from pathlib import Path


def load(name):
    """What a bench stored under this name: load("adult").

    Raises FileNotFoundError that lists the names, where there is no such result.
    """
    folder = Path(__file__).parent
    names = sorted(path.stem for path in folder.glob("*.json"))
    if name not in names:
        raise FileNotFoundError(f"no results {name!r}; there are {', '.join(names)}")
    return json.loads((folder / f"{name}.json").read_text("utf-8"))
