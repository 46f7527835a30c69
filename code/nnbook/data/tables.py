"""A reader's own table, from a file or a frame: read, and checked value by value.

What is wrong with a value is said with where it stands: file and line, or row, and the
column.
"""

import codecs
import csv
import io
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import numpy as np

CHUNK = 100_000  # rows that are held as Python's strings at a time
# What a file that is not UTF-8 may be in.
OTHERS = {
    "utf-16": "it is UTF-16, Excel's Unicode text",
    "gb18030": "it seems to be GB18030, of which GBK and GB2312 are parts",
}
NEITHER = "its encoding is not known"
MARKS = codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE
MISSING = ("", "nan", "NaN", "NaT")


class Table:
    """Columns by name, of equal length, and where each of their rows stands.

    `columns` is {name: array (n,)}, of text or numbers; `name` is what messages call
    the table; `lines` (n,) are the rows' lines in a file, and in a frame its rows.
    """

    def __init__(self, columns, name, lines, place="line {}"):
        self.columns, self.name = columns, name
        self.lines, self.place = lines, place

    def __len__(self):
        return len(next(iter(self.columns.values())))

    @classmethod
    def of_csv(cls, path, encoding="utf-8"):
        """The table of a file whose first line names the columns.

        Commas, tabs or semicolons stand between its values: whichever the first line
        has. Raises ValueError, with the line, where it is no such table or is written
        in another encoding, and OSError where it cannot be read.
        """
        path = Path(path)
        text = decoded(path, encoding)
        first = text.split("\n", 1)[0]
        separator = next((s for s in ",\t;" if s in first), ",")
        reader = csv.reader(
            io.StringIO(text, newline=""),
            delimiter=separator,
            skipinitialspace=True,
            strict=True,
        )
        try:
            names = [name.strip() for name in next(reader, [])]
            check_names(path, names)
            columns, lines = columns_of(path, reader, names)
        except csv.Error as error:
            raise ValueError(
                f"{path}, line {reader.line_num}: {error}. A value that has a quote or "
                "a separator in it stands in quotes, with its own quotes doubled"
            ) from None
        if not len(lines):
            raise ValueError(f"{path} names its columns but has no rows below them")
        return cls(columns, str(path), lines)

    @classmethod
    def of_frame(cls, frame, name="the table"):
        """The table of a pandas DataFrame, a dict of arrays, or what is like them.

        Raises ValueError where columns differ in length or there are no rows.
        """
        columns = {column: np.asarray(frame[column]) for column in frame}
        sizes = {column: len(values) for column, values in columns.items()}
        if len({*sizes.values()}) > 1:
            told = ", ".join(f"{column} {size}" for column, size in sizes.items())
            raise ValueError(f"the columns of {name} differ in length: {told}")
        if not sum(sizes.values()):
            raise ValueError(f"{name} has no rows")
        rows = np.arange(next(iter(sizes.values())))
        return cls(columns, name, rows, "row {} (from 0)")

    def take(self, rows):
        """These rows only, a mask; where they stand stays known."""
        columns = {name: values[rows] for name, values in self.columns.items()}
        return Table(columns, self.name, self.lines[rows], self.place)

    def column(self, name):
        """The values of a column; ValueError with the names that there are."""
        if name not in self.columns:
            there = ", ".join(map(str, self.columns))
            raise ValueError(
                f"{self.name} has no column {name!r}, but {there}: say which of them "
                "it is, or write the names into the first line if there are none"
            )
        return self.columns[name]

    def error(self, row, name, problem):
        """A ValueError about one value, from 0 the row-th of a column."""
        place = self.place.format(self.lines[row])
        value = self.column(name)[row]
        value = value.item() if isinstance(value, np.generic) else value
        return ValueError(f"{self.name}, {place}, column {name!r}: {value!r} {problem}")

    def given(self, name, remedy):
        """The values of a column of which none may be missing.

        Raises ValueError with the first row where one is, and the remedy.
        """
        values = self.column(name)
        absent = np.flatnonzero(missing(values))
        if len(absent):
            raise self.error(absent[0], name, f"is no value: {remedy}")
        return values

    def ids(self, name):
        """A column of ids: int64 where all are whole numbers, else strings.

        "007" is no number here, or it would come back as 7.
        """
        values = self.given(name, "give it an id, or leave the row out")
        if np.issubdtype(values.dtype, np.integer):
            return values.astype(np.int64)
        if np.issubdtype(values.dtype, np.floating):
            # What pandas makes of whole numbers where one is missing.
            broken = np.flatnonzero(values != np.floor(values))
            if len(broken):
                raise self.error(broken[0], name, "is no id: whole numbers, or text")
            return values.astype(np.int64)
        values = values.astype(str)
        try:
            whole = values.astype(np.int64)
        except (ValueError, OverflowError):
            return values
        return whole if (whole.astype(values.dtype) == values).all() else values

    def texts(self, name):
        """A column as text; "" where a value is missing."""
        values = self.column(name)
        return np.where(missing(values), "", values.astype(str))

    def numbers(self, name):
        """A column of finite numbers, float64."""
        values = self.given(name, "give it a number, or leave the row out")
        numbers = as_numbers(values)
        if numbers is None:
            row = next(i for i, v in enumerate(values) if as_numbers([v]) is None)
            raise self.error(row, name, "is no number: write 12 or 12.5")
        infinite = np.flatnonzero(~np.isfinite(numbers))
        if len(infinite):
            raise self.error(infinite[0], name, "is no finite number")
        return numbers

    def times(self, name):
        """A column of times: numbers of any unit, or dates, which become seconds.

        A date is written by ISO 8601 (2026-11-30, 2026-11-30T14:05:09+08:00) or is a
        datetime; without a zone it is in UTC. All rows write it the same way.
        """
        values = self.given(name, "give it a time, or leave the row out")
        if np.issubdtype(values.dtype, np.datetime64):
            return whole(values.astype("datetime64[us]").astype(np.int64) / 1e6)
        if as_numbers(values[:1]) is not None:
            return whole(self.numbers(name))
        dates = [as_date(value) for value in values.tolist()]
        zoned = [date is not None and date.tzinfo is not None for date in dates]
        for row, date in enumerate(dates):
            if date is None:
                raise self.error(
                    row,
                    name,
                    "is no time: write a number, or a date such as 2026-11-30 or "
                    "2026-11-30T14:05:09+08:00, in all rows",
                )
            if zoned[row] != zoned[0]:
                raise self.error(
                    row,
                    name,
                    f"{'has a' if zoned[row] else 'has no'} time zone, other than the "
                    "first row: write it in all rows or in none",
                )
        seconds = [
            (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp()
            for date in dates
        ]
        return whole(np.array(seconds))


def decoded(path, encoding):
    """The text of a file, without the mark that Excel puts first.

    Raises ValueError where it is in another encoding, with the one that it may be.
    """
    data = path.read_bytes()
    if not data.strip():
        raise ValueError(
            f"{path} is empty: its first line names the columns, then comes a line "
            "for each row"
        )
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except LookupError:
        raise ValueError(
            f"there is no encoding {encoding!r}: utf-8 and gb18030 (GBK) are two"
        ) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = next((e for e in OTHERS if can_be(data, e)), "...")
    raise ValueError(
        f"{path}, line {line}: this is not {encoding}; {OTHERS.get(found, NEITHER)}. "
        f'Save it as UTF-8 (in Excel: "CSV UTF-8"), or say encoding="{found}" '
        f"(--encoding {found})"
    )


def can_be(data, encoding):
    """Whether the bytes are a text in this encoding."""
    if encoding == "utf-16" and not data.startswith(MARKS):
        return False
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def check_names(path, names):
    """Raise ValueError where two columns have the same name, or one has none."""
    for name in names:
        if not name or names.count(name) > 1:
            raise ValueError(
                f"{path}, line 1: the columns are named {', '.join(names)}, but each "
                "needs a name of its own"
            )


def columns_of(path, reader, names):
    """({name: array of text}, line of each row) of the rest of a csv.reader."""
    parts, lines = [], []
    rows = ((reader.line_num, row) for row in reader if row)
    while chunk := [*islice(rows, CHUNK)]:
        for line, row in chunk:
            if len(row) != len(names):
                raise ValueError(
                    f"{path}, line {line}: {len(row)} values, but the first line names "
                    f"{len(names)} columns ({', '.join(names)}). Give a value for "
                    "each; one that has a separator in it stands in quotes"
                )
        lines.append(np.array([line for line, _ in chunk]))
        columns = zip(*(row for _, row in chunk), strict=True)
        parts.append([np.array(column, dtype=str) for column in columns])
    if not parts:
        return {}, np.zeros(0, int)
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    return dict(zip(names, columns, strict=True)), np.concatenate(lines)


def missing(values):
    """Where a value is missing, (n,): NaN, None, NaT, or nothing written."""
    if values.dtype.kind == "U":
        return np.logical_or.reduce([values == nothing for nothing in MISSING])
    if values.dtype.kind == "M":
        return np.isnat(values)
    # NaN and its kin are what differs from itself.
    return np.array([v is None or v != v or v in MISSING for v in values.tolist()])


def as_numbers(values):
    """The values as float64, None where one of them is no number."""
    try:
        return np.asarray(values).astype(np.float64)
    except (TypeError, ValueError):
        return None


def whole(numbers):
    """The numbers as int64 where all of them are whole."""
    return numbers.astype(np.int64) if (numbers == np.floor(numbers)).all() else numbers


def as_date(value):
    """A datetime, or the one that a text names by ISO 8601; else None."""
    if isinstance(value, datetime):
        return value
    try:
        return datetime.fromisoformat(str(value))
    except ValueError:
        return None
