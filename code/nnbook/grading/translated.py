"""Exercises and questions in the language of the edition (`nnbook.language`).

English is what stands in their files. What a reader sees is translated when they are
loaded: titles, prompts, hints, what the checks say, comments and docstrings of code.
"""

from dataclasses import replace

from nnbook.language import prompts, python, texts

# Of a question's file: what a reader sees.
SAID = "title", "prompt", "text", "feedback", "hint", "unit"
LEAST = 6  # letters of a piece of a message that tell what it is


def exercise(english):
    """Return an exercise in the edition's language; ``original`` is the English one."""
    said = texts(f"exercises-{english.chapter}")
    if not said:
        return english

    def code(source):
        return python.rewrite(source, said.get)

    return replace(
        english,
        title=said.get(english.title, english.title),
        prompt=prompts().get(english.id, english.prompt),
        starter=code(english.starter),
        solution=code(english.solution),
        checks=code(english.checks),
        hints=tuple(said.get(squeeze(hint), hint) for hint in english.hints),
        original=english,
    )


def mistakes(english):
    """Return the planted mistakes, (words, program): words of translated messages."""
    said = texts(f"exercises-{english.chapter}")
    messages = [text.text for text in python.texts(english.checks)]
    return tuple(
        (words, program)
        for expected, program in english.mistakes
        for words in dict.fromkeys(words_of(expected, messages, said))
    )


def words_of(expected, messages, said):
    """Return what the translations of the messages that have these words consist of.

    Of a message with values in it that is its longest piece between them.
    """
    found = [said.get(m, m) for m in messages if has(m, expected)]
    return [max(literals(text), key=len) for text in found] or [expected]


def has(message, words):
    """Tell whether a message may have these words, whatever its values are."""
    return any(
        words in piece or (len(piece.strip()) >= LEAST and piece.strip() in words)
        for piece in literals(message)
    )


def literals(message):
    """Return the pieces of a message between its values."""
    try:
        parts = python.pieces(message)
    except ValueError:  # braces that are none of an f-string's
        return [message]
    return [p.replace("{{", "{").replace("}}", "}") for code, p in parts if not code]


def question(table, chapter):
    """Return a question's table in the edition's language; rows keep the English."""
    said = texts(f"questions-{chapter}")
    return in_language(table, said) if said else table


def in_language(table, said):
    """Return a table, and those in it, with what a reader sees translated."""
    new = {}
    for name, value in table.items():
        if isinstance(value, list):
            new[name] = [in_language(row, said) for row in value]
        elif name in SAID:
            new[name] = said.get(squeeze(value), value)
            if name == "text":
                new["english"] = value
        else:
            new[name] = value
    return new


def squeeze(text):
    """A text on one line, as catalogues have it."""
    return " ".join(text.split())
