"""Accounts and syncs from the command line, against servers on loopback that speak Google Reader's protocol."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from briefing.config.feeds import read_feeds
from briefing.core.journal import Change, Field
from briefing.core.query.parsing import parse
from briefing.storage.library import Library
from tests.support.greader_server import GoogleReaderServer
from tests.support.made import NOON, entry, fetched
from tests.support.program import Briefing
from tests.support.remote_reader import PASSWORD, USER, Told

HARBOUR = "https://harbour.example/rss"


@pytest.fixture
def briefing(tmp_path: Path) -> Briefing:
    return Briefing(tmp_path)


@pytest.fixture
def server() -> Iterator[GoogleReaderServer]:
    made = GoogleReaderServer("freshrss")
    made.reader.publish(HARBOUR, 8, "Harbour Post")
    made.reader.subscribe(HARBOUR, group="Ports")
    yield made
    made.close()


def add(briefing: Briefing, server: GoogleReaderServer, *more: str, password: str = PASSWORD) -> None:
    file = briefing.folder / "password"
    file.write_text(password + "\n", encoding="utf-8")
    program = briefing.folder / "print_password.py"
    program.write_text(f"print(open({str(file)!r}, encoding='utf-8').read(), end='')")
    command = f"{sys.executable} {program}"
    address = server.url.removesuffix("/api/greader.php")
    arguments = ("home", address, "--kind", "greader", "--user", USER, "--password-command", command)
    done = briefing("accounts", "add", *arguments, *more)
    assert done.returncode == 0, done.stderr


def mark(briefing: Briefing, query: str, what: Field, value: bool = True) -> int:
    with closing(Library(briefing.data / "briefing.db")) as library:
        stories = library.stories.find(parse(query, NOON))
        library.journal.record([Change(story, what, value) for story in stories], NOON)
        return len(stories)


def test_from_the_first_login_to_the_last_star(briefing: Briefing, server: GoogleReaderServer) -> None:
    add(briefing, server)
    assert "accounts:" in briefing.settings.read_text()
    assert "full_text: never" in briefing.settings.read_text()
    assert "/api/greader.php" in briefing.settings.read_text().partition("api: ")[2].splitlines()[0]
    assert USER in briefing("accounts", "check", "home").stdout

    plan = briefing.json("sync", "--dry-run", code=3)["accounts"][0]
    assert (plan["dry_run"], plan["stories_to_fetch"]) == (True, 8)
    assert briefing.feeds.read_text() == "feeds: []\n"

    report = briefing.json("sync")["accounts"][0]
    assert report["stories_new"] == 8
    assert "account: home" in briefing.feeds.read_text()
    assert "group: Ports" in briefing.feeds.read_text()
    assert len(briefing.json("list")["stories"]) == 8

    assert mark(briefing, 'title:"Story 3"', Field.STARRED) == 1
    server.reader.mark([item.number for item in server.reader.shown()][:2], read=True)
    assert "1 change to be sent" in briefing("sync", "status").stdout
    report = briefing.json("sync")["accounts"][0]
    assert (report["sent"], report["adopted"]) == ({"starred": 1}, {"read": 2})
    assert [item.title for item in server.reader.starred()] == ["Story 3 of Harbour Post"]
    assert briefing.json("sync", "--dry-run")["accounts"][0]["sent"] == {}


def test_fetch_syncs_as_well_and_does_not_ask_the_feeds_of_an_account(
    briefing: Briefing, server: GoogleReaderServer
) -> None:
    add(briefing, server)
    report = briefing.json("fetch", "--no-analysis")
    assert report["accounts"][0]["stories_new"] == 8
    server.reader.publish(HARBOUR, 1)
    server.reader.refresh()
    assert briefing.json("fetch", "--no-analysis")["accounts"] == []  # it is not its turn yet
    report = briefing.json("fetch", "--no-analysis", "--all")
    assert report["accounts"][0]["stories_new"] == 1
    assert all(feed["state"] == "skipped" for feed in report["feeds"])


def test_the_status_lists_what_is_refused_and_does_not_point_at_itself(
    briefing: Briefing, server: GoogleReaderServer
) -> None:
    add(briefing, server)
    briefing.json("sync")
    assert mark(briefing, 'title:"Story 3"', Field.STARRED) == 1
    with closing(Library(briefing.data / "briefing.db")) as library:
        (row,) = library.outbox.to_send(1)
        library.outbox.declined(row.gen)
    told = briefing("sync", "status").stdout
    assert "1 change refused by the server\n" in told
    assert re.search(r"refused by the server: starred · \w+ +Story 3", told)
    assert "`briefing sync status` lists them" in briefing("accounts", "list").stdout


def test_what_was_read_before_goes_up_only_when_it_is_asked_for(briefing: Briefing, server: GoogleReaderServer) -> None:
    briefing.feeds.write_text(f"feeds:\n  - url: {HARBOUR}\n    title: Mine\n")
    item = server.reader.shown()[0]
    briefing.json("list")
    with closing(Library(briefing.data / "briefing.db")) as library:
        from briefing.core.feed import Feed

        here = fetched(entry(item.title, link=item.link), feed=Feed(HARBOUR))
        (story,) = library.feeds.store(here).new_stories
        library.journal.record([Change(story, Field.READ, True)], NOON)
    add(briefing, server)
    done = briefing("sync")
    assert "--send-earlier" in done.stderr
    assert not server.reader.shown()[0].read
    whole = server.reader.feeds, server.reader.items
    server.reader.feeds, server.reader.items = {}, {}
    done = briefing("sync")
    assert ("no feeds any more" in done.stderr, "--send-earlier" in done.stderr) == (True, False)
    server.reader.feeds, server.reader.items = whole
    assert briefing("sync", "--send-earlier").returncode == 0
    assert server.reader.shown()[0].read
    assert "title: Mine" in briefing.feeds.read_text()


def test_a_wrong_password_keeps_nothing_and_is_never_shown(briefing: Briefing, server: GoogleReaderServer) -> None:
    briefing.settings.write_text("log_level: debug\n" + briefing.settings.read_text())
    before = briefing.settings.read_text()
    with pytest.raises(AssertionError, match="password"):
        add(briefing, server, password="so very wrong")
    assert briefing.settings.read_text().rstrip() in (before.rstrip(), before.rstrip() + "\naccounts: []")
    add(briefing, server)
    briefing.json("sync")
    (briefing.folder / "password").write_text("so very wrong\n")
    server.forget_logins()
    done = briefing("sync", "--format", "json")
    assert done.returncode == 1
    assert "home:" in done.stderr
    doctor = briefing("doctor")
    assert "home" in doctor.stdout
    listed = briefing.json("accounts", "list")["accounts"][0]
    assert listed["waits_for_you"] is True
    asked = len(server.asked)
    assert briefing("fetch", "--no-analysis").returncode == 0  # it is not tried again and again
    assert len(server.asked) == asked
    shown = done.stdout + done.stderr + doctor.stdout + briefing("sync", "status").stdout
    files = [file for file in briefing.folder.rglob("*") if file.is_file() and file.name != "password"]
    kept = b"".join(file.read_bytes() for file in files)
    for secret in (PASSWORD, "so very wrong"):
        assert secret not in shown
        assert secret.encode() not in kept
    assert not re.search(rb"GoogleLogin|auth=", kept)


def test_a_feed_that_is_added_for_an_account_is_added_there(briefing: Briefing, server: GoogleReaderServer) -> None:
    add(briefing, server)
    briefing.json("sync")
    other = "https://other.example/rss"
    server.reader.publish(other, 2, "Other")
    done = briefing("feeds", "add", other, "--anyway", "--account", "home", "--group", "Trade")
    assert done.returncode == 0, done.stderr
    added = server.reader.feed_of(other)
    assert added is not None
    assert added.group == "Trade"
    assert len(briefing.json("list")["stories"]) == 10
    assert briefing("feeds", "set", HARBOUR, "--title", "The Port").returncode == 0
    briefing.json("sync")
    harbour = server.reader.feed_of(HARBOUR)
    assert harbour is not None
    assert harbour.title == "The Port"


def test_a_feed_that_only_the_server_can_reach_is_added_for_its_account(
    briefing: Briefing, server: GoogleReaderServer
) -> None:
    add(briefing, server)
    inner = "http://127.0.0.1:9/rss"
    server.reader.publish(inner, 3, "Inner")
    assert briefing("feeds", "add", inner).returncode == 1
    assert inner not in briefing.feeds.read_text()
    done = briefing("feeds", "add", inner, "--account", "home")
    assert (done.returncode, "home is asked to find it" in done.stderr) == (0, True), done.stderr
    assert server.reader.feed_of(inner) is not None


def test_an_address_that_answers_without_a_feed_is_not_left_to_the_server(
    briefing: Briefing, server: GoogleReaderServer
) -> None:
    add(briefing, server)
    page = f"{server.home}/nothing-here"
    server.answer = lambda asked: Told("<html><body><p>No news.</p></body></html>")  # type: ignore[method-assign]
    done = briefing("feeds", "add", page, "--account", "home")
    assert (done.returncode, "is asked to find it" in done.stderr) == (1, False), done.stderr
    assert page not in briefing.feeds.read_text()


def test_a_feed_that_is_removed_here_stays_there_without_a_yes(briefing: Briefing, server: GoogleReaderServer) -> None:
    add(briefing, server)
    briefing.json("sync")
    done = briefing("feeds", "remove", HARBOUR)
    assert "it stays on home" in done.stderr
    briefing.json("sync")
    briefing.json("sync")
    assert server.reader.feed_of(HARBOUR) is not None
    assert HARBOUR not in briefing.feeds.read_text()


def test_a_feed_is_removed_there_with_a_yes(briefing: Briefing, server: GoogleReaderServer) -> None:
    add(briefing, server)
    briefing.json("sync")
    assert briefing("feeds", "remove", HARBOUR, "--there", "--yes").returncode == 0
    briefing.json("sync")
    assert server.reader.feed_of(HARBOUR) is None
    assert len(briefing.json("list")["stories"]) == 8


def test_an_account_gets_another_name_and_goes_on(briefing: Briefing, server: GoogleReaderServer) -> None:
    add(briefing, server)
    briefing.json("sync")
    assert briefing("accounts", "rename", "home", "").returncode == 1
    assert briefing("accounts", "rename", "home", "desk").returncode == 0
    assert "account: desk" in briefing.feeds.read_text()
    report = briefing.json("sync")["accounts"][0]
    assert (report["account"], report["stories_new"], report["feeds"]) == ("desk", 0, [])
    assert len(briefing.json("list")["stories"]) == 8


def test_an_account_that_is_let_go_leaves_feeds_and_stories(briefing: Briefing, server: GoogleReaderServer) -> None:
    add(briefing, server)
    briefing.json("sync")
    assert briefing("accounts", "remove", "home").returncode == 0
    assert "account:" not in briefing.feeds.read_text()
    assert HARBOUR in briefing.feeds.read_text()
    assert len(briefing.json("list")["stories"]) == 8
    assert "home" not in briefing.settings.read_text()


@pytest.mark.parametrize("how", [(), ("--quiet",), ("--format", "json")])
def test_an_account_whose_password_changed_is_named_by_each_fetch_until_it_works(
    briefing: Briefing, server: GoogleReaderServer, how: Sequence[str]
) -> None:
    add(briefing, server)
    briefing.json("sync")
    server.password = "another one"
    server.forget_logins()
    assert briefing("sync").returncode == 1
    asked = len(server.asked)
    assert "home is not asked until `briefing sync` works again" in briefing("fetch", "--no-analysis", *how).stderr
    assert len(server.asked) == asked, "a wrong password is not tried again and again"
    (briefing.folder / "password").write_text("another one")
    assert briefing("sync").returncode == 0
    assert "is not asked" not in briefing("fetch", "--no-analysis", *how).stderr


def test_an_account_that_was_deleted_from_the_settings_is_named_and_can_be_let_go(
    briefing: Briefing, server: GoogleReaderServer
) -> None:
    add(briefing, server)
    briefing.json("sync")
    mark(briefing, 'title:"Story 3"', Field.STARRED)
    briefing.settings.write_text("full_text: never\n")
    done = briefing("sync")
    assert done.returncode == 1
    assert "the account 'home'" in done.stderr
    assert "1 feed in feeds.yaml gets no stories and 1 change is not sent" in done.stderr
    assert "there are no accounts" not in done.stderr
    assert "is not in the settings" in briefing("doctor").stdout
    assert "is not in the settings" in briefing("fetch", "--no-analysis").stderr
    stays = briefing("accounts", "remove", "home")
    assert (stays.returncode, "1 change has not been sent" in stays.stderr) == (1, True)
    assert briefing("accounts", "remove", "home", "--yes").returncode == 0
    assert "account:" not in briefing.feeds.read_text()
    done = briefing("sync")
    assert (done.returncode, "is not in the settings" in done.stderr) == (0, False)
    assert briefing("accounts", "remove", "home", "--yes").returncode == 1


def test_an_inner_address_that_a_server_named_is_not_asked_when_the_account_goes(
    briefing: Briefing, server: GoogleReaderServer
) -> None:
    inner = "http://192.168.0.1/reboot"
    server.reader.publish(inner, 1, "Router")
    server.reader.subscribe(inner)
    add(briefing, server)
    briefing.json("sync")
    done = briefing("accounts", "remove", "home")
    assert f"{inner} is in your own network, so it is muted" in done.stderr
    muted = {feed.url: feed.muted for feed in read_feeds(briefing.feeds)}
    assert (muted[inner], muted[HARBOUR]) == (True, False)


def test_an_account_without_a_server_is_a_sentence(briefing: Briefing) -> None:
    assert briefing("sync").returncode == 0
    assert briefing("sync", "--account", "nobody").returncode == 1
    assert briefing("sync", "status", "--push").returncode == 2
    done = briefing("accounts", "add", "x", "https://ann:secret@reader.example", "--kind", "greader")
    assert done.returncode == 2
    assert "secret" not in done.stderr
    briefing.settings.write_text("accounts:\n  - {name: x, kind: greader, url: https://a.example, password: secret}\n")
    done = briefing("accounts", "list")
    assert done.returncode == 2
    assert "password_command" in done.stderr
    assert "secret" not in done.stderr
