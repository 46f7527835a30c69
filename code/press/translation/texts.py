"""What plots, figures and exercises say in another language, for `nnbook.language`.

python -m press.translation.texts zh_CN
"""

import json
import re
import sys
from pathlib import Path

import nnbook.language
from nnbook.grading.exercise import in_english, notebook_ids, versions
from press.translation import catalogue
from press.translation.files import write
from press.translation.markdown import rewrite

# The .po files of which something is said where code runs.
AT_RUN_TIME = re.compile("package|book|exercises-.*|questions-.*")


def translations(language):
    """Return {name of a .po file: {(context, English): translation}}, if done."""
    return {
        path.stem: {
            key: entry.string
            for key, entry in catalogue.read(path).items()
            if catalogue.is_done(entry)
        }
        for path in sorted(catalogue.folder(language).glob("*.po"))
    }


def by_text(said, domain):
    """Return {English: translation} of a .po file whose texts have no context."""
    return {text: new for (_, text), new in said.get(domain, {}).items()}


def write_texts(language):
    """Write ``nnbook/language/LANGUAGE.json``."""
    said = translations(language)
    domains = filter(AT_RUN_TIME.fullmatch, said)
    content = {
        "language": language,
        "texts": {domain: by_text(said, domain) for domain in domains},
        "words": words_of(said.get("figures", {})),
        "prompts": prompts(said),
    }
    path = Path(nnbook.language.__file__).with_name(f"{language}.json")
    write(path, json.dumps(content, ensure_ascii=False, indent=0) + "\n")


def words_of(said):
    """Return {figure: its words, nested as the English ones}."""
    found = {}
    for (context, _), text in said.items():
        *way, last = context.split(".")
        node = found
        for name in way:
            node = node.setdefault(name, {})
        node[last] = text
    return found


def prompts(said):
    """Return {id: translated prompt} of the exercises."""
    found = {}
    for name in [*versions(), *notebook_ids()]:
        exercise = in_english(name)
        look_up = by_text(said, f"exercises-{exercise.chapter}").get
        if (new := rewrite(exercise.prompt, look_up)) != exercise.prompt:
            found[name] = new
    return found


if __name__ == "__main__":
    write_texts(sys.argv[1])
