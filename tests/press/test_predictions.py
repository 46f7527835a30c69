"""What answers a prediction: the output right below it, and what is said of that."""

import nbformat
from docutils import nodes
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output


def ask(question_id):
    state = {"_widget": "question", "question_id": question_id}
    shown = {"text/plain": "?"}, {"nnbook": state}
    output = new_output("execute_result", shown[0], metadata=shown[1])
    return new_code_cell(f'Question("{question_id}")', outputs=[output])


def prints(text):
    return new_code_cell("...", outputs=[new_output("stream", text=text)])


def exercise():
    return new_code_cell("...", metadata={"exercise": "collapse-layers"})


# What stands below the output, and what of it answers.
CASES = [
    (["one\n\ntwo", "three"], ["one", "two"]),
    (["one\n\n- two\n\n### three\n\nfour"], ["one", "two"]),
    ([prints("one"), "two", prints("three")], ["one", "two"]),
    (["one\n\n(here)=\n### two\n\nthree"], ["one"]),
    (["### one\n\ntwo"], []),
    ([ask("mistake-bound"), "of another question"], []),
    (["a prompt", exercise()], []),
    (["one", "a prompt", exercise()], ["one"]),
    (["one", ask("scaled-weights")], ["one"]),
]
PREDICTIONS = (
    "best-line-for-xor steepest-gelu which-rate-revives centring-in-the-race "
    "double-the-widths across-the-valley ten-tents a-lead-too-large "
    "rules-of-a-chain"
).split()


def test_an_answer_ends_with_the_first_markdown_cell(build):
    cells = [new_markdown_cell("# Page")]
    for name, (below, _) in zip(PREDICTIONS, CASES, strict=True):
        cells += [new_markdown_cell(f"## {name}"), ask(name), prints("covered")]
        cells += [new_markdown_cell(c) if isinstance(c, str) else c for c in below]
    build(nbformat.writes(new_notebook(cells=cells)), "index.ipynb")
    found = {}
    for section in build.last.env.get_doctree("index").findall(nodes.section):
        of_section = [n for n in section.children if "nn-said" in n.get("classes")]
        texts = [text.astext() for n in of_section for text in words(n)]
        found[section.next_node(nodes.title).astext()] = texts
    assert {name: found[name] for name in PREDICTIONS} == {
        name: answer for name, (_, answer) in zip(PREDICTIONS, CASES, strict=True)
    }


def words(node):
    """The texts in a node, without the code of its cells."""
    return [
        text
        for text in node.findall(nodes.Text)
        if not isinstance(text.parent, nodes.raw)  # the cell's bar
        and text.parent.get("language") != "none"
    ]
