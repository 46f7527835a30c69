"""Concept questions: choose, type a number, put into order."""

from nnbook.grading.question import load_question
from nnbook.widgets.base import BookWidget
from nnbook.widgets.state import Data


class Question(BookWidget, front_end="question"):
    """The question with this id; `nnbook.grading.question` tells how one is written.

    What the reader has answered stays in the reader's browser.
    """

    question_id = Data(noun="the name of its file")
    kind = Data(noun="choice, number or order")
    title = Data(noun="its title")
    prompt = Data(noun="what is asked")
    predict = Data(noun="whether it asks for a prediction")
    details = Data(noun="what the file says of the answer")

    def __init__(self, question_id):
        question = load_question(question_id)
        rows = question.details.get("options", question.details.get("items", []))
        lines = [question.heading, question.prompt]
        super().__init__(
            question_id=question.id,
            kind=question.kind,
            title=question.title,
            prompt=question.prompt,
            predict=question.predict,
            details=question.details,
            description="\n".join(lines + [f"• {row['text']}" for row in rows]),
        )
