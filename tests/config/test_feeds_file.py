from __future__ import annotations

import errno
import os
from datetime import timedelta
from pathlib import Path

import pytest

from briefing.cli.exit_codes import IN_PART, exit_code
from briefing.config import feeds_file
from briefing.config.feeds import group_settings, read_feeds
from briefing.config.feeds_file import add_feeds, change_feed, insert_feeds, remove_feed, with_feeds_at
from briefing.core.errors import BriefingError, ConfigError
from briefing.core.feed import Feed

WRITTEN = """# my feeds
feeds:
  - url: https://one.example/rss   # the first
    title: "One"
    every: 2h
  # about two
  - url: https://two.example/rss
# the end
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "feeds.yaml"
    made.write_text(WRITTEN)
    return made


def test_adding_changes_nothing_else(file: Path) -> None:
    assert add_feeds(file, [Feed("https://three.example/a?b=1&c=#d", title="Three: the third", group="G")])
    assert file.read_text() == WRITTEN.replace(
        "# the end",
        "  - url: https://three.example/a?b=1&c=#d\n    title: 'Three: the third'\n    group: G\n# the end",
    )


def test_the_line_ends_of_the_file_stay(file: Path) -> None:
    file.write_bytes(WRITTEN.replace("\n", "\r\n").encode())
    add_feeds(file, [Feed("https://three.example/rss")])
    change_feed(file, "One", {"group": "Ports"})
    remove_feed(file, "https://two.example/rss")
    written = file.read_bytes()
    assert b'    title: "One"\r\n' in written
    assert b"    group: Ports\r\n" in written
    assert written.count(b"\n") == written.count(b"\r\n") == 9


def test_removing_changes_nothing_else(file: Path) -> None:
    removed = remove_feed(file, "https://two.example/rss")
    assert removed.url == "https://two.example/rss"
    assert file.read_text() == WRITTEN.replace("  - url: https://two.example/rss\n", "")


def test_what_is_put_back_stands_where_it_stood(tmp_path: Path) -> None:
    file = tmp_path / "feeds.yaml"
    urls = [f"https://{name}.example/rss" for name in ("a", "b", "c", "d", "e")]
    lines = [f"- url: {url}\n" for url in urls]
    written = "".join(("feeds:\n", *lines[:2], "# the others\n", *lines[2:], "# the end"))
    file.write_text(written)
    removed = [(place, remove_feed(file, urls[place])) for place in (3, 0)]
    kept = read_feeds(file)
    assert insert_feeds(file, removed) == tuple(feed for _, feed in removed)
    assert file.read_text() == written
    assert with_feeds_at(kept, removed) == read_feeds(file)
    assert insert_feeds(file, [*removed, (9, Feed("https://f.example/rss"))]) == (Feed("https://f.example/rss"),)
    neighbours = [(place, remove_feed(file, urls[place])) for place in (1, 2)]
    insert_feeds(file, neighbours)
    assert [feed.url for feed in read_feeds(file)] == [*urls, "https://f.example/rss"]


def test_removing_by_title_and_down_to_none(file: Path) -> None:
    remove_feed(file, "One")
    remove_feed(file, "https://two.example/rss")
    assert read_feeds(file) == ()
    assert "# my feeds" in file.read_text()
    assert add_feeds(file, [Feed("https://new.example/rss")])
    assert [feed.url for feed in read_feeds(file)] == ["https://new.example/rss"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# c\n",
        "feeds:\n",
        "feeds: []\n",
        "# c\nfeeds: # here\n# more\n",
        "feeds:\n- url: https://z.example",
        "feeds:\r\n- url: https://z.example\r\n",
    ],
)
def test_adding_to_files_of_all_shapes(tmp_path: Path, text: str) -> None:
    file = tmp_path / "feeds.yaml"
    file.write_text(text)
    before = read_feeds(file)
    assert add_feeds(file, [Feed("https://a.example/rss", title="A")])
    assert read_feeds(file) == (*before, Feed("https://a.example/rss", title="A"))
    for line in text.splitlines():
        if line.startswith("#"):
            assert line in file.read_text()


def test_a_feed_is_added_once(file: Path) -> None:
    assert not add_feeds(file, [Feed("https://one.example/rss")])
    assert file.read_text() == WRITTEN


def test_what_is_not_there_cannot_be_removed(file: Path) -> None:
    with pytest.raises(BriefingError, match="no feed has"):
        remove_feed(file, "Three")


def test_a_disk_that_takes_no_change_is_no_fault_of_the_list(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(feeds_file, "write_edited", full)
    with pytest.raises(BriefingError, match="cannot be changed: No space") as caught:
        add_feeds(file, [Feed("https://a.example/rss")])
    assert exit_code(caught.value) == IN_PART


def test_a_list_written_on_one_line_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "feeds.yaml"
    file.write_text('feeds: [{url: "https://q.example"}]\n')
    with pytest.raises(ConfigError, match="cannot change this file"):
        add_feeds(file, [Feed("https://a.example/rss")])
    assert file.read_text() == 'feeds: [{url: "https://q.example"}]\n'


def test_a_link_to_the_file_stays_a_link(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.yaml"
    link.symlink_to(file)
    add_feeds(link, [Feed("https://a.example/rss")])
    assert link.is_symlink()
    assert "https://a.example/rss" in file.read_text()


def test_changing_settings_changes_their_lines_alone(file: Path) -> None:
    changed = change_feed(file, "One", {"title": "First: of all", "every": "", "full_text": "never"})
    assert changed == Feed("https://one.example/rss", title="First: of all", full_text="never")
    assert file.read_text() == WRITTEN.replace('title: "One"', "title: 'First: of all'").replace(
        "    every: 2h\n", "    full_text: never\n"
    )
    change_feed(file, "https://two.example/rss", {"group": "G", "max_items": 20})
    assert read_feeds(file)[1] == Feed("https://two.example/rss", group="G", max_items=20)
    assert "# about two" in file.read_text()


def test_a_list_of_groups_is_read_as_it_was_written_and_changed_alone(tmp_path: Path) -> None:
    file = tmp_path / "feeds.yaml"
    file.write_text(
        "feeds:\n- url: https://one.example/rss\n  more_groups:\n  - Far East\n  - Ports  # of call\n"
        "  every: 2h\n# the end\n"
    )
    assert read_feeds(file)[0].groups == ("Far East", "Ports")
    changed = change_feed(file, "https://one.example/rss", group_settings(("Energy", "Far East", "Far East", "Gas")))
    assert (changed.group, changed.groups) == ("Energy", ("Energy", "Far East", "Gas"))
    assert read_feeds(file) == (changed,)
    assert "  every: 2h\n" in file.read_text()
    assert "# the end" in file.read_text()
    assert change_feed(file, "https://one.example/rss", group_settings(())).groups == ()


def test_a_wrong_setting_changes_nothing(file: Path) -> None:
    with pytest.raises(ConfigError, match="every must be a time such as 30m"):
        change_feed(file, "One", {"every": "soon"})
    assert file.read_text() == WRITTEN


def test_several_feeds_are_added_in_one_go_with_all_their_settings(file: Path) -> None:
    rich = Feed("https://r.example/rss", "Rich", "A / B", timedelta(hours=36), "Me/1.0", "always", 50)
    assert add_feeds(file, [rich, Feed("https://two.example/rss"), rich]) == (rich,)
    assert read_feeds(file)[-1] == rich


@pytest.mark.parametrize(
    "written",
    [
        "- url: https://a.example/rss\n  title: &name x\n- url: https://b.example/rss\n  title: *name\n",
        "- url: https://b.example/rss\n  title: &name x\n- {url: https://a.example/rss, title: *name}\n",
    ],
)
def test_a_title_that_two_feeds_share_is_left_to_its_writer(tmp_path: Path, written: str) -> None:
    file = tmp_path / "feeds.yaml"
    file.write_text(f"feeds:\n{written}")
    with pytest.raises(ConfigError, match="cannot change this file"):
        change_feed(file, "https://a.example/rss", {"title": "new", "every": "3h", "group": "g"})
    assert file.read_text() == f"feeds:\n{written}"


def test_a_list_with_a_type_is_left_to_its_writer(tmp_path: Path) -> None:
    file = tmp_path / "feeds.yaml"
    file.write_text("feeds: !!seq\n  - url: https://a.example/rss\n")
    with pytest.raises(ConfigError, match="cannot change this file"):
        insert_feeds(file, [(0, Feed("https://n.example/rss")), (1, Feed("https://m.example/rss"))])
    assert file.read_text() == "feeds: !!seq\n  - url: https://a.example/rss\n"
