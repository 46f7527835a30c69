"""A reader's own log: what is read of it, and what is said of what is wrong in it."""

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnbook.data.interactions import Interactions
from nnbook.data.tables import Table

LOG = "user,item,time\nann,7,1\nbo,9,2\nann,9,3\n"


def written(folder, text, encoding="utf-8"):
    path = folder / "log.csv"
    path.write_bytes(text.encode(encoding))
    return path


def told(events):
    """The events as the log has them: (user, item, time)."""
    users, items = events.users[events.user], events.items[events.item]
    columns = users.tolist(), items.tolist(), events.time.tolist()
    return [*zip(*columns, strict=True)]


def test_a_log_comes_back_in_its_own_ids(tmp_path):
    events = Interactions.from_csv(written(tmp_path, LOG))
    assert told(events) == [("ann", 7, 1), ("ann", 9, 3), ("bo", 9, 2)]
    assert (events.n_users, events.n_items) == (2, 2)
    assert events.starts.tolist() == [0, 2, 3]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + LOG,  # as Excel writes "CSV UTF-8"
        LOG.replace("\n", "\r\n"),
        LOG.replace(",", "\t"),
        LOG.replace(",", ";"),
        LOG.replace(",", ", "),
        LOG.replace("7,1", '"7","1"').replace("bo", '"bo"') + "\n\n",
        LOG.replace("time", "time,page")
        .replace("1\n", "1,a\n")
        .replace("2\n", "2,\n")
        .replace("3\n", '3,"b, c"\n'),
    ],
    ids=["BOM", "CRLF", "tabs", "semicolons", "blanks", "quotes", "another column"],
)
def test_the_same_log_in_other_hands(tmp_path, text):
    usual = Interactions.from_csv(written(tmp_path, LOG))
    assert told(Interactions.from_csv(written(tmp_path, text))) == told(usual)


def test_a_chinese_log_in_its_encoding(tmp_path):
    text = "用户,视频,时间\n张三,星球,1\n李四,星球,2\n"
    names = {"user": "用户", "item": "视频", "time": "时间"}
    for encoding in ("utf-8", "utf-8-sig", "gbk", "gb2312", "gb18030"):
        path = written(tmp_path, text, encoding)
        asked = "utf-8" if "utf" in encoding else encoding
        events = Interactions.from_csv(path, asked, **names)
        assert told(events) == [("张三", "星球", 1), ("李四", "星球", 2)]


@pytest.mark.parametrize(
    "times, seconds",
    [
        (["5", "6", "8"], [5, 6, 8]),
        (["5.5", "6", "1e3"], [5.5, 6, 1000]),
        (["1970-01-01", "1970-01-02", "1970-01-03"], [0, 86400, 172800]),
        (["1970-01-01T08:00:01+08:00", "1970-01-01T00:00:02Z", "1970-01-02T00:00Z"],
         [1, 2, 86400]),
        (["1970-01-01 00:00:01.5"] * 3, [1.5] * 3),
        (np.array(["1970-01-02", "1970-01-03", "1970-01-04"], "datetime64[ns]"),
         [86400, 172800, 259200]),
        ([datetime(1970, 1, 1, 1, tzinfo=UTC)] * 3, [3600] * 3),
    ],
)  # fmt: skip
def test_times_are_numbers_or_dates(times, seconds):
    frame = {"user": ["a"] * 3, "item": [1, 2, 3], "time": times}
    assert Interactions.from_frame(frame).time.tolist() == seconds


@pytest.mark.parametrize(
    "ids, found",
    [
        (["2", "10"], [2, 10]),
        (["2", "007"], ["2", "007"]),
        (["2", "1e3"], ["2", "1e3"]),
        (["2", "99999999999999999999"], ["2", "99999999999999999999"]),
        ([2.0, 10.0], [2, 10]),
        (np.array([2, "b"], object), ["2", "b"]),
    ],
)
def test_ids_are_whole_numbers_or_text(ids, found):
    frame = {"user": ["a", "a"], "item": ids, "time": [0, 1]}
    events = Interactions.from_frame(frame)
    assert events.items[events.item].tolist() == found


@given(st.permutations(range(12)), st.integers(0, 10**6))
def test_rows_in_another_order_are_the_same_log(order, seed):
    rng = np.random.default_rng(seed)
    columns = {
        "user": rng.choice(["a", "b", "c"], 12),
        "item": rng.integers(0, 5, 12),
        "time": rng.integers(0, 4, 12),
    }
    mixed = {name: column[order] for name, column in columns.items()}
    one, other = (Interactions.from_frame(c, sort=True) for c in (columns, mixed))
    assert told(one) == told(other)
    assert sorted(told(one)) == sorted(
        zip(*(column.tolist() for column in columns.values()), strict=True)
    )


def bad(line, text):
    """The log with another text in one line."""
    lines = LOG.splitlines()
    lines[line - 1] = text
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    "text, message",
    [
        ("", r"log\.csv is empty: its first line names the columns"),
        ("\n \n", r"log\.csv is empty"),
        ("user,item,time\n", r"has no rows below them"),
        (bad(1, "user,item,date"), r"no column 'time', but user, item, date: say"),
        (bad(1, "user,item,item"), r"line 1: .*user, item, item, but each needs"),
        (bad(1, "ann,8,0"), r"no column 'user', but ann, 8, 0: .* first line if"),
        (bad(3, "bo,9"), r"line 3: 2 values, but the first line names 3 columns"),
        (bad(3, "bo,9,2,5"), r"line 3: 4 values, .*separator in it stands in quotes"),
        (bad(3, ",9,2"), r"line 3, column 'user': '' is no value: give it an id, or"),
        (bad(4, "ann,nan,3"), r"line 4, column 'item': 'nan' is no value"),
        (bad(3, "bo,9,"), r"line 3, column 'time': '' is no value: give it a time"),
        (bad(3, "bo,9,soon"), r"line 3, column 'time': 'soon' is no number"),
        (bad(2, "ann,7,soon"), r"line 2, column 'time': 'soon' is no time: write a"),
        (bad(3, "bo,9,inf"), r"line 3, column 'time': 'inf' is no finite number"),
        (bad(4, "ann,9,0"), r"line 4, column 'time': '0' is before 1, .* user ann\. "
         r"Is it a time\? If so, sort .* sort=True \(--sort\)"),
        (bad(3, 'bo,"9,2'), r"line 4: .*stands in quotes, with its own quotes doubled"),
        ("user,item,time\na,1,2026-01-01\na,2,01/02/2026\n", r"line 3, column 'time': "
         r"'01/02/2026' is no time: write .* 2026-11-30 or"),
        ("user,item,time\na,1,2026-01-01T00:00Z\na,2,2026-01-02T00:00\n",
         r"line 3, column 'time': '2026-01-02T00:00' has no time zone, other than"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_file_is_said_with_its_place(tmp_path, text, message):
    with pytest.raises(ValueError, match=message):
        Interactions.from_csv(written(tmp_path, text))


@pytest.mark.parametrize(
    "encoding, message",
    [
        ("gbk", r"line 2: this is not utf-8; it seems to be GB18030, of which GBK .* as "
         r'UTF-8 \(in Excel: "CSV UTF-8"\), or say encoding="gb18030" \(--encoding gb18030'),
        ("utf-16", r"line 1: this is not utf-8; it is UTF-16, .*--encoding utf-16"),
    ],
)  # fmt: skip
def test_another_encoding_is_named_with_its_remedy(tmp_path, encoding, message):
    text = LOG.replace("ann,7", "张三,7")
    with pytest.raises(ValueError, match=message):
        Interactions.from_csv(written(tmp_path, text, encoding))
    events = Interactions.from_csv(
        written(tmp_path, text, encoding),
        encoding if encoding == "utf-16" else "gb18030",
    )
    assert "张三" in events.users


def test_bytes_of_no_encoding_that_we_know(tmp_path):
    path = tmp_path / "log.csv"
    path.write_bytes(LOG.encode() + b"\xff\xff,1,4\n")
    with pytest.raises(ValueError, match=r"line 5: .*its encoding is not known"):
        Interactions.from_csv(path)
    with pytest.raises(ValueError, match="no encoding 'gkb': utf-8 and gb18030"):
        Interactions.from_csv(path, "gkb")


@pytest.mark.parametrize(
    "change, message",
    [
        ({"time": [0, float("nan")]}, r"the table, row 1 \(from 0\), column 'time': nan"),
        ({"user": ["a", None]}, r"row 1 \(from 0\), column 'user': None is no value"),
        ({"item": [1.0, 2.5]}, r"column 'item': 2\.5 is no id: whole numbers, or text"),
        ({"time": np.array(["2026-01-01", "NaT"], "datetime64[s]")}, r"row 1 .*'time'"),
        ({"item": [1]}, r"differ in length: user 2, item 1, time 2"),
        ({"user": [], "item": [], "time": []}, r"the table has no rows"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_frame_is_said_with_its_place(change, message):
    frame = {"user": ["a", "a"], "item": [1, 2], "time": [0, 1]} | change
    with pytest.raises(ValueError, match=message):
        Interactions.from_frame(frame)


def test_a_frame_needs_its_columns_only():
    """Whatever gives its columns' names and each column is a frame."""

    class Frame:
        def __iter__(self):
            return iter(("who", "what", "when"))

        def __getitem__(self, name):
            return {"who": [3, 3], "what": ["x", "y"], "when": [5, 6]}[name]

    events = Interactions.from_frame(Frame(), user="who", item="what", time="when")
    assert told(events) == [(3, "x", 5), (3, "y", 6)]


def test_a_long_file_is_read_in_parts(tmp_path, monkeypatch):
    monkeypatch.setattr("nnbook.data.tables.CHUNK", 2)
    text = LOG + "a very long name,123456,4\n"
    assert told(Interactions.from_csv(written(tmp_path, text)))[0] == (
        "a very long name",
        123456,
        4,
    )
    table = Table.of_csv(written(tmp_path, text))
    assert table.lines.tolist() == [2, 3, 4, 5]


def test_context_and_watch_time(tmp_path):
    text = "user,item,time,seconds,device\nann,7,1,90,tv\nbo,9,2,5,phone\nann,9,3,30,\n"
    path = written(tmp_path, text)
    more = {"context": ["device"], "watch_time": "seconds"}
    events = Interactions.from_csv(path, **more)
    assert told(events) == [("ann", 7, 1), ("ann", 9, 3), ("bo", 9, 2)]
    assert events.context["device"].tolist() == ["tv", "", "phone"]
    events = Interactions.from_csv(path, **more, least=30)
    assert told(events) == [("ann", 7, 1), ("ann", 9, 3)] and events.n_users == 1
    with pytest.raises(ValueError, match="'seconds': no event has 100 or more"):
        Interactions.from_csv(path, **more, least=100)
    path = written(tmp_path, text.replace("30", "1e999").replace("90", "2"))
    with pytest.raises(ValueError, match="line 4, column 'seconds': '1e999' is no fin"):
        Interactions.from_csv(path, **more)
    path = written(tmp_path, text.replace("ann,9,3", "ann,9,0"))
    with pytest.raises(ValueError, match="line 4, column 'time': '0' is before 1"):
        Interactions.from_csv(path, **more, least=10)
