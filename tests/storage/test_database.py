"""Opening the file: alone, with others, too new, damaged, not writable."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from pathlib import Path

import pytest

from briefing.core.errors import StorageError
from briefing.core.query import ALL, Key, Query, Term
from briefing.storage.database import Database
from briefing.storage.library import Library
from briefing.storage.schema import STEPS
from tests.support.made import entry, fetched


def test_a_new_file_has_taken_every_step(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "folder" / "briefing.db"
    database = Database(path)
    version = database.row("PRAGMA user_version")
    mode = database.row("PRAGMA journal_mode")
    database.close()
    assert version is not None
    assert mode is not None
    assert (version[0], mode[0]) == (len(STEPS), "wal")


def test_many_open_a_new_file_at_once(tmp_path: Path) -> None:
    faults: list[Exception] = []

    def open_it() -> None:
        try:
            Database(tmp_path / "briefing.db").close()
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_a_new_file_that_another_writes_just_now_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("CREATE TABLE theirs (word)")
    other.execute("DROP TABLE theirs")
    other.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(1) as pool:
        opening = pool.submit(lambda: Database(path).close())
        assert not wait([opening], timeout=0.3).done
        other.execute("COMMIT")
        opening.result()
    other.close()


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    Database(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(StorageError, match="newer Briefing"):
        Database(path)


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    theirs = sqlite3.connect(path)
    theirs.execute("CREATE TABLE theirs (word)")
    theirs.commit()
    with pytest.raises(StorageError, match="a database of another program"):
        Library(path)
    assert theirs.execute("SELECT group_concat(name) FROM sqlite_master").fetchone() == ("theirs",)
    theirs.close()


def test_a_database_that_says_that_it_is_ours_and_is_not_is_told(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    theirs = sqlite3.connect(path)
    theirs.execute("CREATE TABLE theirs (word)")
    theirs.execute(f"PRAGMA user_version = {len(STEPS) - 1}")
    theirs.close()
    with pytest.raises(StorageError, match=r"a database of another program, or .* changed it \(no such table"):
        Library(path)


def test_a_library_from_which_a_program_took_a_table_names_it_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    library = Library(path)
    with closing(sqlite3.connect(path)) as theirs:
        theirs.execute("DROP TABLE tag")
    with pytest.raises(StorageError, match=r"no such table: tag.*`briefing restore`"):
        library.stories.find(Query(Term(Key.TAG, "grain")))
    library.close()


def test_a_text_that_a_bad_disk_spoilt_hides_no_other(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    library = Library(path)
    library.feeds.store(fetched(entry("One", "First words."), entry("Two", "Second words.")))
    library.close()
    spoilt = sqlite3.connect(path)
    spoilt.execute("UPDATE story SET title = CAST(x'4fff' AS TEXT) WHERE title = 'One'")
    spoilt.execute("UPDATE body SET blocks = substr(blocks, 3) WHERE title = 'One'")
    spoilt.commit()
    spoilt.close()
    library = Library(path)
    headlines = {headline.title: headline.id for headline in library.stories.headlines(library.stories.find(ALL))}
    assert set(headlines) == {"O\N{REPLACEMENT CHARACTER}", "Two"}
    stories = {library.stories.get(story_id) for story_id in headlines.values()}
    assert {story.body.text for story in stories if story is not None} == {"First words.", "Second words."}
    library.close()


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be made"):
        Database(tmp_path / "file" / "briefing.db")


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "briefing.db")
    with pytest.raises(ZeroDivisionError), database.writing():
        database.run("INSERT INTO feed (url) VALUES ('x')")
        raise ZeroDivisionError
    assert database.rows("SELECT * FROM feed") == []
    with database.writing():
        database.run("INSERT INTO feed (url) VALUES ('y')")
    assert len(database.rows("SELECT * FROM feed")) == 1
    database.close()


def test_what_was_committed_outlives_kill_9(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    script = f"""
import os, signal, sys
from pathlib import Path
from briefing.storage.library import Library
from tests.support.made import entry, fetched, NOON
library = Library(Path({str(path)!r}))
story_id = library.feeds.store(fetched(entry("One"))).new_stories[0]
library.annotations.set_note(story_id, "kept", NOON)
print(story_id, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=Path.cwd())
    library = Library(path)
    assert library.annotations.note(done.stdout.strip()) == "kept"
    library.close()


def test_a_reader_is_not_held_up_by_a_writer(tmp_path: Path) -> None:
    writing, reading = Library(tmp_path / "briefing.db"), Library(tmp_path / "briefing.db")
    writing.feeds.store(fetched(entry("One")))
    with writing._db.writing():
        writing._db.run("DELETE FROM sighting")
        assert len(reading.stories.find(ALL)) == 1
    writing.close()
    reading.close()
