"""The numbered steps: those that were released never change, and libraries of earlier steps are brought up to date."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest

from briefing.core.headline import Counts
from briefing.core.query.parsing import parse
from briefing.core.words import holds_unspaced
from briefing.storage import search
from briefing.storage.library import Library
from briefing.storage.schema import STEPS, index_condition, take_steps
from tests.support.made import NOON

RELEASED = (
    "eb9d6ee119ef9265dfb31c960c3a3ad1f9b823fe5a794abbc6c2a342f78855a0",
    "caed27fcf87c4a77ec3c563eef8c667434823615d63df9030b2320b91ad410a8",
    "c8885bc9cfdf00812130fffdd5f429bd29ec0bd9e235afac9c9a61bcda21b4d2",
    "4f84ad6bcf4883355b5bae27625f7ab1a6fe622226030b087c51fb6bf9c69345",
    "d725b203d59ac47a7e64467e0e1bca8bf0d46d860efdbd6dc8c02bee6dd7333d",
    "754670cff79dfc36594ac302042c1d0a3c7c24abcd5b10bb2854c64470d43c11",
    "26b145c0ad0506e4fedd12ed85142fc807e3afa00ef9ecf770771fd47e5bda0d",
    "0144d98d7da623e64c50e73e42ba5ac6644ea80a54646b50a2a1a78d36da5b9f",
    "f53468c370bc4d991106edbab926f77b9c450d530c59423717b66560cf799aa4",
    "3cdc97768edbe633909f1a8a3ad8efd317da348501c426e10e763cc33f4e117e",
    "4577fb25413033f81498dc748ae89482c7930d73d97c254f23a592ff35b5f265",
    "5c17401c38a846fc65b2199fafd65dc01aaaeb9f27db57e4db0f80702a7722b5",
    "cbbd5b96cb7b5993685df0ab0898bd33be27e812e8921883d351cd53af253e1e",
    "5d15c7bd1e95b272db46b29745b19ba108d8dac0d6ecc8ba5704c640254da8b9",
    "be7a859307feab31ece89a4a6f165c7ea653e271c778dab20eeeed1440f8e1d2",
    "2f8cec39f6e639f7e803e82ce8012776ec2acb90d3bf535d237b3163f36ecba2",
    "92d69cb7dd9cb0034ad0b49e106c76d5b158112b659936a5c15427644cb971e6",
    "18767013af112c34f4f23358470c53faffe6d98f75b667e59b3e2a33577275d8",
    "209e95fdc8bad4cdc736f0b0ed088a08d6d52852d2c6e79212ba10b3b89d7e0f",
    "7d1a5c9b53a45d4419100be49faaed376a9a192cdaab82b0ddac5c8252576931",
    "1084b884f424553a03fff54cb6fb86f41a9f9bdc4243ff44d5a7bc451aadcbe3",
    "bdfc55c34a90ec8b11f309beaf2b08f8215dfe83c4e5ffb887a68617439783f7",
    "73d2c67b0511845aad48ed876ab81766c1272d0ec4ee1c1bfc5c2622a0ba5836",
    "f6dfb6f8f3da495ad851e56010c58c49c59afdb9c4994943b77b8c51c10cd6a8",
    "78fb376b843a27a44b38dceba7500b0f9172fb535a41f94707bb203dd583ef00",
    "37fbea46634782261233b2450339cb44cd885d121c4b341055a9b62e0aeefc9f",
    "6b354f1f06033b42d6f77ddb9199e48ccf38a1962fd42c323e16216ea938cc7b",
    "75d6138713a4848f0a3c1569e8daddca8b3d1dd0c0b4421c446ce94049d14f3d",
    "ad9e169a48728b7753e74c5ef718911ffb611869ab6fd3b36b891ece81e8d85f",
    "d9c3a9d9d2d25cac5e1527ec62d5d377186d838fd13deb3711d4af739cd6df3b",
    "6589192f9bba8badd0d1117a7624eee14ef37e07e8b6c0860fd1d3861976f95c",
)
"""The SHA-256 of each step's file. A line is added with a new step; no line is ever changed."""

AT_STEP_11 = Path(__file__).parent / "data" / "library_at_step_11.sql"
"""A library as it was written when the steps were still made by code: four stories, a star, notes, tags, a mark."""


@pytest.fixture
def memory() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        yield connection


def schema_of(connection: sqlite3.Connection) -> dict[str, str]:
    """What the file is made of, by name; white space, which SQLite keeps as it was typed, aside."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
    return {name: re.sub(r"\s+", "", sql) for name, sql in rows}


def test_released_steps_never_change() -> None:
    folder = files("briefing.storage") / "migrations"
    names = [f"{number:04}.sql" for number in range(1, len(STEPS) + 1)]
    assert sorted(file.name for file in folder.iterdir()) == names
    assert tuple(sha256((folder / name).read_bytes()).hexdigest() for name in names) == RELEASED


def test_the_first_eleven_steps_make_the_schema_that_was_released_with_them(memory: sqlite3.Connection) -> None:
    take_steps(memory, STEPS[:11])
    with closing(sqlite3.connect(":memory:")) as released:
        released.executescript(AT_STEP_11.read_text(encoding="utf-8"))
        assert schema_of(memory) == schema_of(released)
        assert memory.execute("PRAGMA user_version").fetchone() == released.execute("PRAGMA user_version").fetchone()


def test_a_library_of_step_11_opens_and_searches(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    with closing(sqlite3.connect(path)) as old:
        old.executescript(AT_STEP_11.read_text(encoding="utf-8"))
    with closing(Library(path)) as library:

        def titles(query: str) -> list[str]:
            return [headline.title for headline in library.stories.headlines(library.stories.find(parse(query, NOON)))]

        assert titles("cafe") == ["Café prices rise in Orlo"]
        assert titles("大米") == ["大米价格上涨"]
        assert titles("is:starred") == titles("from:velmar to:tarsia") == titles('"harbour master"')
        assert titles("is:starred") == titles("tag:grain") == ["Velmar offers Tarsia a berth"]
        assert titles("has:mark") == titles("is:read") == ["Storm closes the northern strait"]
        assert library.stories.counts() == Counts(4, 3, 1, 1)
        (starred,) = library.stories.find(parse("is:starred", NOON))
        assert library.annotations.note(starred) == "Ask the harbour master. #grain"
        assert library.reader_state.reading_position(starred) == 20
        assert [search.query for search in library.reader_state.searches()] == ["grain is:unread"]
    with closing(sqlite3.connect(path)) as now:
        assert now.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
        assert now.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert now.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("step", range(1, len(STEPS)))
def test_a_library_of_any_step_is_brought_up_to_date(step: int, tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    with closing(sqlite3.connect(path)) as old:
        take_steps(old, STEPS[:step])
        old.executescript("""
            INSERT INTO feed (num, url, title) VALUES (1, 'https://harbour.example/rss', 'Harbour Post');
            INSERT INTO story (
                num, id, feed, title, author, link, fetched, sorted, starred, noted, text_hash, plain_link, content_key
            ) VALUES (1, 'f13beeb', 1, 'A berth for Tarsia', '', 'https://harbour.example/1', 0, 0, 1, 1, '', '', '');
            INSERT INTO body (story, title, text, note, blocks, links)
            VALUES (1, 'A berth for Tarsia', 'Ships wait.', 'Ask again.', '[]', '[]');
            INSERT INTO sighting (feed, guid, link, story, first_seen) VALUES (1, 'berth', '', 1, 0);
            INSERT INTO note (story, text, written) VALUES (1, 'Ask again.', 0);
        """)
    with closing(Library(path)) as library:
        assert library.stories.find(parse("berth ships ask is:starred", NOON)) == ("f13beeb",)
        assert library.annotations.note("f13beeb") == "Ask again."
        assert library.stories.counts() == Counts(1, 1, 1, 1)


def test_of_steps_that_break_off_nothing_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as made, pytest.raises(sqlite3.OperationalError):
        take_steps(made, ("CREATE TABLE port (name TEXT);", "CREATE TABLE port (ships INTEGER);"))
    with closing(sqlite3.connect(path)) as left:
        assert schema_of(left) == {}


def test_the_index_of_texts_without_spaces_knows_the_scripts_that_the_search_knows(memory: sqlite3.Connection) -> None:
    """Where this fails, a script has been added to `core/words.py`: add a step that drops `body_unspaced` and
    creates it with the new list."""
    condition = index_condition("body_unspaced")
    characters = [chr(code) for code in range(1, 0x10000) if not 0xD800 <= code < 0xE000]
    memory.execute("CREATE TABLE body (title TEXT, text TEXT, note TEXT)")
    memory.executemany("INSERT INTO body VALUES ('', ?, '')", [(character,) for character in characters])
    indexed = {text for (text,) in memory.execute(f"SELECT text FROM body WHERE {condition}")}
    assert indexed == {character for character in characters if holds_unspaced(character)}


def test_a_step_may_give_the_index_another_list(memory: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    again = """
        DROP INDEX body_unspaced;
        CREATE INDEX body_unspaced ON body (story) WHERE (
            title GLOB '*[ก-๛一-龥]*' OR text GLOB '*[ก-๛一-龥]*' OR note GLOB '*[ก-๛一-龥]*'
        );
    """
    take_steps(memory, STEPS)
    take_steps(memory, (*STEPS, again))
    words = parse("大米", NOON)
    with pytest.raises(sqlite3.OperationalError, match="no query solution"):
        memory.execute(search.select_ids(words).sql, search.select_ids(words).values)
    monkeypatch.setattr(search, "_unspaced", lambda: index_condition("body_unspaced", (*STEPS, again)))
    memory.execute(search.select_ids(words).sql, search.select_ids(words).values)
