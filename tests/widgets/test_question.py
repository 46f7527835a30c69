"""A question's widget has what its front end draws, and a text where none runs."""

import pytest

from nnbook.grading.question import load_question, parse, question_ids
from nnbook.widgets import Question


@pytest.mark.parametrize("question_id", question_ids())
def test_state_is_the_definition(question_id):
    question, widget = load_question(question_id), Question(question_id)
    assert widget.question_id == question_id
    assert (widget.kind, widget.title) == (question.kind, question.title)
    assert widget.prompt == question.prompt
    assert widget.details == question.details


def test_the_text_has_prompt_and_options():
    text = Question("why-xor-needs-two-layers").description
    assert text.startswith("Question: Why one neuron cannot be XOR\nOne neuron with")
    assert text.count("\n• ") == 4


def test_unknown_question():
    with pytest.raises(ValueError, match="Did you mean 'from-input-to-spike'"):
        Question("from-input-to-spikes")


def test_a_prediction_says_so():
    text = """kind = "number"
title = "How many"
prompt = "How many of the 20 starts learn?"
predict = true
answer = 3
tolerance = 0.5
feedback = "Three."
hint = "Fewer than half."
"""
    question = parse("how-many", text)
    assert question.predict and question.heading == "Predict: How many"
    assert "predict" not in question.details
    with pytest.raises(ValueError, match="predict = true is for choice and number"):
        parse("how-many", text.replace("true", '"yes"'))
