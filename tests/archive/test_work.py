"""Partitions on one worker, and what the folder says of them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from briefing.archive.folder import TABLES, ArchiveFolder, CannotWrite
from briefing.archive.partitions import Input, Kind
from briefing.archive.work import InputChanged, OtherVersion, analyse_partition, close_engines, divide, version_here
from briefing.core.errors import AnalysisOffError, StorageError, UsageError
from tests.archive.made import ask, fill, job, rows, write_lines
from tests.support import small_disk


def test_the_tables_have_all_that_was_found_by_month(tmp_path: Path) -> None:
    input_ = write_lines(tmp_path / "a.jsonl", [*rows(60), {"id": "undated", "title": "Undated"}])
    folder = fill(tmp_path / "out", input_)
    assert ask(folder.path, "SELECT count(*), count(DISTINCT id) FROM stories") == [(61, 61)]
    assert ask(folder.path, "SELECT month, count(*) FROM stories GROUP BY 1 ORDER BY 1") == [
        ("2025-01", 28),
        ("2025-02", 28),
        ("2025-03", 4),
        ("none", 1),
    ]
    columns = "act, proposer, recipient, terms, resource_names, quote"
    assert ask(folder.path, f"SELECT {columns} FROM offers WHERE story = 'story-7' ORDER BY place") == [
        ("offer", "Norland", "Sudland", "7 tons of zinc", ["zinc"], "Norland offered Sudland 7 tons of zinc."),
        ("demand", "Westport", "Norland", "7 carts of rye", ["rye"], "Westport demanded Norland 7 carts of rye."),
    ]  # fmt: skip
    assert ask(folder.path, "SELECT count(*) FROM actors") == [(180,)]
    assert ask(folder.path, "SELECT count(*) FROM errors") == [(0,)]


def test_one_bad_story_is_a_row_of_errors_and_no_harm_to_others(tmp_path: Path) -> None:
    stories = rows(6)
    stories[1]["title"], stories[2]["title"] = "refuse", "die"
    file = write_lines(tmp_path / "a.jsonl", [*stories, stories[0]]).path
    with file.open("a") as more:
        more.write("no json\n")
    folder = fill(tmp_path / "out", Input(file, Kind.JSON_LINES), stories=20)
    assert ask(folder.path, "SELECT record, stage, story, message FROM errors ORDER BY record") == [
        (1, "analyse", "story-1", "this text is[31m too odd"),
        (2, "analyse", "story-2", "the analysis failed on this text: it ended with 3"),
        (6, "read", None, "the id story-0 was there already; the first stays"),
        (7, "read", None, "the line is not JSON: Expecting value: line 1 column 1 (char 0)"),
    ]
    assert ask(folder.path, "SELECT count(*), sum(offers) FROM stories") == [(6, 8)]


def test_a_column_of_bytes_in_a_table_is_no_page_of_a_web_archive(tmp_path: Path) -> None:
    stories = [{**story, "page": b"<p>12</p>"} for story in rows(2)]
    parquet.write_table(pa.Table.from_pylist(stories), tmp_path / "a.parquet")
    folder = fill(tmp_path / "out", Input(tmp_path / "a.parquet", Kind.PARQUET))
    assert ask(folder.path, "SELECT count(*), max(title) FROM stories") == [(2, "Talks 1")]


def test_what_lies_behind_a_break_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"rubbish")
    folder = fill(tmp_path / "out", Input(tmp_path / "a.parquet", Kind.PARQUET))
    ((record, message),) = ask(folder.path, "SELECT record, message FROM errors")
    assert record == 0
    assert message.startswith("nothing behind this could be read: ")


def test_a_partition_that_is_done_is_not_done_again(tmp_path: Path) -> None:
    folder = fill(tmp_path / "out", write_lines(tmp_path / "a.jsonl", rows(3)))
    (key,) = folder.counting()
    before = {file: file.stat().st_mtime_ns for file in folder.path.rglob("*.parquet")}
    fill(tmp_path / "out", write_lines(tmp_path / "a.jsonl", rows(3)))
    assert {file: file.stat().st_mtime_ns for file in folder.path.rglob("*.parquet")} == before
    assert folder.counting() == [key]


def test_rows_without_the_record_of_their_partition_do_not_count(tmp_path: Path) -> None:
    folder = fill(tmp_path / "out", write_lines(tmp_path / "a.jsonl", rows(30)))
    key = folder.counting()[0]
    (folder.path / "done" / key[:2] / f"{key}.json").unlink()
    assert ask(folder.path, "SELECT count(*) FROM stories")[0][0] < 30
    fill(tmp_path / "out", write_lines(tmp_path / "a.jsonl", rows(30)))
    assert ask(folder.path, "SELECT count(*), count(DISTINCT id) FROM stories") == [(30, 30)]


def test_a_changed_input_takes_the_place_of_the_old_one_when_all_of_it_is_done(tmp_path: Path) -> None:
    folder = fill(tmp_path / "out", write_lines(tmp_path / "a.jsonl", rows(30)))
    grown = write_lines(tmp_path / "a.jsonl", rows(50)[10:])
    work = job(folder.path)
    work = replace(work, version=version_here(work))
    parts = divide(grown, 5)
    folder.expect(grown, tuple(part.key(work.version) for part in parts))
    for part in parts:
        assert ask(folder.path, "SELECT count(*), min(id) FROM stories") == [(30, "story-0")]
        analyse_partition(part, work)
    folder.settle(grown)
    assert ask(folder.path, "SELECT count(*), count(DISTINCT id) FROM stories") == [(40, 40)]
    assert folder.remove_leftovers() > 0
    assert ask(folder.path, "SELECT count(*), count(DISTINCT id) FROM stories") == [(40, 40)]


def test_a_story_that_two_inputs_have_counts_once_and_the_later_one(tmp_path: Path) -> None:
    first = write_lines(tmp_path / "a.jsonl", rows(4, fetched="2026-01-01"))
    second = write_lines(tmp_path / "b.jsonl", [{**rows(4)[3], "title": "Later", "fetched": "2026-02-01"}])
    folder = fill(tmp_path / "out", first, second)
    assert ask(folder.path, "SELECT title FROM stories WHERE id = 'story-3'") == [("Later",)]
    assert ask(folder.path, "SELECT count(*) FROM offers WHERE story = 'story-3'") == [(2,)]
    assert ask(folder.path, "SELECT count(*) FROM stories") == [(4,)]


@pytest.mark.parametrize("stories", [2, 20])
def test_of_an_id_that_a_file_has_twice_the_first_stays_wherever_partitions_end(tmp_path: Path, stories: int) -> None:
    twice = [{**row, "fetched": "2026-01-01"} for row in (*rows(8), {**rows(8)[0], "title": "Again"})]
    folder = fill(tmp_path / "out", write_lines(tmp_path / "a.jsonl", twice), stories=stories)
    assert ask(folder.path, "SELECT title FROM stories WHERE id = 'story-0'") == [("Talks 0",)]
    assert ask(folder.path, "SELECT count(*) FROM stories") == [(8,)]


def test_an_input_that_was_changed_meanwhile_is_refused(tmp_path: Path) -> None:
    input_ = write_lines(tmp_path / "a.jsonl", rows(4))
    (part,) = divide(input_, 50)
    work = job(tmp_path / "out")
    work = replace(work, version=version_here(work))
    write_lines(tmp_path / "a.jsonl", rows(5)[1:])
    with pytest.raises(InputChanged, match="changed meanwhile"):
        analyse_partition(part, work)
    input_.path.unlink()
    with pytest.raises(InputChanged, match="cannot be read"):
        analyse_partition(part, work)


def test_other_rules_are_refused(tmp_path: Path) -> None:
    (part,) = divide(write_lines(tmp_path / "a.jsonl", rows(4)), 50)
    with pytest.raises(OtherVersion, match="other rules"):
        analyse_partition(part, job(tmp_path / "out", version="2/other"))


def test_without_an_analysis_there_is_a_reason_and_the_next_try_starts_it_anew(tmp_path: Path) -> None:
    bad = replace(job(tmp_path), command=("/nowhere/python",))
    with pytest.raises(AnalysisOffError, match="cannot be started"):
        version_here(bad)
    with pytest.raises(AnalysisOffError, match="cannot be started"):
        version_here(bad)
    close_engines()


needs_a_disk = pytest.mark.skipif("not small_disk.available()", reason="this machine gives a test no disk of its own")


@needs_a_disk
def test_a_full_disk_loses_nothing_and_leaves_nothing_half(tmp_path: Path) -> None:
    script = """
import sys
from dataclasses import replace
from pathlib import Path
from briefing.archive.folder import ArchiveFolder, CannotWrite
from briefing.archive.work import analyse_partition, close_engines, divide, version_here
from tests.archive.made import ask, job, rows, write_lines
disk = Path(sys.argv[1])
(disk / "in").mkdir()
input_ = write_lines(disk / "in" / "a.jsonl", rows(12))
(disk / "ballast").write_bytes(b"x" * 1_800_000)
folder = ArchiveFolder(disk / "out")
folder.open(5)
work = job(folder.path)
work = replace(work, version=version_here(work))
parts = divide(input_, 5)
folder.expect(input_, tuple(part.key(work.version) for part in parts))
analyse_partition(parts[0], work)
with open(disk / "more", "wb", buffering=0) as more:
    try:
        while more.write(b"x" * 4096):
            pass
    except OSError:
        pass
try:
    analyse_partition(parts[1], work)
except CannotWrite as error:
    print(error)
print(len(folder.counting()), [file.name for file in folder.path.rglob("*.tmp")])
(disk / "more").unlink()
for part in parts:
    analyse_partition(part, work)
print(ask(folder.path, "SELECT count(*), count(DISTINCT id) FROM stories"))
close_engines()
"""
    full, left, later = small_disk.run(script, tmp_path / "disk").splitlines()
    assert "cannot be written: No space left on device; make room" in full
    assert left == "1 []"
    assert later == "[(12, 12)]"


# ----------------------------------------------------------------------------------------------------------- folders


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(StorageError, match="not an archive, and it is not empty"):
        ArchiveFolder(tmp_path).open()
    with pytest.raises(StorageError, match="not an archive"):
        ArchiveFolder(tmp_path).check()


def test_a_folder_of_another_version_is_told(tmp_path: Path) -> None:
    folder = ArchiveFolder(tmp_path / "out")
    assert folder.open() == 200
    (folder.path / "archive.json").write_text(json.dumps({"schema": 0, "partition": 5}))
    with pytest.raises(StorageError, match="another version"):
        folder.open()


@pytest.mark.parametrize("content", ["", "[]", '{"schema"'])
def test_a_folder_whose_mark_is_damaged_says_which_file_and_what_to_do(tmp_path: Path, content: str) -> None:
    folder = fill(tmp_path / "out", write_lines(tmp_path / "a.jsonl", rows(1)))
    (folder.path / "archive.json").write_text(content)
    with pytest.raises(StorageError, match=r"archive\.json is damaged: .*into a new folder"):
        ask(folder.path, "SELECT 1")


@pytest.mark.parametrize("content", ["", "[]", '{"path": "a.jsonl"}'])
def test_while_it_is_not_known_what_an_input_has_nothing_is_removed(tmp_path: Path, content: str) -> None:
    folder = fill(tmp_path / "out", write_lines(tmp_path / "a.jsonl", rows(10)))
    kept = [file for table in TABLES for file in folder.files(table)]
    next(folder.path.glob("inputs/*.json")).write_text(content)
    with pytest.raises(StorageError, match=r"is damaged: .*give all inputs of the archive to"):
        ask(folder.path, "SELECT 1")
    assert folder.remove_leftovers() == 0
    assert [file for table in TABLES for file in folder.files(table)] == kept


def test_a_damaged_table_is_named_with_what_to_do(tmp_path: Path) -> None:
    folder = fill(tmp_path / "out", write_lines(tmp_path / "a.jsonl", rows(1)))
    Path(folder.files("offers")[0]).write_bytes(b"PAR1 and PAR1")
    with pytest.raises(StorageError, match=r"\.parquet'.*remove it, and give the inputs"):
        ask(folder.path, "SELECT * FROM offers")


def test_the_size_of_partitions_stays(tmp_path: Path) -> None:
    folder = ArchiveFolder(tmp_path / "out")
    assert (folder.open(50), folder.open(), folder.open(50)) == (50, 50, 50)
    with pytest.raises(UsageError, match="about 50 stories"):
        folder.open(60)


def test_an_error_keeps_its_sentence_on_its_way_between_processes() -> None:
    import pickle

    for kind in (CannotWrite, OtherVersion, InputChanged):
        assert str(pickle.loads(pickle.dumps(kind("a sentence")))) == "a sentence"
