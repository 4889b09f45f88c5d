"""Inputs in all their formats, and how they are divided."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from briefing.archive import records
from briefing.archive.partitions import Input, Kind, Partition
from briefing.archive.planning import find_inputs, kind_of, plan
from briefing.core.errors import BriefingError, UsageError
from briefing.core.query import ALL
from briefing.core.rules import Rule
from briefing.storage.library import Library
from tests.archive.made import rows, write_lines
from tests.storage.test_schema import AT_STEP_11
from tests.support.made import NOON, entry, fetched


def fields_of(input_: Input) -> list[dict[str, Any]]:
    return [dict(record.fields()) for record in records.read(input_)]


def test_json_lines_are_read_whatever_they_are_compressed_with(tmp_path: Path) -> None:
    plain = write_lines(tmp_path / "a.jsonl", rows(3))
    raw = plain.path.read_bytes()
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(raw))
    (tmp_path / "a.jsonl.bz2").write_bytes(bz2.compress(raw))
    (tmp_path / "a.jsonl.zst").write_bytes(pa.compress(raw, codec="zstd", asbytes=True))
    for ending in ("", ".gz", ".bz2", ".zst"):
        assert fields_of(Input(tmp_path / f"a.jsonl{ending}", Kind.JSON_LINES)) == rows(3)


@pytest.mark.parametrize("indent", [1, 4, "\t"])
def test_stories_on_several_lines_each_are_read(tmp_path: Path, indent: int | str) -> None:
    for count in (1, 3):
        text = "\n".join(json.dumps(row, indent=indent) for row in rows(count))
        for before in ("", "\ufeff", "\n\n"):
            (tmp_path / "a.json").write_text(before + text + "\n\n")
            assert fields_of(Input(tmp_path / "a.json", Kind.JSON_LINES)) == rows(count)
    (tmp_path / "a.json").write_text(text.replace("\n", "", 1))
    assert fields_of(Input(tmp_path / "a.json", Kind.JSON_LINES)) == rows(3)


@pytest.mark.parametrize("text", ["{\n 'title': 'x',\n 'text': 'y'\n}", '[\n {"title": "x"},\n {"title":\n]\n', "{\n"])
def test_what_is_laid_out_on_lines_and_is_no_json_is_one_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(records.Unreadable, match="the file cannot be read as JSON: "):
        list(records.read(Input(tmp_path / "a.json", Kind.JSON_LINES)))


def test_a_document_that_is_too_long_is_one_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "_LONGEST_DOCUMENT", 100)
    (tmp_path / "a.json").write_text(json.dumps(rows(9), indent=1))
    with pytest.raises(records.Unreadable, match="put each story on one line"):
        list(records.read(Input(tmp_path / "a.json", Kind.JSON_LINES)))


def test_a_first_line_that_is_broken_costs_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": "x", "te\n' + json.dumps(rows(1)[0]))
    first, second = records.read(Input(tmp_path / "a.jsonl", Kind.JSON_LINES))
    with pytest.raises(records.Unreadable, match="the line is not JSON"):
        first.fields()
    assert second.fields() == rows(1)[0]


def test_an_array_is_read_as_lines_are(tmp_path: Path) -> None:
    for text, count in (
        (json.dumps(rows(3), indent=1), 3),
        ("\ufeff" + json.dumps(rows(3), indent=1), 3),
        ("[]", 0),
    ):
        (tmp_path / "a.json").write_text(text)
        assert fields_of(Input(tmp_path / "a.json", Kind.JSON_LINES)) == rows(count)
    (tmp_path / "a.json").write_text('["no story"]\n' + json.dumps(rows(1)[0]))
    first, second = records.read(Input(tmp_path / "a.json", Kind.JSON_LINES))
    with pytest.raises(records.Unreadable, match="not an object"):
        first.fields()
    assert second.fields() == rows(1)[0]


def test_several_compressed_parts_in_one_file_are_all_read(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl.gz"
    file.write_bytes(b"".join(gzip.compress(json.dumps(row).encode() + b"\n") for row in rows(3)))
    assert len(fields_of(Input(file, Kind.JSON_LINES))) == 3


def test_csv_names_its_columns_in_any_case_and_has_line_ends_in_cells(tmp_path: Path) -> None:
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerows([["ID", "Title", "Text"], ["1", "A, b", "One.\n\nTwo."], []])
    file = tmp_path / "a.csv"
    file.write_bytes(b"\xef\xbb\xbf" + made.getvalue().encode())
    assert fields_of(Input(file, Kind.CSV)) == [{"id": "1", "title": "A, b", "text": "One.\n\nTwo."}]


def test_csv_without_names_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("1,2,3\n")
    with pytest.raises(records.Unreadable, match="no column title or text"):
        fields_of(Input(tmp_path / "a.csv", Kind.CSV))


def test_parquet_is_read(tmp_path: Path) -> None:
    parquet.write_table(pa.Table.from_pylist(rows(3)), tmp_path / "a.parquet")
    assert fields_of(Input(tmp_path / "a.parquet", Kind.PARQUET)) == rows(3)


def test_a_date_of_parquet_that_python_cannot_have_costs_itself_alone(tmp_path: Path) -> None:
    dates = pa.array([-(10**18), 0], pa.timestamp("us"))
    parquet.write_table(pa.table({"title": ["One", "Two"], "date": dates}), tmp_path / "a.parquet")
    found = fields_of(Input(tmp_path / "a.parquet", Kind.PARQUET))
    assert [(one["title"], one["date"]) for one in found] == [("One", None), ("Two", datetime(1970, 1, 1))]  # noqa: DTZ001


def test_what_is_no_parquet_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 but not really PAR1")
    with pytest.raises(records.Unreadable):
        fields_of(Input(tmp_path / "a.parquet", Kind.PARQUET))


def warc(file: Path, pages: dict[str, str]) -> Input:
    with file.open("wb") as output:
        writer = WARCWriter(output, gzip=True)
        for address, page in pages.items():
            kind = "text/html" if "<" in page else "image/png"
            headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.0")
            payload = io.BytesIO(page.encode())
            writer.write_record(writer.create_warc_record(address, "response", payload=payload, http_headers=headers))
    return Input(file, Kind.WARC)


def test_the_pages_of_a_web_archive_are_read_and_nothing_else(tmp_path: Path) -> None:
    pages = {
        "https://a.example/1": "<p>One</p>",
        "https://a.example/logo": "none",
        "https://a.example/2": "<p>Two</p>",
    }
    found = fields_of(warc(tmp_path / "a.warc.gz", pages))
    assert [(one["link"], one["page"]) for one in found] == [
        ("https://a.example/1", b"<p>One</p>"),
        ("https://a.example/2", b"<p>Two</p>"),
    ]


def test_reading_can_begin_in_the_midst_of_a_web_archive(tmp_path: Path) -> None:
    input_ = warc(tmp_path / "a.warc.gz", {f"https://a.example/{n}": f"<p>{n}</p>" for n in range(12)})
    parts = list(plan(input_, 4))
    assert len(parts) > 1
    assert parts[1].at > 0
    found = [record.fields()["page"] for part in parts for record in records.records_of(part)]
    assert found == [f"<p>{n}</p>".encode() for n in range(12)]


def test_a_library_gives_its_stories_with_their_blocks_those_that_are_hidden_too(tmp_path: Path) -> None:
    with closing(Library(tmp_path / "briefing.db")) as library:
        library.feeds.store(fetched(entry("One", "First.\n\nSecond."), entry("Two")))
        hide = Rule("title:two", hide=True)
        library.rules.carry_out([hide], library.stories.find(ALL), NOON)
        assert library.stories.count(ALL) == 1
    found = fields_of(Input(tmp_path / "briefing.db", Kind.LIBRARY))
    assert sorted(one["title"] for one in found) == ["One", "Two"]
    one = next(one for one in found if one["title"] == "One")
    assert [block[:3] for block in one["blocks"]] == [["paragraph", 0, 6], ["paragraph", 8, 15]]


def test_a_library_of_an_older_version_is_read_and_stays_one(tmp_path: Path) -> None:
    file = tmp_path / "briefing.db"
    with closing(sqlite3.connect(file)) as old:
        old.executescript(AT_STEP_11.read_text(encoding="utf-8"))
    before = file.read_bytes()
    assert len(fields_of(Input(file, Kind.LIBRARY))) == 4
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


def test_an_empty_file_does_not_become_a_library(tmp_path: Path) -> None:
    file = tmp_path / "briefing.db"
    file.touch()
    with pytest.raises(records.Unreadable, match="cannot be read as a library of Briefing"):
        fields_of(Input(file, Kind.LIBRARY))
    assert file.read_bytes() == b""


@pytest.mark.parametrize(
    ("line", "reason"),
    [(b"{", "not JSON"), (b"[1]", "not an object"), (b"\xff\xfe", "not JSON"), (b"[" * 100_000, "not JSON")],
)
def test_a_line_that_is_no_story_costs_nothing_else(tmp_path: Path, line: bytes, reason: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"title": "A"}\n' + line + b'\n\n{"title": "B"}')
    first, broken, last = records.read(Input(file, Kind.JSON_LINES))
    assert (first.fields(), last.fields()) == ({"title": "A"}, {"title": "B"})
    with pytest.raises(records.Unreadable, match=reason):
        broken.fields()


def test_a_line_of_many_megabytes_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "LONGEST", 1_000)
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"text": "' + b"x" * 5_000 + b'"}\n{"title": "B"}\n')
    long, short = records.read(Input(file, Kind.JSON_LINES))
    with pytest.raises(records.Unreadable, match="longer"):
        long.fields()
    assert short.fields() == {"title": "B"}
    assert short.at == 5_013


# ------------------------------------------------------------------------------------------------------- partitions


def parts_of(input_: Input, stories: int = 10) -> list[Partition]:
    return list(plan(input_, stories))


def test_partitions_have_every_record_once(tmp_path: Path) -> None:
    input_ = write_lines(tmp_path / "a.jsonl", rows(100))
    parts = parts_of(input_)
    assert len(parts) > 4
    assert all(5 <= part.count <= 20 for part in parts[:-1])
    found = [record.fields()["id"] for part in parts for record in records.records_of(part)]
    assert found == [row["id"] for row in rows(100)]


def test_what_is_added_in_front_of_or_within_an_input_leaves_the_other_partitions(tmp_path: Path) -> None:
    stories = rows(200)
    before = {part.key("1") for part in parts_of(write_lines(tmp_path / "a.jsonl", stories))}
    more = [{"title": "New"}, *stories[:100], {"title": "Newer"}, *stories[100:]]
    after = {part.key("1") for part in parts_of(write_lines(tmp_path / "b.jsonl", more))}
    assert len(after - before) <= 6 < len(after & before)


def test_the_key_names_version_and_content_and_not_the_place(tmp_path: Path) -> None:
    one, *_ = parts_of(write_lines(tmp_path / "a.jsonl", rows(4)))
    moved, *_ = parts_of(write_lines(tmp_path / "b.jsonl", rows(4)))
    assert one.key("1") == moved.key("1") != moved.key("2")


def test_a_compressed_file_that_breaks_off_gives_what_stands_before(tmp_path: Path) -> None:
    whole = gzip.compress("".join(json.dumps(row) + "\n" for row in rows(2_000)).encode())
    file = tmp_path / "a.jsonl.gz"
    file.write_bytes(whole[: len(whole) // 2])
    *_, last = parts = parts_of(Input(file, Kind.JSON_LINES), 100)
    assert sum(part.count for part in parts) > 500
    assert "ended" in last.fault


def test_a_file_that_cannot_be_read_at_all_is_one_partition_with_a_fault(tmp_path: Path) -> None:
    (part,) = parts_of(Input(tmp_path / "none.jsonl", Kind.JSON_LINES))
    assert (part.count, part.fault) == (0, "No such file or directory")


def test_patterns_and_endings_say_what_is_read(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.jsonl", "c.csv.gz"):
        (tmp_path / name).touch()
    found = find_inputs([str(tmp_path / "*.jsonl"), str(tmp_path / "c.csv.gz"), str(tmp_path / "a.jsonl")])
    assert [(one.path.name, one.kind) for one in found] == [
        ("a.jsonl", Kind.JSON_LINES),
        ("b.jsonl", Kind.JSON_LINES),
        ("c.csv.gz", Kind.CSV),
    ]


@pytest.mark.parametrize("name", ["a.txt", "a", "a.gz", "a.parquet.gz", "a.warc.zst"])
def test_other_endings_are_wrong_usage(name: str) -> None:
    with pytest.raises(UsageError, match="not known"):
        kind_of(Path(name))


def test_what_no_file_has_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="no file"):
        find_inputs([str(tmp_path / "*.jsonl")])
    with pytest.raises(UsageError, match="is a folder"):
        find_inputs([str(tmp_path)])
