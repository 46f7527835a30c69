"""UCI Adult: its official files where they are, and every way a file can be wrong."""

import os
from pathlib import Path

import numpy as np
import pytest

from nnbook.data import adult

OWN = Path(os.environ.get("NNBOOK_DATA", "")) / "adult"
needs_data = pytest.mark.skipif(
    "NNBOOK_DATA" not in os.environ or not OWN.is_dir(),
    reason="set NNBOOK_DATA to a folder that has adult/adult.data and adult.test",
)

LINE = (
    "39, State-gov, 77516, Bachelors, 13, Never-married, ?, Not-in-family, White, "
    "Male, 2174, 0, 40, United-States, <=50K"
)


def write(folder, *lines):
    path = folder / "adult.test"
    path.write_text("\n".join(lines) + "\n")
    return path


@needs_data
def test_the_official_files():
    train, test = adult.load()
    assert (len(train), len(test)) == (32_561, 16_281)
    assert (train.label.sum(), test.label.sum()) == (7_841, 3_846)
    # One more country than in adult.names' list, which is "?", and so on.
    sizes = {name: len(set(column)) for name, column in train.categorical.items()}
    assert sizes == {
        **{"workclass": 9, "education": 16, "marital_status": 7, "occupation": 15},
        **{"relationship": 6, "race": 5, "sex": 2, "native_country": 42},
    }
    assert np.sum(train.categorical["occupation"] == "?") == 1_843
    gain = train.continuous["capital_gain"]
    assert (gain.min(), gain.max()) == (0, 99_999)
    assert all(set(test.categorical[n]) <= set(c) for n, c in train.categorical.items())


def test_both_files_forms(tmp_path):
    people = adult.read(
        write(tmp_path, "|1x3 Cross validator", LINE + ".", "", LINE[:-5] + ">50K.", "")
    )
    assert people.label.tolist() == [0, 1]
    assert people.continuous["capital_gain"].tolist() == [2174, 2174]
    assert people.categorical["occupation"].tolist() == ["?", "?"]
    assert list(people.categorical) == adult.CATEGORICAL
    assert list(people.continuous) == adult.CONTINUOUS


def test_take(tmp_path):
    people = adult.read(write(tmp_path, LINE, LINE.replace("39", "40")))
    for rows in ([1], np.array([False, True])):
        one = people.take(rows)
        assert len(one) == 1
        assert one.continuous["age"].tolist() == [40]
        assert one.categorical["sex"].tolist() == ["Male"]


@pytest.mark.parametrize(
    "line, why",
    [
        (LINE.rsplit(",", 1)[0], "14 fields, expected 14 columns and a label"),
        (LINE.replace("<=50K", "50K"), "the label is '50K', expected one of"),
        (LINE.replace("39", "old"), "age is 'old', expected a whole number"),
        (LINE.replace("39", "nan"), "age is 'nan'"),
        (LINE.replace("39", "-1"), "age is '-1'"),
        (LINE.replace("State-gov", ""), "workclass is empty, expected a category"),
    ],
)
def test_a_wrong_line_is_named(tmp_path, line, why):
    path = write(tmp_path, "|1x3 Cross validator", LINE, line)
    with pytest.raises(ValueError) as caught:
        adult.read(path)
    assert str(caught.value).startswith(f"{path}, line 3: {why}")


def test_a_file_that_was_cut(tmp_path, monkeypatch):
    (tmp_path / "adult").mkdir()
    monkeypatch.setenv("NNBOOK_DATA", str(tmp_path))
    with pytest.raises(FileNotFoundError, match=r"lacks adult\.data, adult\.test"):
        adult.load()
    for name in adult.ROWS:
        (tmp_path / "adult" / name).write_text(LINE)
    with pytest.raises(ValueError, match=r"adult\.data has 1 people, the official"):
        adult.load()


def test_an_empty_file(tmp_path):
    assert len(adult.read(write(tmp_path, ""))) == 0
