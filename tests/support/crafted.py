"""Libraries whose every column may hold anything, and the commands that must end with a sentence all the same.

python -m tests.support.crafted 500
"""

from __future__ import annotations

import contextlib
import io
import random
import shutil
import sqlite3
import sys
import tempfile
import traceback
import unicodedata
from contextlib import closing
from pathlib import Path

from briefing.__main__ import main
from briefing.core.errors import StorageError
from briefing.core.journal import Change, Field
from briefing.storage import bundle
from briefing.storage.library import Library
from briefing.storage.repair import is_row_table
from tests.support.made import NOON, SENTENCE, analysis_of, entry, fetched

VALUES = (
    *(None, 0, 1, -1, 2**31, 2**63 - 1, -(2**63), 9e18, -9e18, float("inf"), 1e-300, 0.5),
    *("", "x", "\x1b]0;owned\x07", "\x00", "\x9b2J\u202e", "\ud7ff\ufffe", "a" * 5_000, "-1", "1e999", "soon", "true"),
    *("[]", "{}", "[1, [2], [1, 2, 3]]", "[[0, 99999, 1]]", '{"a": null}', "[null]", '["a", 1, null]', "[" * 3_000),
    *('[["x", -5, 99999999999999999999, null]]', "javascript:alert(1)", "http://[", "http://a:99999/", "2026-13-45"),
    *(b"", b"\xff\x00\xfe", b"[]", b"A" * 2_000),
)
"""What a cell may be set to."""


def make(file: Path) -> None:
    """A library with something in most of its tables."""
    library = Library(file)
    texts = [(f"Story {number}", f"{SENTENCE} It was said {number} times.") for number in range(6)]
    ids = library.feeds.store(fetched(*(entry(title, text) for title, text in texts))).new_stories
    for story_id in ids[:4]:
        story = library.stories.get(story_id)
        assert story is not None
        library.analyses.store(story_id, analysis_of(story))
    library.annotations.set_note(ids[0], "mine", NOON)
    library.journal.record([Change(ids[1], Field.STARRED, True), Change(ids[2], Field.READ, True)], NOON)
    library.journal.record([Change(ids[1], Field.TAG, True, "grain")], NOON)
    library.close()


def loosen(crafted: sqlite3.Connection) -> None:
    """Let every cell hold anything, and have no trigger look at it."""
    triggers = [row[0] for row in crafted.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
    for trigger in triggers:
        crafted.execute(f'DROP TRIGGER "{trigger}"')
    crafted.execute("PRAGMA writable_schema = ON")
    crafted.execute(
        "UPDATE sqlite_master SET sql = replace(replace(sql, 'NOT NULL', ''), 'STRICT', '')"
        " WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' AND sql NOT LIKE '%WITHOUT ROWID%'"
    )
    crafted.execute("PRAGMA writable_schema = RESET")
    crafted.execute("PRAGMA ignore_check_constraints = ON")


def craft(file: Path, dice: random.Random) -> list[str]:
    """Set cells at random, whatever the schema says of them; what was done."""
    done = []
    with closing(sqlite3.connect(file, isolation_level=None)) as crafted:
        loosen(crafted)
        tables = [row[0] for row in crafted.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        cells = [
            (table, column[1])
            for table in sorted(tables)
            if is_row_table(table) and crafted.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for column in crafted.execute(f"PRAGMA table_info({table})").fetchall()
        ]
        for table, column in dice.sample(cells, dice.randint(1, 12)):
            value = dice.choice(VALUES)
            some = dice.choice(("1", "1", "rowid % 2"))
            with contextlib.suppress(sqlite3.Error):
                crafted.execute(f'UPDATE OR IGNORE {table} SET "{column}" = ? WHERE {some}', (value,))
                done.append(f"{table}.{column} = {value!r:.60}")
    return done


def commands(ids: list[str]) -> list[list[str]]:
    """What is tried on each."""
    return [
        *(["list"], ["list", "--format", "json"], ["list", "--query", "is:starred has:offer zinc"]),
        *(["show", one] for one in ids[:3]),
        ["show", ids[0], "--format", "json"],
        *(["offers"], ["offers", "--all", "--format", "json"], ["offers", "--format", "csv"], ["watch", "list"]),
        *(["feeds", "list"], ["feeds", "export"], ["corrections", "export"], ["picture", "network"]),
        *(["brief", "--since", "9999d"], ["save", "--query", "zinc"]),
    ]


def trial(folder: Path, pattern: Path, seed: int, restored: bool = False) -> list[str]:
    """Craft a library and run everything over it; a sentence for each thing that went wrong."""
    dice = random.Random(seed)
    data = folder / "data"
    data.mkdir(parents=True)
    with closing(Library(pattern)) as library:
        ids = [row["id"] for row in library._db.rows("SELECT id FROM story")]
    shutil.copyfile(pattern, data / "briefing.db")
    done = craft(data / "briefing.db", dice)
    if restored:
        (data / "briefing.db").rename(folder / "backup.db")
        try:
            bundle.unpack(folder / "backup.db", data / "briefing.db", {}, NOON)
        except StorageError:
            return []
    (folder / "feeds.yaml").write_text("feeds: []\n")
    (folder / "settings.yaml").write_text(f"save_folder: {folder / 'saved'}\n")
    places = ["--data-dir", data, "--feeds", folder / "feeds.yaml", "--config", folder / "settings.yaml"]
    wrong = []
    for command in commands(ids):
        out, told = io.StringIO(), io.StringIO()
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(told):
                main([*map(str, places), *command])
        except SystemExit:
            pass
        except BaseException as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            at = f"{Path(where.filename).name}:{where.lineno}"
            wrong.append(f"seed {seed}: {' '.join(command)}: {error!r:.200} at {at} after {done}")
        said = out.getvalue() + told.getvalue()
        if "Traceback" in said:
            wrong.append(f"seed {seed}: {' '.join(command)}: {said[-600:]} after {done}")
        if any(unicodedata.category(sign) == "Cc" and sign not in "\n\t\r" for sign in said):
            wrong.append(f"seed {seed}: {' '.join(command)}: a control character was printed after {done}")
    return wrong


def main_of_trials(number: int) -> int:
    """Try so many; the exit code."""
    bad = 0
    with tempfile.TemporaryDirectory(prefix="briefing-crafted-") as made:
        pattern = Path(made) / "pattern.db"
        make(pattern)
        for seed in range(number):
            folder = Path(made) / str(seed)
            for sentence in trial(folder, pattern, seed, restored=seed % 4 == 3):
                bad += 1
                print(sentence, flush=True)
            shutil.rmtree(folder)
    print(f"{number} libraries, {bad} faults")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main_of_trials(int(sys.argv[1])))
