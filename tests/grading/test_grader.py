"""The grader's verdicts and words, each on the code of an imaginary reader."""

import pytest

from nnbook.grading.grader import grade, grade_namespace
from nnbook.grading.reader import OUTPUT_LIMIT


def checks(*body):
    """One check whose body is given."""
    lines = "".join(f"    {line}\n" for line in body)
    return f"def check_it(code, t):\n    'it works'\n{lines}"


def judge(source, *body, mistakes=()):
    """Grade the source with one check whose body is given."""
    return grade(source, checks(*body), mistakes=mistakes)


def message(source, *body, mistakes=()):
    """Return the message of a check that fails."""
    result = judge(source, *body, mistakes=mistakes)
    assert result.status == "failed", result
    return result.checks[0].message


# What a planted mistake gives at two inputs proves that it was made.
SQUARE_IT = [("Square it.", "def f(x): return x")]
AGAIN = "t.close('f(3)', 9)"
CLOSE = "t.close('f(2)', 4, (2, 'Square it.'), (ZeroDivisionError, 'Why divide?'))"


def test_passed():
    result = judge("def f(x): return x * x", CLOSE)
    assert result.status == "passed"
    assert result.text("Square") == "Square: passed: 1 of 1 checks"
    assert result.checks[0].name == "it works"


@pytest.mark.parametrize(
    "source",
    [
        "def f(x): ...",
        "def f(x):\n    '''Square it.'''\n    ...",
        "def f(x): return ...",
        "def f(x):\n    y = ...\n    return y",
        "def f(x):\n    y = ...\n    return y + 1",
        "def f(x):\n    for y in ...: pass",
        "f = ...",
        "def f(x):\n    a = ...\n    return [[a, 1], 2]",
        "x = ... + 1",
    ],
)
def test_not_started(source):
    result = judge(source, CLOSE)
    assert result.status == "not started"
    assert result.text("Square") == "Square: not started"


@pytest.mark.parametrize(
    "check",
    [
        "t.raises('f(2)', ValueError)",
        "t.forbids('f', 'sum', because='Loop.')",
        "t.is_number('f(2)')",
        "t.equal('f(2)', None)",
        "t.close('f(2)[0]', 1)",
        "code.f(2)",
    ],
)
def test_every_tool_sees_what_is_not_started(check):
    assert judge("def f(x): ...", check).status == "not started"


def test_half_done_is_not_unstarted():
    checks = """
def check_f(code, t):
    "f"
    t.close("f(2)", 4)
def check_g(code, t):
    "g"
    t.close("g(2)", 8)
"""
    result = grade("def f(x): return x * x\ndef g(x): ...", checks)
    assert result.status == "failed"
    assert [row.ok for row in result.checks] == [True, False]
    assert "still a `...`" in result.checks[1].message


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("return x", "`f(2)` should be 4, but your code gives 2. Square it."),
        ("return 5", "`f(2)` should be 4, but your code gives 5."),
        ("return 4.0000001", "should be 4, but your code gives 4.0000001."),
        ("y = x * x", "should be a number, but it is None. A function gives back only"),
        ("print(x * x)", "prints its result and returns None. Use return instead"),
        ("return '4'", "it is the text '4'. Leave the quotes"),
        ("return [4]", "it is the list [4]. Check the square brackets."),
        ("return 4,", "it is the tuple (4,). Check the commas"),
        ("return True", "it is True. Give 1 or 0"),
        ("return f", "it is a function. Call it"),
        ("return (y for y in [4])", "a generator, which only promises values"),
        ("return 4j", "it is 4j (complex)."),
        ("return float('nan')", "gives nan, which is not a number"),
        (
            "return x / 0",
            "`f(2)` should be 4, but your code raises ZeroDivisionError on",
        ),
        ("return x / 0", "on line 2 (`return x / 0`): division by zero."),
        ("return f(x)", "each call inside the one before on line 2 (`return f(x)`)"),
        ("return x ^ 2.0", "'int' and 'float'. A power is written ** in Python."),
        ("return y", "raises NameError on line 2 (`return y`): name 'y' is not"),
        ("import numpie", "plain Python only"),
        ("import sys; sys.exit()", "ends Python on line 2"),
        ("input('x?')", "input() has nobody to ask here"),
        ("raise MemoryError", "It asks for more memory than there is."),
    ],
)
def test_close_names_the_mistake(body, said):
    assert said in message(f"def f(x):\n    {body}", CLOSE, AGAIN, mistakes=SQUARE_IT)


@pytest.mark.parametrize(
    ("source", "mistakes"),
    [
        ("def f(x): return 2", SQUARE_IT),  # the same at one input, not at the other
        ("def f(x): return x", ()),  # nobody has planted it
        ("def f(x): return x", [("Cube it.", "def f(x): return x")]),
    ],
)
def test_one_value_proves_no_mistake(source, mistakes):
    said = message(source, CLOSE, AGAIN, mistakes=mistakes)
    assert said == "`f(2)` should be 4, but your code gives 2."


def test_a_mistake_that_the_checks_reveal_once_is_not_named():
    said = message("def f(x): return x", CLOSE, mistakes=SQUARE_IT)
    assert said == "`f(2)` should be 4, but your code gives 2."


@pytest.mark.parametrize(
    ("body", "second", "named"),
    [
        ("return x / 0", AGAIN, True),
        ("return x / (x - 2) if x == 2 else 9", AGAIN, False),  # at one input only
        ("return x / 0", "pass", False),  # there is no second input
    ],
)
def test_one_exception_proves_no_mistake(body, second, named):
    planted = [("Why divide?", "def f(x): return 1 / 0")]
    said = message(f"def f(x):\n    {body}", CLOSE, second, mistakes=planted)
    neutral = (
        "`f(2)` should be 4, but your code raises ZeroDivisionError on line 2 "
        f"(`{body}`): division by zero."
    )
    assert said == neutral + (" Why divide?" if named else "")


def test_the_same_exception_at_two_inputs_proves_a_mistake():
    check = "t.close('f(2)', 4, (3, 'No list.')); t.close('f([])', 0)"
    planted = [("No list.", "def f(x): return x + 1")]
    assert "No list." not in message("def f(x): return 3", check, mistakes=planted)
    said = message("def f(x): return 1 + x", check, mistakes=planted)
    assert said.endswith("gives 3. No list.")


def test_a_rehearsal_leaves_what_is_given_as_it_was():
    check = "t.close('f(x)', 1, (0, 'Emptied.'), x=[5]); t.close('f(x)', 2, x=[5, 5])"
    planted = [("Emptied.", "def f(x):\n    x.clear()\n    return len(x)")]
    reader = "def f(x):\n    while x:\n        x.pop()\n    return len(x)"
    assert "Emptied." in message(reader, check, mistakes=planted)


def test_the_values_of_a_tuple_are_judged_one_by_one():
    check = (
        "t.close('f(2)', (4, 8), ((2, 8), 'Square it.'), ((4, 2), 'Cube it.'));"
        "t.close('f(3)', (9, 27))"
    )
    planted = [
        ("Square it.", "def f(x): return x, x**3"),
        ("Cube it.", "def f(x): return x**2, x"),
    ]
    both = message("def f(x): return x, 0", check, mistakes=planted)
    assert both.endswith("gives (2, 0). Square it.")
    second = message("def f(x): return x**2, x", check, mistakes=planted)
    assert second.endswith("gives (4, 2). Cube it.")
    other = message("def f(x): return x**2, 0", check, mistakes=planted)
    assert other.endswith("gives (4, 0). Of these values the second is wrong.")
    assert message("def f(x): return 0, 0", check).endswith("gives (0, 0).")


def test_a_function_is_shown_by_its_docstring_and_a_module_not_at_all():
    lines = """import math
def square(x):
    "square(x) = x²"
    return x**2
def check_given(code, t):
    "says what it was given"
    t.close("f(square, math.e, n)", 4, square=square, math=math, n=2)
"""
    (row,) = grade("def f(*x): return 3", lines).checks
    given = "`f(square, math.e, n)` with square(x) = x², n = 2 should be 4"
    assert row.message.startswith(given)


def test_close_takes_lists_of_numbers():
    check = "t.close('f(2)', [[1, 2], [3, 4]])"
    assert judge("def f(x): return [[1, 2.0], [3, 4]]", check).status == "passed"
    assert "of length 2, but yours has length 1" in message(
        "def f(x): return [4]", check
    )
    assert "item 0 of `f(2)` should be a list" in message(
        "def f(x): return [1, 2]", check
    )
    assert "it is the tuple" in message("def f(x): return (1, 2)", check)
    text = message("def f(x): return [[1, 2], [3, 'a']]", check)
    assert "item 1 of item 1 of `f(2)` should be a number" in text


def test_close_takes_several_values():
    check = (
        "t.close('f(2)', ([1, 2], 3), (([0, 2], 3), 'Why 0?'));"
        "t.close('f(1)', ([1, 1], 3))"
    )
    zero = [("Why 0?", "def f(x): return [0, x], 3")]
    right, wrong = "def f(x): return [1, x], 3.0", "def f(x): return [0, x], 3"
    assert judge(right, check).status == "passed"
    assert "gives ([0, 2], 3). Why 0?" in message(wrong, check, mistakes=zero)
    assert judge("def f(x): return [[1, x], 3]", check).status == "passed"
    wrong = "def f(x): return [[0, x], 3]"
    assert "gives [[0, 2], 3]. Why 0?" in message(wrong, check, mistakes=zero)
    said = "2 values, as `return a, b` gives them"
    assert f"{said}, but it is 3" in message("def f(x): return 3", check)
    assert f"{said}, but yours has length 1" in message("def f(x): return 3,", check)


def test_names_given_to_an_expression_are_shown():
    check = "t.close('f(x, w)', 3, x=[1, 2], w=[0.5] * 100)"
    text = message("def f(x, w): return 4", check)
    assert text.startswith("`f(x, w)` with x = [1, 2], w = [0.5, 0.5,")
    assert len(text) < 200


def test_given_modules_and_functions_are_not_shown():
    check = "import math; t.close('f(g(math.e), x)', 3, math=math, g=math.log, x=[1])"
    text = message("def f(z, x): return z", check)
    assert text == "`f(g(math.e), x)` with x = [1] should be 3, but your code gives 1."


def test_equal_tells_types_apart():
    check = "t.equal('f(2)', [0, 1])"
    assert judge("def f(x): return [0, 1]", check).status == "passed"
    assert "of type tuple, not list" in message("def f(x): return 0, 1", check)
    text = message("def f(x): return 1", "t.equal('f(2)', True)")
    assert "of type int, not bool" in text
    assert "it is None" in message("def f(x): x", check)


def test_raises():
    check = "t.raises('f(2)', ValueError, 'Refuse it.')"
    assert judge("def f(x): raise ValueError", check).status == "passed"
    assert message("def f(x): return 3", check) == (
        "`f(2)` should raise ValueError, but your code gives 3."
    )
    assert "but your code raises KeyError: 1." in message("def f(x): {}[1]", check)


@pytest.mark.parametrize(
    ("source", "advice", "said"),
    [
        ("return x", "Refuse it.", "but your code gives 2. Refuse it."),
        ("return 2", "Refuse it.", "but your code gives 2."),
        (
            "return [][x]",
            "No [x].",
            "raises IndexError: list index out of range. No [x].",
        ),
        ("return {2: 1}[x]", "No [x].", "but your code gives 1."),
    ],
)
def test_what_should_raise_is_a_mistake_at_two_inputs(source, advice, said):
    planted = [("Refuse it.", "def f(x): return x"), ("No [x].", "def f(x): [][x]")]
    check = f"t.raises('f(2)', ValueError, {advice!r})", "t.raises('f(3)', ValueError)"
    assert message(f"def f(x): {source}", *check, mistakes=planted).endswith(said)


def test_forbids_follows_the_readers_functions():
    check = "t.forbids('f', 'sum', because='Loop.')"
    source = "def g(x): return [sum(y) for y in x]\ndef f(x): return g(x)"
    assert message(source, check) == "Your f uses `sum`. Loop."
    assert (
        judge("def f(x): return x\ndef g(x): return sum(x)", check).status == "passed"
    )


def test_list_of_numbers_gives_the_value_back():
    check = "assert t.is_list_of_numbers('f(2)', 2) == [1, 2]"
    assert judge("def f(x): return [1, 2]", check).status == "passed"
    assert "of length 2" in message("def f(x): return [1]", check)


def test_many_values_are_asked_at_once_and_the_wrong_one_is_named():
    check = "assert t.are_numbers('f(x)', 'x', x=[3, 4]) == [6, 8]"
    assert judge("def f(x): return 2 * x", check).status == "passed"
    text = message("def f(x): return 2 * x if x < 4 else 'much'", check)
    assert text.startswith("`f(x)` with x = 4 should be a number, but it is the text")
    text = message("def f(x): return 1 / (x - 4)", check)
    assert "`f(x)` with x = 4" in text
    assert "ZeroDivisionError" in text
    assert judge("def f(x): ...", check).status == "not started"
    lists = "t.are_lists_of_numbers('f(x, n)', 2, 'x', x=[3, 4], n=2)"
    assert judge("def f(x, n): return [x] * n", lists).status == "passed"
    text = message("def f(x, n): return [x] * (n - x // 4)", lists)
    assert text.startswith("`f(x, n)` with x = 4, n = 2 should be a list of length 2")


def test_missing_name():
    text = "`f` is not defined. Keep the name that the exercise gives."
    assert message("def ff(x): return 1", CLOSE) == text
    assert message("", "code.f(2)") == text


def test_wrong_parameters():
    assert "Keep the parameters" in message("def f(): return 4", CLOSE)


def test_a_raising_repr_does_no_harm():
    source = "class A:\n    def __repr__(self): 1 / 0\ndef f(x): return A()"
    assert "should be a number" in message(source, CLOSE)


def test_syntax_error_has_line_and_column():
    result = grade("x = 1\ndef f(x)\n    return x", "")
    assert result.status == "syntax"
    assert result.problem.line == 2
    assert result.problem.column == 9
    assert result.problem.text == "def f(x)"
    assert result.problem.message.startswith("Python cannot read line 2: ")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            "x = 1\ny = 1 / 0",
            "Your code raises ZeroDivisionError on line 2 (`y = 1 / 0`)",
        ),
        ("exit()", "Your code ends Python on line 1 (`exit()`)"),
        ("input()", "on line 1 (`input()`): input() has nobody to ask here"),
        (
            "def f(): f()\nf()",
            "Your code calls itself too often, each call inside the one before on line 1",
        ),
    ],
)
def test_error_at_the_top(source, said):
    result = grade(source, "")
    assert result.status == "error"
    assert said in result.problem.message


def test_a_pasted_call_of_check_is_harmless():
    source = 'def f(x): return x * x\ncheck("square")'
    assert judge(source, CLOSE).status == "passed"


def test_output_is_kept_and_capped():
    heard = []
    result = grade("for i in range(10**5): print(i)", "", heard.append)
    assert OUTPUT_LIMIT < len(result.output) < OUTPUT_LIMIT + 50
    assert result.output.endswith("(cut off after 10000 characters)\n")
    assert "".join(heard) == result.output


def test_notebook_text_of_a_failure():
    namespace = {}
    exec("def f(x):\n    print('hm')\n    return x", namespace)
    lines = f"def check_it(code, t):\n    'it'\n    {CLOSE}\n    {AGAIN}"
    result = grade_namespace(namespace, lines, SQUARE_IT)
    assert result.text("Square") == (
        "Square: not yet: 0 of 1 checks\n"
        "  ✗ it\n"
        "      `f(2)` should be 4, but your code gives 2. Square it.\n"
        "Your code printed:\n"
        "hm"
    )
