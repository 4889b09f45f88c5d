"""Saved files: ours is renewed, the reader's words stay, nothing of anybody else is overwritten."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.core import clean
from briefing.core.annotations import Annotations, Note
from briefing.core.errors import StorageError
from briefing.core.saved_file import PLAIN, SavedFileState, SaveResult, Style
from briefing.notebook import frontmatter
from briefing.notebook.folder import Folder
from briefing.notebook.page import ending_of, text_of
from briefing.notebook.save import MARKER, put
from tests.support.made import NOON, analysis_of, hours, story

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
    "---\nid: other\n---",
    "日本語の題名 😀",
    "@at `tick` %percent !bang &and *star",
    "{{ fields.id }} {% raw %}",
    "null",
    "2026-11-01",
]


def save(
    folder: Path,
    title: str = "A story",
    last: SaveResult | SavedFileState | None = None,
    note: str = "",
    style: Style = PLAIN,
    later: float = 0,
    **fields: object,
) -> SaveResult:
    of = story(title, **fields)
    kept = Annotations((Note(note),)) if note else Annotations()
    return put(
        of,
        lambda saved: text_of(of, analysis_of(of), kept, saved=saved, style=style),
        ending_of(style),
        Folder(folder),
        last.written if isinstance(last, SaveResult) else last,
        NOON + hours(later),
    )


def text(saved: SaveResult) -> str:
    return saved.path.read_bytes().decode()


def front_matter(saved: SaveResult) -> dict[str, object]:
    loaded = yaml.safe_load(frontmatter.split(text(saved))[0])
    assert isinstance(loaded, dict)
    return loaded


def test_the_file_has_front_matter_offers_and_text(tmp_path: Path) -> None:
    saved = save(tmp_path, "Zinc: a deal", note="call the ministry", link="https://news.example/zinc")
    assert saved.path.name == "2026-11-01 zinc-a-deal.md"
    assert front_matter(saved) == {
        "id": "abc1234",
        "title": "Zinc: a deal",
        "source": "Example News",
        "author": "",
        "link": "https://news.example/zinc",
        "published": "2026-11-01T12:00:00Z",
        "saved": "2026-11-01T12:00:00Z",
        "tags": [],
        "actors": ["Norland", "Sudland"],
        "resources": ["zinc"],
        "offers": 1,
    }
    assert "| offer | Norland | Sudland | two million tons of zinc | two million tons |" in text(saved)
    assert "> call the ministry" in text(saved)


def test_what_is_as_it_was_is_not_written_again(tmp_path: Path) -> None:
    first = save(tmp_path)
    stamp = first.path.stat().st_mtime_ns
    again = save(tmp_path, last=first, later=5)
    assert (again.changed, again.written, first.path.stat().st_mtime_ns) == (False, first.written, stamp)


def test_words_written_anywhere_stay_and_ours_is_renewed(tmp_path: Path) -> None:
    first = save(tmp_path)
    mine = (
        text(first)
        .replace("author: ''", "author: A. Person  # from the print edition\nrating: 5\nup: '[[Zinc]]'")
        .replace("## Text\n", "A thought before the text.\n\n## Text\n")
        .replace("Norland offered", "Norland (really?) offered", 2)
    )
    first.path.write_text(mine + "\nMy own thoughts.\n\n- one\n")
    second = save(tmp_path, "A story, corrected", last=first, note="new note", later=2)
    assert second.path == first.path
    now = text(second)
    assert front_matter(second)["title"] == "A story, corrected"
    assert front_matter(second)["saved"] == "2026-11-01T14:00:00Z"
    assert (front_matter(second)["rating"], front_matter(second)["author"]) == (5, "A. Person")
    assert "# from the print edition" in now
    assert "# A story, corrected\n" in now
    assert "# A story\n" not in now
    assert "> new note" in now
    assert "A thought before the text." in now
    assert "Norland (really?) offered" in now
    assert now.endswith("\nMy own thoughts.\n\n- one\n")
    third = save(tmp_path, "A story, corrected", last=second, note="newer note", later=3)
    assert text(third) == now.replace("new note", "newer note").replace("T14:00", "T15:00")


@pytest.mark.parametrize("style", [PLAIN, Style("obsidian"), Style("org")])
def test_a_thousand_random_edits_lose_not_a_character(tmp_path: Path, style: Style) -> None:
    """Each round writes somewhere in the file what no other round writes, while the story changes under it."""
    chance = random.Random(style.template)
    last: SaveResult | None = None
    written: list[str] = []
    for number in range(334):
        note = f"note {number // 3}" if number % 2 else ""
        last = save(tmp_path, f"Title {number // 5}", last=last, note=note, style=style, later=number)
        now = text(last)
        for words in written:
            assert words in now
        assert len(list(tmp_path.iterdir())) == 1
        at = chance.randrange(len(last.path.name), len(now))
        if now.rfind("---\n", 0, at) < 5 and style.template != "org":
            at = len(now)  # within a key's own line an edit is kept too, but a cut id makes the file another's
        mine = chance.choice(["«{0}»", "«{0} word»", "«{0}\n{0}»", "«{0}\n\n- {0} x\n{0}»"]).format(number)
        if style.template == "org" and at < now.index("\n"):
            at = len(now)
        # Where an edit falls into the words of an earlier one, those are the reader's own to break.
        written = [words for words in written if not (start := now.find(words)) < at < start + len(words)]
        written += filter(None, mine.split("\n"))
        last.path.write_text(now[:at] + mine + now[at:])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
@given(st.text(), st.text(), st.sampled_from([PLAIN, Style("obsidian")]))
def test_any_note_and_title_survive_save_parse_and_save(tmp_path: Path, note: str, title: str, style: Style) -> None:
    note, title = clean.text(note).strip(), clean.line(title)
    first = save(tmp_path, title, note=note, style=style)
    assert front_matter(first)["title"] == title
    quoted = "\n".join(f"> {line}" if line else ">" for line in note.split("\n")) if note else ""
    assert quoted in text(first)
    again = save(tmp_path, title, last=first, note=note, style=style, later=1)
    assert not again.changed
    first.path.write_text(text(first) + "mine\n")
    third = save(tmp_path, title, last=again, note=note + "more", style=style, later=2)
    assert text(third).endswith("mine\n")
    assert front_matter(third)["title"] == title
    third.path.unlink()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_words_at_the_end_stay_to_the_letter(tmp_path: Path, words: str) -> None:
    saved = save(tmp_path)
    saved.path.write_bytes(saved.path.read_bytes() + b"\n" + words.encode())
    save(tmp_path, last=saved, note="new", later=1)
    assert saved.path.read_bytes().endswith(b"\n" + words.encode())
    saved.path.unlink()


def test_line_ends_and_a_mark_at_the_start_are_the_readers(tmp_path: Path) -> None:
    saved = save(tmp_path)
    windows = "\N{ZERO WIDTH NO-BREAK SPACE}" + text(saved).replace("\n", "\r\n") + "mine\r\n"
    saved.path.write_bytes(windows.encode())
    again = save(tmp_path, last=saved, note="new", later=1)
    assert text(again).startswith("\N{ZERO WIDTH NO-BREAK SPACE}---\r\nid: abc1234\r\n")
    assert text(again).count("\n") == text(again).count("\r\n")
    assert text(again).count("Norland offered") == windows.count("Norland offered")
    assert "> new\r\n" in text(again)


def test_a_file_of_the_first_version_is_renewed_down_to_its_marker(tmp_path: Path) -> None:
    path = tmp_path / "2026-11-01 a-story.md"
    path.write_text(f'---\nid: "abc1234"\ntitle: "Old"\nmine: 1\n---\n\n# Old\n\n{MARKER}\n\nMy own thoughts.\n')
    saved = save(tmp_path, last=SavedFileState(path, None, NOON))
    assert saved.path == path
    assert text(saved).endswith("\n\nMy own thoughts.\n")
    assert "# Old" not in text(saved)
    assert front_matter(saved)["mine"] == 1
    assert MARKER not in text(saved)


def test_where_nobody_remembers_what_we_wrote_both_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "2026-11-01 a-story.md"
    path.write_text('---\nid: "abc1234"\n---\n\n# A story\n\nAll mine now.\n')
    saved = save(tmp_path)
    assert "All mine now." in text(saved)
    assert text(saved).count("# A story") == 1


def test_a_moved_file_is_found_by_its_id_and_told(tmp_path: Path) -> None:
    saved = save(tmp_path)
    (tmp_path / "Archive").mkdir()
    moved = saved.path.rename(tmp_path / "Archive" / "My name for it.md")
    again = save(tmp_path, last=saved, note="new", later=1)
    assert again.path == moved
    assert again.notice == "2026-11-01 a-story.md was moved; it is updated as Archive/My name for it.md"
    assert "> new" in text(again)


def test_a_deleted_file_is_written_anew_and_told(tmp_path: Path) -> None:
    saved = save(tmp_path)
    saved.path.unlink()
    again = save(tmp_path, last=saved)
    assert again.path == saved.path
    assert again.notice.endswith("was deleted; it is written again")


def test_a_template_in_another_markup_begins_a_file_of_its_own(tmp_path: Path) -> None:
    as_markdown = save(tmp_path)
    before = text(as_markdown)
    as_org = save(tmp_path, last=as_markdown, style=Style("org"), later=1)
    assert as_org.path.name == "2026-11-01 a-story.org"
    assert as_org.notice == "2026-11-01 a-story.md is in another markup; it was left as it is"
    assert text(as_markdown) == before
    assert text(as_org).startswith("#+briefing_id: abc1234\n")
    assert save(tmp_path, last=as_org, style=Style("org"), note="new", later=2).notice == ""
    back = save(tmp_path, last=as_org, later=3)
    assert back.path == as_markdown.path
    assert "#+" not in text(back)


@pytest.mark.parametrize(
    ("theirs", "why"),
    [
        ("my shopping list", "no longer begins with the id of the story"),
        ("", "no longer begins with the id of the story"),
        ("---\nid: zzz9999\n---\nanother\n", "has the id of another story"),
    ],
)
def test_a_file_that_is_no_longer_the_storys_is_left_alone(tmp_path: Path, theirs: str, why: str) -> None:
    saved = save(tmp_path)
    saved.path.write_text(theirs)
    again = save(tmp_path, last=saved)
    assert again.path.name == "2026-11-01 a-story-2.md"
    left = "it was left as it is, and the story was saved beside it"
    assert again.notice == f"2026-11-01 a-story.md {why}; {left}"
    assert saved.path.read_text() == theirs
    assert save(tmp_path, last=again).notice == ""


@pytest.mark.parametrize("target", ["moved.md", "nowhere.md"])
def test_a_file_that_was_linked_out_of_the_folder_is_told_as_such(tmp_path: Path, target: str) -> None:
    vault, saved = tmp_path / "vault", save(tmp_path / "vault")
    saved.path.rename(tmp_path / "moved.md")
    saved.path.symlink_to(tmp_path / target)
    again = save(vault, last=saved)
    assert again.path.name == "2026-11-01 a-story-2.md"
    assert f"is no longer in {vault}, as a link leads out of it; it was left" in again.notice


def test_another_story_of_the_same_name_gets_a_name_of_its_own(tmp_path: Path) -> None:
    first = save(tmp_path)
    second = save(tmp_path, id="zzz9999")
    assert (first.path.name, second.path.name) == ("2026-11-01 a-story.md", "2026-11-01 a-story-2.md")
    assert save(tmp_path).path == first.path
    assert save(tmp_path, id="zzz9999").path == second.path


@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_hostile_titles_make_harmless_names_and_whole_front_matter(tmp_path: Path, title: str) -> None:
    saved = save(tmp_path, title)
    assert saved.path.parent == tmp_path
    assert re.fullmatch(r"[\w .-]+", saved.path.name)
    assert len(saved.path.name.encode()) <= 100
    assert not set(saved.path.name) & set('/\\:*?"<>|')
    assert (front_matter(saved)["title"], front_matter(saved)["id"]) == (title, "abc1234")


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    vault, outside = tmp_path / "vault", tmp_path / "outside.md"
    vault.mkdir()
    outside.write_text("---\nid: abc1234\n---\nnot in the vault\n")
    (vault / "2026-11-01 a-story.md").symlink_to(outside)
    (vault / "elsewhere").symlink_to(tmp_path)
    saved = save(vault, last=SavedFileState(vault / ".." / "outside.md", "x", NOON))
    assert saved.path == vault / "2026-11-01 a-story-2.md"
    assert outside.read_text().endswith("not in the vault\n")


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be saved"):
        save(tmp_path / "file")


def test_a_file_that_is_no_text_is_left_as_it_is(tmp_path: Path) -> None:
    saved = save(tmp_path)
    saved.path.write_bytes(saved.path.read_bytes() + b"\xff\xfe")
    again = save(tmp_path, last=saved, note="more")
    assert again.notice.startswith("2026-11-01 a-story.md is not UTF-8 text; it was left as it is")
    assert again.path.name == "2026-11-01 a-story-2.md"
    assert "more" in text(again)
    assert saved.path.read_bytes().endswith(b"\xff\xfe")


def test_the_id_is_read_from_front_matter_alone(tmp_path: Path) -> None:
    of = story(text="id: other\n\n#+briefing_id: other")
    written = [
        put(replace(of, id=name), lambda saved, n=name: text_of(replace(of, id=n), None, saved=saved), "md",  # type: ignore[misc]
            Folder(tmp_path), None, NOON).path
        for name in ("abc1234", "other")
    ]  # fmt: skip
    assert len(set(written)) == 2


@pytest.mark.parametrize("end", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028"])
def test_only_a_newline_ends_a_line_of_front_matter(end: str) -> None:
    own = f"mine: a{end}id: b\n"
    assert frontmatter.update("id: s1\n", f"{own}id: s1\n", "id: s1\n") == f"{own}id: s1\n"
    assert frontmatter.story_id(f"---\n{own}id: s1\n---\n") == "s1"


def test_a_program_that_writes_the_same_values_in_another_way_has_changed_none() -> None:
    base = "id: a\ntitle: 'x: y'\nlink: ''\nactors:\n  - '[[Iran]]'\ntags: []\npublished: '2026-11-01T10:00:00Z'\n"
    theirs = 'id: "a"\ntitle: "x: y"\nlink:\nactors: ["[[Iran]]"]\ntags:\n  - mine\npublished: 2026-11-01T10:00:00Z\n'
    theirs += "rating: 5\n"
    ours = (
        base.replace("x: y", "x: z").replace("tags: []", "tags:\n  - new").replace("Iran]]'\n", "Iran]]'\n  - Chad\n")
    )
    assert frontmatter.update(base, theirs, base) == theirs, "nothing new: it stays as that program wrote it"
    updated = yaml.safe_load(frontmatter.update(base, theirs, ours))
    assert (updated["title"], updated["actors"]) == ("x: z", ["[[Iran]]", "Chad"])
    assert (updated["tags"], updated["rating"]) == (["mine"], 5)


@pytest.mark.parametrize("broken", ["title: [x\n", "title: *nobody\n", "title: x # mine\n", f"title: {'[' * 5_000}\n"])
def test_what_no_program_can_read_or_has_a_comment_is_the_readers(broken: str) -> None:
    assert frontmatter.update("title: x\n", broken, "title: y\n") == broken


def test_the_time_of_saving_is_renewed_where_nobody_remembers_the_last_one(tmp_path: Path) -> None:
    save(tmp_path)
    again = save(tmp_path, later=1)
    assert front_matter(again)["saved"] == front_matter(save(tmp_path, last=again))["saved"]
    assert front_matter(again)["saved"] == "2026-11-01T13:00:00Z"


@pytest.mark.parametrize("value", ["1e3", "1234e56", "12.e-4", ".5E+1", "0o17"])
def test_a_text_is_no_number_to_any_version_of_yaml(value: str) -> None:
    assert frontmatter.dump({"id": value}) == f'---\nid: "{value}"\n---\n'
    assert frontmatter.story_id(frontmatter.dump({"id": value})) == value
