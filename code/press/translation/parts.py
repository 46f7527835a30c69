"""What a translation must share with its English text, so that no page breaks.

Links, roles, formulas, code and HTML of Markdown; the names in an f-string; the
placeholders `{x}` and `%s` of a label or a message.
"""

import re
import string
from collections import Counter

from nnbook.language import python
from press.translation.markdown import KINDS, PARSER

PROSE = {*KINDS.values(), "title", "explanation", "hint", "caption"}
LINK = re.compile(r"\]\(([^)\s]*)\)")
ADDRESS = re.compile(r"(?<![(\w])https?://[^\s)，。；：、（）]+")
ROLE = re.compile(r"\{[\w:-]+\}`[^`]*`")
CODE = re.compile(r"(?<!`)`([^`]+)`(?!`)")
FORMULA = re.compile(r"\$([^$]+)\$")
TAG = re.compile(r"</?[a-zA-Z][^>]*>")
PERCENT = re.compile(r"%(?:\(\w+\))?[sdifgr]\b")
NAME = re.compile(r"(?<!\w)[A-Za-z_]\w*")
TEXT = re.compile(r"'[^']*'|\"[^\"]*\"")


def damage(kind, english, translation):
    """Return what is wrong with a translation, a sentence each."""
    found = list(at_the_ends(kind, english, translation))
    if kind in PROSE:
        found += in_markdown(english, translation)
    elif kind == "f-string":
        found += in_template(english, translation)
    else:
        found += differences("inline code", CODE, english, translation, set)
        if kind in ("label", "text"):
            found += in_format(english, translation)
    return found


def at_the_ends(kind, english, translation):
    """Find lost spaces and lines around a text: a line of a table may need them."""
    if kind in PROSE or kind == "comment":
        if translation != translation.strip() or "\n" in translation:
            yield "a text has no spaces or line breaks at its ends, and is one line"
        return
    for side, strip in (("start", str.lstrip), ("end", str.rstrip)):
        ends = [text.replace(strip(text), "") for text in (english, translation)]
        if ends[0] != ends[1]:
            yield f"the {side} has the spaces {ends[1]!r}, expected {ends[0]!r}"


def in_markdown(english, translation):
    """Compare the parts of two pieces of Markdown."""
    yield from differences("link", LINK, english, translation, Counter)
    yield from differences("address", ADDRESS, english, translation, Counter)
    yield from differences("role", ROLE, english, translation, Counter)
    yield from differences("formula", FORMULA, english, translation, set)
    bare = [ROLE.sub("", text) for text in (english, translation)]
    yield from differences("inline code", CODE, *bare, set)
    yield from differences("HTML", TAG, english, translation, Counter)
    ours, theirs = marks(english), marks(translation)
    if ours["strong_open"] != theirs["strong_open"]:
        yield (
            f"{theirs['strong_open']} bold texts, expected {ours['strong_open']}: "
            "**bold** needs a letter, not punctuation, beside its stars on the inside"
        )
    if theirs["star"] > ours["star"]:
        yield "a * that marks nothing: put letters, not punctuation, inside of *...*"
    blocks = [len(PARSER.parse(text)) for text in (english, translation)]
    if blocks[0] == 3 and blocks[1] != 3:
        yield "it begins as a list, a heading or code: start with another word"


def marks(text):
    """Count what is marked in a piece of Markdown, and stars that mark nothing."""
    count = Counter()
    for token in PARSER.parseInline(text)[0].children:
        count[token.type] += 1
        if token.type == "text":
            count["star"] += token.content.count("*")
    return count


def in_template(english, translation):
    """Compare the names of two f-strings' texts; a format or a factor may differ."""
    try:
        codes = [
            [part for is_code, part in python.pieces(text) if is_code]
            for text in (english, translation)
        ]
        compile(f"f'''{translation}'''", "", "eval", dont_inherit=True)
    except (ValueError, SyntaxError) as error:
        return [f"no text of an f-string: {error}"]
    names = [
        set(NAME.findall(" ".join(strip_format(c) for c in code))) for code in codes
    ]
    return differing("name in an f-string", *names)


def strip_format(code):
    """Return the expression of {x:.1f} without its format and its texts."""
    return re.sub(r"(![rsa])?(:[^:\[\](){}'\"]*)?\}$", "}", TEXT.sub("", code))


def in_format(english, translation):
    """Compare the placeholders of two messages."""
    try:
        names = [
            {str(name) for _, name, _, _ in string.Formatter().parse(text) if name}
            for text in (english, translation)
        ]
    except ValueError as error:
        return [f"no format: {error}"] if "{" in translation else []
    return [
        *differing("placeholder", *names),
        *differences("placeholder", PERCENT, english, translation, Counter),
    ]


def differences(what, pattern, english, translation, count):
    """Say which parts are missing in a translation, and which it has too much."""
    return differing(
        what, count(pattern.findall(english)), count(pattern.findall(translation))
    )


def differing(what, wanted, found):
    """Say which of two sets (or counts) of parts are in one of them alone."""
    return [
        *(f"{what} is missing: {part}" for part in wanted - found),
        *(f"{what} that the English does not have: {part}" for part in found - wanted),
    ]
