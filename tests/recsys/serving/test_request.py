"""What may be asked, and what is said of what may not."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnbook.recsys.serving.request import RefusedError, parse, parse_rows

BAD = [
    (b'{"history": [', 400, "the body is no JSON"),
    (b"\xff\xfe", 400, "the body is no JSON"),
    (b'{"history": [], "time": NaN}', 400, "NaN is no number of JSON"),
    (b"[" * 100_000, 400, "the body is no JSON"),
    (b"[1, 2]", 422, 'expected an object such as {"history": []}, got a list'),
    (b"{}", 422, 'the field "history" is missing: give a list, [] for a new user'),
    (b'{"history": [], "hist": 1}', 422, "no field 'hist'; there are history, k,"),
    (b'{"history": "a"}', 422, '"history" has to be a list, not text'),
    (b'{"history": [[1]]}', 422, 'an item of "history" is a list: expected is text'),
    (b'{"history": [true]}', 422, "is true or false: expected is text or a whole"),
    (b'{"history": [null]}', 422, "is null: expected"),
    (b'{"history": [1.5]}', 422, "is a number: expected is text or a whole number"),
    (
        b'{"history": [{"id": 1}]}',
        422,
        "has the fields ['id']: expected is an item, or",
    ),
    (b'{"history": [], "k": 0}', 422, '"k" has to be a whole number from 1 to 100'),
    (b'{"history": [], "k": true}', 422, '"k" has to be a whole number'),
    (b'{"history": [], "time": "now"}', 422, '"time" has to be a number, not text'),
    (b'{"history": [], "time": 1e300}', 422, '"time" is 1e+300: expected is a time'),
    (b'{"history": [], "device": 0.5}', 422, '"device" has to be a whole number, -1'),
    (b'{"history": [], "user": [1]}', 422, '"user" has to be an object, not a list'),
    (b'{"history": [], "user": {"a": []}}', 422, '"a" of "user" has to be text or a'),
    (b'{"history": [], "shown": [1]}', 422, "what was shown needs times"),
    (
        b'{"history": [{"item": 1, "time": 5}, {"item": 2, "time": 4}]}',
        422,
        "the times of the history go back: put the latest last",
    ),
    (
        b'{"time": 3, "history": [{"item": 1, "time": 5}]}',
        422,
        'an event at 5.0 is after "time", 3.0: nothing that comes later is known',
    ),
    (
        json.dumps({"history": [1] * 1001}).encode(),
        422,
        '"history" has 1001 events, at most 1000 are taken: give the latest ones',
    ),
    (json.dumps({"history": ["x" * 201]}).encode(), 422, "201 letters, at most 200"),
]


@pytest.mark.parametrize("body, status, message", BAD)
def test_what_is_wrong_is_said(body, status, message):
    with pytest.raises(RefusedError) as refused:
        parse(body)
    assert refused.value.status == status
    assert message in str(refused.value)


@pytest.mark.parametrize(
    "body, status, message",
    [
        (b"{", 400, "the body is no JSON"),
        (b"[]", 422, 'expected {"rows": [{column: value, ...}, ...]}'),
        (b'{"rows": {}}', 422, 'expected {"rows": ['),
        (b'{"rows": [{}], "k": 3}', 422, 'expected {"rows": ['),
        (b'{"rows": []}', 422, "there are 0 rows: 1 to 1000 are scored at once"),
        (b'{"rows": [{}, 7]}', 422, "row 1 is a number: expected is {column: value"),
    ],
)
def test_what_is_wrong_with_rows_is_said(body, status, message):
    with pytest.raises(RefusedError) as refused:
        parse_rows(body)
    assert refused.value.status == status
    assert message in str(refused.value)


def test_all_that_may_be_said_is_read():
    event = {"item": "a", "time": 2.5}
    request = parse(
        json.dumps(
            {
                "history": ["b", event, 7],
                "k": 3,
                "time": 3,
                "device": 1,
                "language": 2,
                "shown": [event],
                "searches": ["x y"],
                "user": {"country": 4},
            }
        ).encode()
    )
    assert request.history == ["b", "a", 7]
    assert str(request.watched_at) == "[nan, 2.5, nan]"
    assert (request.k, request.time, request.device, request.language) == (3, 3.0, 1, 2)
    assert (request.shown, request.shown_at) == (["a"], [2.5])
    assert (request.searches, request.user) == (["x y"], {"country": 4})


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda v: st.lists(v, max_size=4) | st.dictionaries(st.text(), v, max_size=4),
    max_leaves=10,
)
names = st.sampled_from(["history", "k", "time", "shown", "user", "device", "searches"])


@settings(max_examples=40)
@given(st.dictionaries(names, json_values) | json_values)
def test_whatever_comes_is_read_or_refused(content):
    try:
        parse(json.dumps(content).encode())
    except RefusedError as refused:
        assert refused.status in (400, 422)
