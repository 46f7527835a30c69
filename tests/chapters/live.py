"""What a cell shows where it is run alone, compared with what its notebook stores."""

import re

from nnbook.live.runner import WIDGET

# Clip paths and the like are called otherwise in each process.
IDS = re.compile(r"\b[a-z]+[0-9a-f]{10}\b")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
POINTS = 0.02  # what a place in a picture may differ by: versions round otherwise


def stored(outputs):
    """What a notebook stores of a cell, as [kind, text or {MIME type: text}]."""
    found = []
    for output in outputs:
        if output["output_type"] == "stream":
            found.append([output["name"], "".join(output["text"])])
        elif output["output_type"] == "error":
            found.append(["error", output["ename"]])
        else:
            data = {k: "".join(v) for k, v in output["data"].items()}
            if "nnbook" in output["metadata"]:
                data[WIDGET] = output["metadata"]["nnbook"]
            kind = {"execute_result": "result", "display_data": "display"}
            found.append([kind[output["output_type"]], data])
    return joined(found)


def shown(outputs):
    """What the runner gives of a cell, in the same form."""
    kinds = {"stdout": "text", "stderr": "text", "error": "name"}
    return joined([[o["type"], o[kinds.get(o["type"], "data")]] for o in outputs])


def joined(outputs):
    """Join neighbouring pieces of what was printed."""
    found = []
    for kind, value in outputs:
        if found and isinstance(value, str) and found[-1][0] == kind:
            found[-1][1] += value
        else:
            found.append([kind, value])
    return found


def difference(cell, result):
    """Say in which way a cell shows something else than is stored, "" where it doesn't."""
    want, got = stored(cell["outputs"]), shown(result["outputs"])
    if [kind for kind, _ in want] != [kind for kind, _ in got]:
        kinds = [
            " ".join(kind for kind, _ in outputs) or "nothing"
            for outputs in (want, got)
        ]
        return f"shows {kinds[1]}, stored is {kinds[0]}: {got}"
    for (_, here), (_, there) in zip(want, got, strict=True):
        if isinstance(here, str):
            if here != there:
                return f"prints {there!r}, stored is {here!r}"
            continue
        for mime, text in here.items():
            if mime == WIDGET:
                if not same_state(text, there.get(WIDGET)):
                    return f"another state: {there.get(WIDGET)}, stored is {text}"
            elif not alike(text, there.get(mime, "")):
                return f"another {mime}: {there.get(mime)}, stored is {text}"
    return ""


def same_state(state, widget):
    """Tell whether a figure is in the state that is stored; of a question, its name."""
    own = {"_widget": widget["name"], **widget["state"]} if widget else {}
    return all(own.get(key) == value for key, value in state.items())


def alike(want, got):
    """Tell whether two texts are the same; pictures, but for ids and `POINTS`."""
    if "<svg" not in want:
        return want == got
    want, got = IDS.sub("id", want), IDS.sub("id", got)
    if NUMBER.sub("0", want) != NUMBER.sub("0", got):
        return False
    numbers = zip(NUMBER.findall(want), NUMBER.findall(got), strict=True)
    return all(a == b or abs(float(a) - float(b)) < POINTS for a, b in numbers)
