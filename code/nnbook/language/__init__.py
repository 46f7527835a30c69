"""The language of the edition: ``_("text")`` gives a text in it.

English is the source: every text is written in English where it belongs, and is the
key under which its translation is found. ``NNBOOK_LANGUAGE=zh_CN`` in the environment
chooses another edition, whose texts are in ``zh_CN.json`` beside this file, made by
``python -m press.translate build``. A text without a translation stays English.
Standard library only: plots, figures, exercises and what grades them ask here, wherever
they run.
"""

import functools
import json
import os
from pathlib import Path

# Where all is of one edition, as in a page, its texts are here.
EDITION = "edition"


@functools.cache
def _catalogue():
    name = os.environ.get("NNBOOK_LANGUAGE") or EDITION
    path = Path(__file__).with_name(f"{name}.json")
    if not path.exists():
        return {"language": "en", "texts": {}, "words": {}, "prompts": {}}
    return json.loads(path.read_text("utf-8"))


def language():
    """Return the edition's language: "en", or one such as "zh_CN"."""
    return _catalogue()["language"]


def texts(domain):
    """Return {English: translation} of what is translated, of one .po file."""
    return _catalogue()["texts"].get(domain, {})


def prompts():
    """Return the prompts of exercises, {id: Markdown}, where translated."""
    return _catalogue()["prompts"]


def words():
    """Return the words of the front end, {figure: {key: text}}, where translated."""
    return _catalogue()["words"]


def _(text, /, **values):
    """Return a text of the package in the edition's language, ``{x}`` as x is in it.

    The English stands where it is said: ``_("{n} checks", n=3)``.
    """
    text = texts("package").get(text, text)
    return text.format(**values) if values else text
