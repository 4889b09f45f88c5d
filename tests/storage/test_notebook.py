"""Saved files: ours is renewed, the reader's words stay, nothing of anybody else is overwritten."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.core.errors import StorageError
from briefing.core.markdown import MARKER
from briefing.storage.notebook import save_story
from tests.support.made import NOON, analysis_of, story

HOSTILE_TITLES = [
    "../../etc/passwd",
    "CON",
    "a/b\\c:d*e?f|g<h>i",
    "…",
    "",
    "." * 300,
    "x" * 5_000,
    "[/bold] [@click=app.quit]x[/]",
    'quote " and \\ and --- and: colon',
    "日本語の題名",
]


def save(folder: Path, title: str = "A story", known: Path | None = None, note: str = "", **fields: object) -> Path:
    of = story(title, **fields)
    return save_story(of, analysis_of(of), note, folder, known, NOON)


def front_matter(path: Path) -> dict[str, object]:
    _, head, _ = path.read_text(encoding="utf-8").split("---\n", 2)
    loaded = yaml.safe_load(head)
    assert isinstance(loaded, dict)
    return loaded


def test_the_file_has_front_matter_offers_and_text(tmp_path: Path) -> None:
    path = save(tmp_path, "Zinc: a deal", note="call the ministry", link="https://news.example/zinc")
    text = path.read_text(encoding="utf-8")
    assert path.name == "2026-11-01 zinc-a-deal.md"
    assert front_matter(path) == {
        "id": "abc1234",
        "title": "Zinc: a deal",
        "source": "Example News",
        "author": "",
        "link": "https://news.example/zinc",
        "published": "2026-11-01T12:00:00Z",
        "saved": "2026-11-01T12:00:00Z",
        "actors": ["Norland", "Sudland"],
        "resources": ["zinc"],
    }
    assert "| offer | Norland | Sudland | two million tons of zinc | two million tons |" in text
    assert "> call the ministry" in text
    assert text.endswith(MARKER + "\n\n")


def test_saved_again_the_readers_words_stay(tmp_path: Path) -> None:
    path = save(tmp_path)
    path.write_text(path.read_text() + "My own thoughts.\n\n- one\n", encoding="utf-8")
    again = save(tmp_path, known=path, note="new note")
    assert again == path
    text = path.read_text(encoding="utf-8")
    assert text.endswith(f"{MARKER}\n\nMy own thoughts.\n\n- one\n")
    assert "> new note" in text
    assert text.count(MARKER) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_words_below_the_marker_stay_to_the_letter(tmp_path: Path, words: str) -> None:
    path = save(tmp_path)
    ours, _, _ = path.read_bytes().partition(MARKER.encode())
    path.write_bytes(ours + MARKER.encode() + b"\n" + words.encode())
    save(tmp_path, known=path)
    assert path.read_bytes().partition(MARKER.encode() + b"\n")[2] == words.encode()


def test_a_marker_that_was_deleted_loses_nothing(tmp_path: Path) -> None:
    path = save(tmp_path)
    path.write_text('---\nid: "abc1234"\n---\nAll mine now.\n')
    save(tmp_path, known=path)
    assert path.read_text().endswith("All mine now.\n")


def test_a_marker_in_the_story_is_not_taken_for_ours(tmp_path: Path) -> None:
    of = story(text=f"Before. {MARKER} After.")
    path = save_story(of, None, MARKER, tmp_path, None, NOON)
    assert path.read_text().count(MARKER) == 1


def test_another_story_of_the_same_name_gets_a_name_of_its_own(tmp_path: Path) -> None:
    first = save(tmp_path)
    second = save(tmp_path, id="zzz9999")
    assert (first.name, second.name) == ("2026-11-01 a-story.md", "2026-11-01 a-story-2.md")
    assert save(tmp_path) == first
    assert save(tmp_path, id="zzz9999") == second


def test_a_file_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    own = tmp_path / "2026-11-01 a-story.md"
    own.write_text("my shopping list")
    assert save(tmp_path).name == "2026-11-01 a-story-2.md"
    assert own.read_text() == "my shopping list"


def test_a_new_title_renews_the_old_file(tmp_path: Path) -> None:
    path = save(tmp_path)
    assert save(tmp_path, "A story, corrected", known=path) == path
    assert front_matter(path)["title"] == "A story, corrected"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_hostile_titles_make_harmless_names_and_whole_front_matter(tmp_path: Path, title: str) -> None:
    path = save(tmp_path, title)
    assert path.parent == tmp_path
    assert path.name.isascii()
    assert len(path.name.encode()) <= 100
    assert not set(path.name) & set('/\\:*?"<>|')
    assert front_matter(path)["title"] == title


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be saved"):
        save(tmp_path / "file")


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(tmp_path)
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageError, match="No space left"):
        save(tmp_path, known=path, note="more")
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_the_id_is_read_from_front_matter_alone(tmp_path: Path) -> None:
    of = story(text=f"id: {json.dumps('other')}")
    path = save_story(of, None, "", tmp_path, None, NOON)
    assert save_story(replace(of, id="other"), None, "", tmp_path, None, NOON) != path
