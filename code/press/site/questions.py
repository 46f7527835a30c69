"""What stands in a question's place until its script runs: the question itself.

It has the elements and classes that the front end (``widgets/question.js``) makes, so
that nothing below it moves when the front end replaces it.
"""

from html import escape

from press import markup
from press.words import _


def placeholder(state):
    """Return the HTML of a question that cannot be answered yet."""
    heading = _("Predict: {title}") if state["predict"] else _("Question: {title}")
    heading = escape(heading.format(title=state["title"]))
    act = _("Commit") if state["predict"] else _("Check")
    field = FIELDS[state["kind"]](markup.html(state["prompt"]), state["details"])
    return (
        '<section class="nn-widget nn-question">'
        f'<p class="nn-title"><span>{heading}</span></p>'
        f'{field}<button class="nn-primary" type="button" disabled>{act}</button>'
        '<p class="nn-feedback"></p></section>'
    )


def choice(prompt, details):
    """Return the options, none of which can be chosen."""
    rows = "".join(
        f'<label><input type="radio" disabled><span>{markup.html(text)}</span></label>'
        for text in (row["text"] for row in details["options"])
    )
    return f'<fieldset class="nn-choices"><legend>{prompt}</legend>{rows}</fieldset>'


def number(prompt, details):
    """Return the field for a number, with its unit."""
    unit = f"<span>{escape(details['unit'])}</span>" if details.get("unit") else ""
    return (
        f"<label>{prompt}</label>"
        f'<div class="nn-number"><input type="text" disabled>{unit}</div>'
    )


def order(prompt, details):
    """Return the items in the order of the alphabet, which gives nothing away."""
    move = '<button type="button" disabled aria-hidden="true">{}</button>'
    rows = "".join(
        '<li><span class="nn-grip" aria-hidden="true">⠿</span>'
        f'<span class="nn-sortable-text">{markup.html(text)}</span>'
        f"{move.format('↑')}{move.format('↓')}</li>"
        for text in sorted(row["text"] for row in details["items"])
    )
    return f'<p>{prompt}</p><ol class="nn-sortable">{rows}</ol>'


FIELDS = {"choice": choice, "number": number, "order": order}
