"""Concept questions: choose, type a number, put into order."""

from traitlets import Dict, Unicode

from nnbook.grading.question import load_question
from nnbook.widgets.base import BookWidget


class Question(BookWidget, front_end="question"):
    """The question with this id; `nnbook.grading.question` tells how one is written.

    What the reader has answered stays in the reader's browser.
    """

    question_id = Unicode().tag(sync=True)
    kind = Unicode().tag(sync=True)
    title = Unicode().tag(sync=True)
    prompt = Unicode().tag(sync=True)
    details = Dict().tag(sync=True)

    def __init__(self, question_id):
        question = load_question(question_id)
        rows = question.details.get("options", question.details.get("items", []))
        lines = [f"Question: {question.title}", question.prompt]
        super().__init__(
            question_id=question.id,
            kind=question.kind,
            title=question.title,
            prompt=question.prompt,
            details=question.details,
            description="\n".join(lines + [f"• {row['text']}" for row in rows]),
        )
