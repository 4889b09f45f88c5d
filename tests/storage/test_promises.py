"""What `docs/keeping.md` says is kept: each promise with the fault that would break it."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import sqlite3
import stat
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from briefing.config.feeds import read_feeds
from briefing.config.feeds_file import add_feeds
from briefing.core.errors import StorageError
from briefing.core.feed import Feed
from briefing.core.query import ALL
from briefing.core.retention import RetentionPolicy
from briefing.core.story import Story
from briefing.notebook.folder import Folder
from briefing.notebook.save import put
from briefing.storage import backups, bundle
from briefing.storage.library import Library
from briefing.storage.maintenance import LibraryMaintenance
from tests.support.made import NOON, entry, fetched, story


def _kept(folder: Path, note: str = "mine") -> str:
    """A library with a story that has a note; the story's id."""
    library = Library(folder / "briefing.db")
    (story_id,) = library.feeds.store(fetched(entry("One"))).new_stories
    library.annotations.set_note(story_id, note, NOON)
    library.close()
    return story_id


def _remove(folder: Path) -> None:
    for file in folder.glob("briefing.db*"):
        file.unlink()


def _move(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))


def _remove_all(folder: Path) -> None:
    shutil.rmtree(folder)


def _replace(folder: Path) -> None:
    other = folder.with_name("other.db")
    shutil.copy(folder / "briefing.db", other)
    os.replace(other, folder / "briefing.db")


@pytest.mark.parametrize("fault", [_remove, _remove_all, _move, _replace])
def test_nothing_is_called_kept_in_a_file_that_has_gone(tmp_path: Path, fault: Callable[[Path], None]) -> None:
    folder = tmp_path / "data"
    story_id = _kept(folder)
    library = Library(folder / "briefing.db")
    library.annotations.set_note(story_id, "mine, and more", NOON)
    fault(folder)
    for _ in range(2):
        with pytest.raises(StorageError, match="was removed, moved or replaced while it was open"):
            library.annotations.set_note(story_id, "lost", NOON)
    library.close()
    (rescued,) = folder.glob("briefing.db.rescued-*")
    saved = Library(rescued)
    assert saved.annotations.note(story_id) == "mine, and more"
    saved.close()
    if (folder / "briefing.db").exists():
        replaced = Library(folder / "briefing.db")  # and the other file is sound
        assert replaced.annotations.note(story_id) in ("mine", "mine, and more")
        replaced.close()


def _pour(source: Path, target: Path) -> None:
    """Write a file over another one, which stays the same file."""
    with source.open("rb") as read, target.open("r+b") as written:
        shutil.copyfileobj(read, written)
        written.truncate()


@pytest.mark.parametrize("copy_of", ["yesterday", "another library"])
def test_a_library_that_is_written_over_in_place_is_noticed(tmp_path: Path, copy_of: str) -> None:
    folder, other = tmp_path / "data", tmp_path / "other"
    story_id = _kept(folder)
    if copy_of == "yesterday":
        other.mkdir()
        shutil.copy(folder / "briefing.db", other / "briefing.db")
        grown = Library(folder / "briefing.db")
        _hundred_stories(grown)
        grown.close()
    else:
        _kept(other, "of somebody else")
    backups.daily(folder / "briefing.db", date(2026, 11, 1))
    library, reader = Library(folder / "briefing.db"), Library(folder / "briefing.db")
    library.annotations.set_note(story_id, "mine, and more", NOON)
    _pour(other / "briefing.db", folder / "briefing.db")
    for _ in range(2):
        with pytest.raises(StorageError, match=r"was written over by another file while it was open"):
            library.annotations.set_note(story_id, "lost", NOON)
    library.close()
    reader.close()
    assert (folder / "briefing.db").read_bytes() == (other / "briefing.db").read_bytes()
    theirs = Library(folder / "briefing.db")  # the other file is sound, and has nothing of ours
    assert len(theirs.stories.find(ALL)) == 1
    theirs.close()
    (rescued,) = (file for file in folder.glob("briefing.db.rescued-*") if file.suffix.count("-") == 1)
    saved = Library(rescued)
    assert saved.annotations.note(story_id) == "mine, and more"
    if copy_of == "yesterday":
        assert len(saved.stories.find(ALL)) == 101
    saved.close()


@pytest.mark.parametrize("is_carried_over", [True, False])
def test_a_copy_of_the_same_session_is_another_file_too(tmp_path: Path, is_carried_over: bool) -> None:
    path = tmp_path / "briefing.db"
    library = Library(path)
    first, second, third = library.feeds.store(fetched(entry("One"), entry("Two"), entry("Three"))).new_stories
    library.annotations.set_note(first, "before the copy", NOON)
    backups.daily(path, date(2026, 11, 1))
    library.annotations.set_note(second, "behind the copy", NOON)
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if not is_carried_over:
        library.annotations.set_note(third, "in the log alone", NOON)
    _pour(next(backups.newest_first(path)), path)
    with pytest.raises(StorageError, match=r"was written over by another file while it was open"):
        library.annotations.set_note(third, "lost", NOON)
    library.close()


def test_the_log_that_others_carry_over_is_no_other_file(tmp_path: Path) -> None:
    story_id = _kept(tmp_path)
    path = tmp_path / "briefing.db"
    libraries = [Library(path), Library(path)]
    for turn in range(60):
        libraries[turn % 2].annotations.set_note(story_id, f"note {turn}", NOON)
        if turn % 3 == 0:
            with closing(sqlite3.connect(path)) as other:  # as any other program that looks at the library
                other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if turn % 5 == 0:
            short = Library(path)
            short.annotations.set_note(story_id, f"note {turn} of another", NOON)
            short.close()
    assert libraries[0].annotations.note(story_id) == "note 59"
    for library in libraries:
        library.close()


def test_a_file_that_was_left_half_carried_over_is_ours(tmp_path: Path) -> None:
    story_id = _kept(tmp_path)
    path = tmp_path / "briefing.db"
    library = Library(path)
    library.annotations.set_note(story_id, "in the log alone", NOON)
    with closing(sqlite3.connect(path)) as looking:
        (page,), (size,) = (
            looking.execute("SELECT rootpage FROM sqlite_master WHERE name = 'lineage'").fetchone(),
            looking.execute("PRAGMA page_size").fetchone(),
        )
        with path.open("r+b") as file:  # as a process leaves it that is killed while it carries the log over
            file.seek((page - 1) * size)
            file.write(bytes(size))
        library.annotations.set_note(story_id, "written meanwhile", NOON)
    second = Library(path)
    second.annotations.set_note(story_id, "by another", NOON)
    library.annotations.set_note(story_id, "by the first", NOON)
    second.close()
    library.close()
    assert not list(tmp_path.glob("*.rescued-*"))
    again = Library(path)
    assert again.annotations.note(story_id) == "by the first"
    again.close()


def test_a_change_that_fails_leaves_the_library_ours(tmp_path: Path) -> None:
    story_id = _kept(tmp_path)
    library = Library(tmp_path / "briefing.db")
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), library.together():
            library.annotations.set_note(story_id, "never", NOON)
            raise ZeroDivisionError
    library.annotations.set_note(story_id, "kept", NOON)
    assert library.annotations.note(story_id) == "kept"
    library.close()


@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_a_restore_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    _kept(old, "old")
    story_id = _kept(new, "new")
    for folder in (old, new):
        for name in ("feeds.yaml", "settings.yaml"):
            (folder / name).write_text(f"# {folder.name}\n")
    texts = {name: new / name for name in ("feeds.yaml", "settings.yaml")}
    bundle.pack(tmp_path / "x.zip", old / "briefing.db", {name: old / name for name in texts})
    replace, calls = os.replace, 0

    def refuse(source: Path, target: Path) -> None:
        nonlocal calls
        if ".briefing-" in Path(source).name:
            calls += 1
            if calls == fails_at:
                raise OSError(errno.EXDEV, "Invalid cross-device link")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(StorageError, match="cannot be restored"):
        bundle.unpack(tmp_path / "x.zip", new / "briefing.db", texts, NOON)
    monkeypatch.undo()
    assert [(new / name).read_text() for name in texts] == ["# new\n", "# new\n"]
    library = Library(new / "briefing.db")
    assert library.annotations.note(story_id) == "new"
    library.close()
    assert not [file for file in new.iterdir() if ".before" in file.name or file.name.startswith(".briefing-")]


def test_at_no_moment_of_a_restore_is_there_no_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    _kept(old)
    _kept(new)
    bundle.pack(tmp_path / "x.zip", old / "briefing.db", {})
    there: list[bool] = []

    def watched(name: str) -> None:
        real = getattr(os, name)

        def call(*given: object, **more: object) -> None:
            there.append((new / "briefing.db").exists())
            real(*given, **more)
            there.append((new / "briefing.db").exists())

        monkeypatch.setattr(os, name, call)

    for name in ("rename", "replace", "link", "unlink"):
        watched(name)
    bundle.unpack(tmp_path / "x.zip", new / "briefing.db", {}, NOON)
    assert there
    assert all(there)


def test_a_library_that_has_gone_is_not_begun_anew_beside_its_copies(tmp_path: Path) -> None:
    _kept(tmp_path)
    backups.daily(tmp_path / "briefing.db", date(2026, 11, 1))
    _remove(tmp_path)
    with pytest.raises(StorageError, match=r"`briefing restore .*briefing-2026-11-01\.db`"):
        Library(tmp_path / "briefing.db")
    assert not (tmp_path / "briefing.db").exists()
    bundle.unpack(tmp_path / "backups" / "briefing-2026-11-01.db", tmp_path / "briefing.db", {}, NOON)
    Library(tmp_path / "briefing.db").close()


def _hundred_stories(library: Library) -> None:
    made = [entry(f"Story {n}", text=f"Text {n}", published=NOON - timedelta(days=n % 20)) for n in range(100)]
    library.feeds.store(fetched(*made))


def test_what_was_rescued_of_a_library_that_has_gone_is_named_too(tmp_path: Path) -> None:
    path = tmp_path / "data" / "briefing.db"
    story_id = _kept(path.parent)
    library = Library(path)
    _remove_all(path.parent)
    with pytest.raises(StorageError, match="was removed"):
        library.annotations.set_note(story_id, "lost", NOON)
    library.close()
    (rescued,) = backups.rescued(path)
    with pytest.raises(StorageError, match=f"`briefing restore {rescued}` puts that in place; .*move {rescued} away"):
        Library(path)
    bundle.unpack(rescued, path, {}, NOON)
    again = Library(path)
    assert again.annotations.note(story_id) == "mine"
    again.close()


def test_a_clock_that_is_wrong_once_lets_nothing_go(library: Library) -> None:
    _hundred_stories(library)
    keep = RetentionPolicy(days=30)
    assert library.retention.is_sure(keep, NOON)
    assert not library.retention.is_sure(keep, NOON + timedelta(days=3650))
    assert library.retention.is_sure(keep, NOON + timedelta(hours=1))
    assert len(library.stories.find(ALL)) == 100


def test_a_clock_that_is_far_ahead_lets_not_even_a_few_go(library: Library) -> None:
    library.feeds.store(fetched(*(entry(f"Story {n}", text=f"Text {n}", published=NOON) for n in range(5))))
    keep = RetentionPolicy(days=30)
    assert library.retention.is_sure(keep, NOON)
    assert not library.retention.is_sure(keep, NOON + timedelta(days=3650))


def test_a_clock_that_is_wrong_now_and_then_lets_nothing_go(library: Library) -> None:
    _hundred_stories(library)
    keep, far = RetentionPolicy(days=30), timedelta(days=3650)
    right, wrong = [library.retention.is_sure(keep, NOON)], []
    for day in range(3):
        wrong.append(library.retention.is_sure(keep, NOON + far + timedelta(days=day)))
        right.append(library.retention.is_sure(keep, NOON + timedelta(days=day, hours=1)))
    assert (all(right), any(wrong)) == (True, False)


def test_most_go_only_if_another_day_says_so_too(library: Library) -> None:
    _hundred_stories(library)
    keep = RetentionPolicy(days=5)
    later = [NOON, NOON + timedelta(hours=3), NOON + timedelta(days=1), NOON + timedelta(days=2)]
    assert [library.retention.is_sure(keep, at) for at in later] == [False, False, True, False]


def test_a_number_of_stories_that_was_mistyped_takes_most_of_them_only_if_another_day_says_so_too(
    library: Library,
) -> None:
    _hundred_stories(library)
    mistyped = RetentionPolicy(per_feed=5)
    later = [NOON, NOON + timedelta(hours=3), NOON + timedelta(days=1)]
    assert [library.retention.is_sure(mistyped, at) for at in later] == [False, False, True]
    assert library.retention.is_sure(RetentionPolicy(per_feed=90), NOON)


def test_what_one_limit_asked_for_makes_another_no_surer(library: Library) -> None:
    _hundred_stories(library)
    asked = [(RetentionPolicy(days=5), 0), (RetentionPolicy(per_feed=1), 1), (RetentionPolicy(per_feed=1), 2)]
    assert [library.retention.is_sure(keep, NOON + timedelta(days=day)) for keep, day in asked] == [False, False, True]


def test_copies_of_a_wrong_clock_do_not_drive_out_the_true_ones(tmp_path: Path) -> None:
    _kept(tmp_path)
    database = tmp_path / "briefing.db"
    for day in range(1, 8):
        backups.daily(database, date(2036, 1, day))
    for day in range(1, 4):
        assert backups.daily(database, date(2026, 11, day)) is not None
    left = sorted(file.name for file in backups.folder(database).iterdir())
    assert len(left) == backups.KEPT
    assert [name for name in left if "2026" in name] == [f"briefing-2026-11-0{day}.db" for day in range(1, 4)]


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
def test_a_disk_without_locks_is_told_and_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    def never(_: float) -> None:
        raise AssertionError("it waits for who holds the lock, and nobody does")

    monkeypatch.setattr(fcntl, "flock", refuse)
    monkeypatch.setattr(time, "sleep", never)
    told: list[str] = []
    Library(tmp_path / "briefing.db", told.append).close()
    assert [sentence for sentence in told if "has no file locks" in sentence]


def test_feeds_that_are_added_at_once_are_all_added(tmp_path: Path) -> None:
    file = tmp_path / "feeds.yaml"
    file.write_text("feeds: []\n")
    feeds = [Feed(f"https://{n}.example/rss") for n in range(12)]
    with ThreadPoolExecutor(12) as pool:
        assert all(pool.map(lambda feed: add_feeds(file, [feed]), feeds))
    assert {feed.url for feed in read_feeds(file)} == {feed.url for feed in feeds}


def _text(of: Story) -> str:
    return f"---\nid: {of.id}\n---\n{of.id}\n"


@pytest.mark.parametrize("locks", [True, False])
def test_saves_at_once_never_share_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locks: bool) -> None:
    if not locks:

        def refuse(*_: object) -> None:
            raise OSError(errno.ENOLCK, "no locks")

        monkeypatch.setattr(fcntl, "flock", refuse)

    def save(first: int) -> list[Path]:
        folder = Folder(tmp_path)
        made = [story("One title", id=f"id{n}") for n in range(first, first + 30)]
        texts = [f"---\nid: {one.id}\n---\n{one.id}\n" for one in made]
        return [
            put(one, lambda _, t=text: t, "md", folder, None, NOON).path for one, text in zip(made, texts, strict=True)
        ]

    with ThreadPoolExecutor(2) as pool:
        paths = [path for some in pool.map(save, (0, 30)) for path in some]
    assert len(set(paths)) == 60
    assert sorted(path.read_text().splitlines()[1] for path in paths) == sorted(f"id: id{n}" for n in range(60))


def test_one_story_that_is_saved_twice_at_once_has_one_file(tmp_path: Path) -> None:
    def save(_: int) -> None:
        folder = Folder(tmp_path)
        for n in range(20):
            put(story("One title", id=f"id{n}"), lambda _, n=n: f"---\nid: id{n}\n---\n", "md", folder, None, NOON)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(save, range(2)))
    assert len(list(tmp_path.glob("*.md"))) == 20


def test_what_is_kept_is_the_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        data = tmp_path / "new" / "data"
        _kept(data)
        LibraryMaintenance(data / "briefing.db").run_daily(date(2026, 11, 1))
        bundle.pack(data / "x.zip", data / "briefing.db", {})
        bundle.unpack(data / "x.zip", tmp_path / "third" / "briefing.db", {}, NOON)
        put(story(), lambda _: "---\nid: abc1234\n---\n", "md", Folder(tmp_path / "third" / "saved"), None, NOON)
    finally:
        os.umask(before)
    open_files = [
        file
        for place in (tmp_path / "new", tmp_path / "third")
        for file in (place, *place.rglob("*"))
        if stat.S_IMODE(file.stat().st_mode) & 0o077 and file.name != "saved"
    ]
    assert open_files == []
