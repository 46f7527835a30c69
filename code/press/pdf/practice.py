"""Exercises, questions and widgets as they are printed.

An exercise is its prompt and the code to start from, a question its text; what solves
them goes into an appendix. A widget says where it can be moved.
"""

import json
import random
import re
from html import escape
from string import ascii_uppercase

from bs4 import BeautifulSoup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from nnbook.grading.exercise import KINDS
from press import markup
from press.words import _

HEADING = re.compile(f"^({'|'.join(KINDS.values())})[:：] ?")


def take_solutions(page):
    """Print the page's exercises and questions; return their rows of the appendix.

    A row is (id of the task, title, HTML of the solution).
    """
    rows = []
    for prompt in page.article.select(".nn-away"):  # of the version that is not shown
        prompt.decompose()
    for node in page.article.select(".nn-exercise, [data-widget=question]"):
        data = json.loads(node.find("script", type="application/json").string)
        show = exercise if "starter" in data else question
        title, task, solution = show(data)
        html = f'<div class="task" id="{node["id"]}">{task}{see(node["id"])}</div>'
        node.replace_with(parsed(html))
        rows.append((node["id"], title, solution))
    for number, node in enumerate(page.article.select(".nn-guide"), 1):
        node["id"] = f"task-{number}"
        rows.append((node["id"], *take_guide(node)))
        node.append(parsed(see(node["id"])))
    return rows


def take_guide(node):
    """Take hints and solution out of a task for the notebook; return (title, solution).

    They are what its reader unfolds, the solution last.
    """
    said = node.find_previous("strong", string=HEADING).string
    *hints, solution = node.find_all("details")
    solution.summary.decompose()
    html = solution.decode_contents()
    for folded in (*hints, solution):
        folded.decompose()
    return escape(HEADING.sub("", said)), html


def see(task):
    """Return the line that leads from a task to its solution."""
    return (
        f'<p class="see"><a href="#solution-{task}">{_("Solution: page ")}'
        f'<span data-page-of="solution-{task}">000</span></a></p>'
    )


def exercise(data):
    """Return title, task and solution of an exercise as HTML, as its page shows it."""
    twin = data.get("twin", {"hasNumpy": True})
    shown = data if twin["hasNumpy"] else twin["plain"]
    return escape(data["title"]), code(shown["starter"]), code(shown["solution"])


def question(data):
    """Return title, task and solution of a concept question as HTML."""
    heading = _("Predict: {title}") if data["predict"] else _("Question: {title}")
    title = heading.format(title=escape(data["title"]))
    show = {"choice": choice, "number": number, "order": order}[data["kind"]]
    fields, answer, feedback = show(data)
    head = f'<p class="title">{title}</p><p>{markup.html(data["prompt"])}</p>'
    return title, head + fields, f"<p><b>{answer}</b>. {markup.html(feedback)}</p>"


def choice(data):
    """Return the options, and the letter of the right one with what is said of it."""
    options = data["details"]["options"]
    right = next(i for i, option in enumerate(options) if option.get("correct"))
    return lettered(options), ascii_uppercase[right], options[right]["feedback"]


def number(data):
    """Return room for a number, and the number."""
    details = data["details"]
    unit = escape(details.get("unit", ""))
    blank = f'<p class="blank"><span></span> {unit}</p>'
    return blank, f"{details['answer']:g} {unit}".strip(), details["feedback"]


def order(data):
    """Return the items in another order, and the letters in the right one."""
    items = data["details"]["items"]
    shown = list(range(len(items)))
    shuffle = random.Random(data["question_id"])
    while shown == sorted(shown):
        shuffle.shuffle(shown)
    letters = ", ".join(ascii_uppercase[shown.index(i)] for i in range(len(items)))
    return lettered(items[i] for i in shown), letters, data["details"]["feedback"]


def lettered(rows):
    """Return a list of texts with the letters A, B, C."""
    items = "".join(f"<li>{markup.html(row['text'])}</li>" for row in rows)
    return f'<ol class="letters">{items}</ol>'


def caption_widgets(page, online):
    """Say below each widget where it can be moved."""
    for node in page.article.select("[data-widget]"):
        link = f"{online}{page.file}.html#{node['id']}"
        shown = escape(link.removeprefix("https://"))
        node.wrap(parsed('<figure class="widget"></figure>').figure)
        link = f'<a href="{link}">{shown}</a>'
        caption = f"<figcaption>{_('Move it at {link}', link=link)}</figcaption>"
        node.insert_after(parsed(caption))


def appendix(pages):
    """Return the appendix from [(page, rows)]."""
    heading = f"<h1>{_('Solutions')}</h1>"
    parts = [f'<article class="bd-article" id="solutions">{heading}']
    for page, rows in pages:
        if rows:
            parts.append(f"<h2>{escape(page.title)}</h2>")
        for task, title, solution in rows:
            parts.append(
                f'<section class="solution" id="{page.name}-solution-{task}">'
                f'<h3>{title}</h3>{solution}<p class="see">'
                f'<a href="#{page.name}-{task}">{_("Asked on page ")}'
                f'<span data-page-of="{page.name}-{task}">000</span></a></p></section>'
            )
    return "\n".join([*parts, "</article>"])


def code(text):
    """Return Python code as HTML, in the classes of the site's style sheet."""
    return highlight(text, PythonLexer(), HtmlFormatter())


def parsed(html):
    """Return HTML as nodes that go into a page."""
    return BeautifulSoup(html, "html.parser")
