"""UCI Adult: who earned more than 50,000 dollars a year, in the US census of 1994.

Becker & Kohavi (1996), doi 10.24432/C5XW20, with the official split into a training
and a test file. Categories are strings; a missing one is the category "?". The label is
1 for more than 50,000 dollars a year, else 0.
"""

import numpy as np

from nnbook.data.download import Source, folder_of
from nnbook.data.labelled import Labelled

COLUMNS = (
    "age workclass fnlwgt education education_num marital_status occupation "
    "relationship race sex capital_gain capital_loss hours_per_week native_country"
).split()
CONTINUOUS = [
    *("age", "fnlwgt", "education_num"),
    *("capital_gain", "capital_loss", "hours_per_week"),
]
CATEGORICAL = [name for name in COLUMNS if name not in CONTINUOUS]
LABELS = {"<=50K": 0, ">50K": 1}
ROWS = {"adult.data": 32_561, "adult.test": 16_281}

SOURCE = Source(
    name="adult",
    url="https://archive.ics.uci.edu/static/public/2/adult.zip",
    files=tuple(ROWS),
    licence="Becker & Kohavi (1996), doi 10.24432/C5XW20: CC BY 4.0",
    checksums={
        "adult.data": "sha256:"
        "5b00264637dbfec36bdeaab5676b0b309ff9eb788d63554ca0a249491c86603d",
        "adult.test": "sha256:"
        "a2a9044bc167a35b2361efbabec64e89d69ce82d9790d2980119aac5fd7e9c05",
    },
)


def load(timeout=30):
    """The official training and test part, downloaded on first use.

    Raises what `folder_of` and `read` raise, and ValueError where rows are missing.
    """
    folder = folder_of(SOURCE, timeout)
    parts = []
    for name, rows in ROWS.items():
        part = read(folder / name)
        if len(part) != rows:
            raise ValueError(
                f"{folder / name} has {len(part)} people, the official file {rows}: "
                f"remove {folder}, or put the files of {SOURCE.url} there"
            )
        parts.append(part)
    return tuple(parts)


def read(path):
    """The people of one file in UCI's format, Labelled: 14 columns and a label.

    Raises ValueError with file and line where a line is not so.
    """
    rows = []
    with open(path, encoding="ascii") as file:
        for number, line in enumerate(file, start=1):
            # The test file begins with a note and writes a full stop after its labels.
            if line.strip() and not line.startswith("|"):
                try:
                    rows.append(parse(line.strip().removesuffix(".")))
                except ValueError as error:
                    raise ValueError(f"{path}, line {number}: {error}") from None
    *columns, label = zip(*rows, strict=True) if rows else [()] * (len(COLUMNS) + 1)
    named = dict(zip(COLUMNS, columns, strict=True))
    return Labelled(
        {name: np.array(named[name], dtype=str) for name in CATEGORICAL},
        {name: np.array(named[name], dtype=float) for name in CONTINUOUS},
        np.array(label, dtype=np.int64),
    )


def parse(line):
    """A line's values in the order of COLUMNS, and its label as 0 or 1."""
    *values, label = (field.strip() for field in line.split(","))
    if len(values) != len(COLUMNS):
        raise ValueError(
            f"{len(values) + 1} fields, expected {len(COLUMNS)} columns and a label"
        )
    if label not in LABELS:
        raise ValueError(f"the label is {label!r}, expected one of {[*LABELS]}")
    for i, (name, value) in enumerate(zip(COLUMNS, values, strict=True)):
        if name in CONTINUOUS:
            if not value.isdigit():
                raise ValueError(f"{name} is {value!r}, expected a whole number")
            values[i] = int(value)
        elif not value:
            raise ValueError(f"{name} is empty, expected a category (? where missing)")
    return *values, LABELS[label]
