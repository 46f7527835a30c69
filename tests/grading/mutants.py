"""One-token mutants of a program: what a check must tell from the solution.

A mutant differs in one operator, comparison, number, sign, dropped call or name.
"""

import ast
import io
import itertools
import tokenize

OPERATORS = {
    "+": ["-"],
    "-": ["+"],
    "*": ["/", "+"],
    "/": ["*"],
    "//": ["/"],
    "%": ["*"],
    "**": ["*"],
    "@": ["*"],
    "+=": ["-=", "="],
    "-=": ["+=", "="],
    "*=": ["/=", "="],
    "/=": ["*=", "="],
    "<": ["<=", ">"],
    "<=": ["<", ">="],
    ">": [">=", "<"],
    ">=": [">", "<="],
    "==": ["!="],
    "!=": ["=="],
    "and": ["or"],
    "or": ["and"],
    "min": ["max"],
    "max": ["min"],
    "any": ["all"],
    "all": ["any"],
    "True": ["False"],
    "False": ["True"],
    "break": ["continue"],
}


def mutants(source):
    """Yield (the mutated line, the mutated program), each once; all can be compiled."""
    seen = {ast.dump(ast.parse(source))}
    for (line, start), end, text in itertools.chain(
        _tokens(source), _signs_and_calls(source), _names(source)
    ):
        program = _replaced(source, line, start, end, text)
        try:
            tree = ast.dump(ast.parse(program))
        except SyntaxError:
            continue
        if tree not in seen:
            seen.add(tree)
            yield program.splitlines()[line - 1].strip(), program


def _replaced(source, line, start, end, text):
    lines = source.splitlines(keepends=True)
    lines[line - 1] = lines[line - 1][:start] + text + lines[line - 1][end:]
    return "".join(lines)


def _tokens(source):
    """Other operators, comparisons and words in their place, other numbers."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        for text in OPERATORS.get(token.string, []):
            yield token.start, token.end[1], text
        if token.type == tokenize.NUMBER:
            number = ast.literal_eval(token.string)
            for other in dict.fromkeys([number + 1, number - 1, 2 * number]):
                yield token.start, token.end[1], repr(other)


def _signs_and_calls(source):
    """A sign or a `not` left out, f(x) as x, x.f() as x, x.T as x."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.UnaryOp):
            yield from _cut(source, node, node.operand)
        if isinstance(node, ast.Attribute) and node.attr == "T":
            yield from _cut(source, node, node.value)
        if isinstance(node, ast.Call) and node.args:
            yield from _cut(source, node, node.args[0])
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield from _cut(source, node, node.func.value)


def _cut(source, node, kept):
    """The part that is kept in place of the whole, where both are on one line."""
    text = ast.get_source_segment(source, kept)
    if node.lineno == node.end_lineno and text is not None:
        # Columns of the tree count bytes, those of the tokens letters.
        line = source.splitlines()[node.lineno - 1].encode()
        start = len(line[: node.col_offset].decode())
        end = len(line[: node.end_col_offset].decode())
        yield (node.lineno, start), end, f"({text})"


def _names(source):
    """Each name that is read exchanged for each other one of its function."""
    tree = ast.parse(source)
    functions = [n for n in tree.body if isinstance(n, ast.FunctionDef)]
    for function in functions:
        own = {a.arg for a in ast.walk(function.args) if isinstance(a, ast.arg)}
        read = []
        for node in ast.walk(function):
            if isinstance(node, ast.Name):
                if isinstance(node.ctx, ast.Store):
                    own.add(node.id)
                else:
                    read.append(node)
        for node in read:
            for other in sorted(own - {node.id}) if node.id in own else []:
                line = source.splitlines()[node.lineno - 1].encode()
                start = len(line[: node.col_offset].decode())
                yield (node.lineno, start), start + len(node.id), other
