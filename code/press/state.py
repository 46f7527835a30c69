"""Write down the state of every figure where others read it: ``python -m press.state``.

The classes of `nnbook.widgets` declare it. From them come, for the front end,
``js/src/state/NAME.json`` for each figure (what it keeps within bounds, what a link may
set), and for people ``nnbook/widgets/TRAITS.md``. ``palette.json`` has the colours of
the static figures. What a browser keeps of a reader's
work, and what a file of such records may hold, is declared here: ``records.json``. With
``--check`` nothing is written: the files are named that are not what this would write.
"""

import json
import sys
from pathlib import Path

import nnbook.widgets
from nnbook.plots import PALETTE
from nnbook.widgets.base import BookWidget, shown
from nnbook.widgets.state import Flag, Listing, Text, Whole

FOLDER = Path(__file__).parent / "js" / "src" / "state"
TABLE = Path(nnbook.widgets.__file__).parent / "TRAITS.md"
CODE = Text("", 0, 1_000_000)
# What a reader may have typed, by the kind of thing, a question's by its own kind; and
# what is noted beside it: a flag stays set; of two numbers, the larger.
RECORDS = {
    "values": {
        "exercise": CODE,
        "cell": CODE,
        "choice": Whole(0, 0, 99),
        "number": Text("", 0, 10_000),
        "order": Listing(Whole(0, 0, 99), [], 0, 100, distinct=True),
    },
    "marks": {"solved": Flag(), "tries": Whole(), "hints": Whole()},
}
HEAD = """\
# The state of the figures

Made by `python -m press.state` from the classes in this folder: change those. A link
`#name?trait=value` sets every trait but those marked *no link*; a value that does not
fit is refused with a notice. In Python it raises `TraitError`.
"""


def figures():
    """Return the classes of all figures, in the order of their names."""
    named = (getattr(nnbook.widgets, name) for name in nnbook.widgets.__all__)
    return [figure for figure in named if figure is not BookWidget]


def files():
    """Return {path: text} of all that is made."""
    made = {
        FOLDER / f"{figure.front_end}.json": as_json(figure.schema())
        for figure in figures()
    }
    records = {
        kind: {name: part.schema() for name, part in fields.items()}
        for kind, fields in RECORDS.items()
    }
    made[FOLDER / "records.json"] = as_json(records)
    made[FOLDER / "palette.json"] = as_json({c: name for name, c in PALETTE.items()})
    made[TABLE] = "\n".join([HEAD, *map(table, figures())])
    return made


def as_json(schema):
    """Return a text with a line for each trait: a change is seen in the difference."""
    rows = ",\n".join(
        f"  {json.dumps(name)}: {json.dumps(part)}" for name, part in schema.items()
    )
    return f"{{\n{rows}\n}}\n"


def table(figure):
    """Return the Markdown table of a figure's traits."""
    lines = [
        f"## {figure.__name__}, `#{figure.front_end}`",
        "",
        "| trait | is | at first | means |",
        "|---|---|---|---|",
    ]
    for name, part in figure.parts().items():
        start = "" if part.default_value is None else f"`{shown(part)}`"
        means = part.help if part.link else f"{part.help} *(no link)*".strip()
        lines.append(f"| `{name}` | {part} | {start} | {means} |")
    return "\n".join([*lines, ""])


def stale(made):
    """Return the paths whose text is another one, and those that nothing makes."""
    wrong = [p for p, text in made.items() if not p.exists() or p.read_text() != text]
    return wrong + sorted(set(FOLDER.glob("*.json")) - set(made))


def main():
    """Write the files, or check them."""
    made = files()
    wrong = stale(made)
    if "--check" in sys.argv:
        if wrong:
            names = "\n  ".join(map(str, wrong))
            sys.exit(f"Not what the figures declare, run `make widgets`:\n  {names}")
        return
    FOLDER.mkdir(exist_ok=True)
    for path in wrong:
        if path in made:
            path.write_text(made[path])
        else:
            path.unlink()


if __name__ == "__main__":
    main()
