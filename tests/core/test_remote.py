"""Who wins, flag by flag; what a sync says of itself."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from briefing.core.account import Account
from briefing.core.feed import Feed
from briefing.core.journal import Field
from briefing.core.remote import READ, STARRED, Flag, RemoteFeed, RemoteItem, Seen, Standing, Tags, join, settle
from briefing.core.remote_feeds import KnownFeed, plan_feeds
from briefing.core.sync import (
    AccountState,
    AccountStatus,
    LostAccount,
    SyncReport,
    Waiting,
    earlier_words,
    lost_words,
    removal_question,
    report_lines,
    status_lines,
    wait_after,
    words,
)
from tests.support.made import NOON, entry, hours

GRAIN: Flag = (Field.TAG, "grain")
TAGS = Tags(frozenset({"grain"}))


def here(**fields: object) -> Standing:
    usual: dict[str, object] = {"read": False, "starred": False}
    return Standing(1, "abc1234", **{**usual, **fields})  # type: ignore[arg-type]


def there(**fields: object) -> Seen:
    usual: dict[str, object] = {"read": False, "starred": False, "labels": frozenset()}
    return Seen("1", **{**usual, **fields})  # type: ignore[arg-type]


def test_what_waits_here_stays_and_all_else_is_as_the_server_says() -> None:
    ours = here(read=True, waiting=frozenset({READ}))
    assert settle(ours, there(read=False, starred=True)).adopt == ((STARRED, True),)
    assert settle(here(read=True), there(read=False)).adopt == ((READ, False),)
    assert settle(here(), Seen("1", starred=True)).adopt == ((STARRED, True),)
    assert settle(here(), there()).adopt == ()


def test_what_was_sent_in_this_sync_goes_up_once_more() -> None:
    verdict = settle(here(read=True), there(read=False), {(1, READ)})
    assert (verdict.adopt, verdict.again) == ((), ((READ, True),))


def test_a_change_of_one_of_several_ids_is_sent_to_the_others() -> None:
    verdict = settle(here(ids=2), there(read=True))
    assert verdict.adopt == verdict.send == ((READ, True),)


def test_a_story_that_joins_loses_nothing() -> None:
    verdict = join(here(read=True, starred=False), there(read=False, starred=True))
    assert (verdict.adopt, verdict.send) == (((STARRED, True),), ((READ, True),))
    assert join(here(ids=2), there(read=True)).send == ((READ, True),)
    assert join(here(waiting=frozenset({READ})), there(read=True)).adopt == ()


def test_tags_are_kept_the_same_where_that_is_wanted() -> None:
    assert settle(here(tags=frozenset({"grain", "mine"})), there(), tags=TAGS).adopt == ((GRAIN, False),)
    assert settle(here(), Seen("1", with_label="grain"), tags=TAGS).adopt == ((GRAIN, True),)
    assert settle(here(tags=frozenset({"grain"})), Seen("1", read=False), tags=TAGS).adopt == ()
    assert settle(here(), there(labels=frozenset({"grain"}))).adopt == ()
    assert "grain" not in Tags(frozenset({"*"}), frozenset({"grain"}))
    assert "zinc" in Tags(frozenset({"*"}))


def test_feeds_that_are_renamed_or_moved_on_either_side() -> None:
    known = KnownFeed("feed/1", "https://a.example", "https://a.example", "A", "Ports", "A", "Ports")
    local = Feed("https://a.example", "A", "Ports", account="home")

    def plan(ours: Feed, title: str = "A", group: str = "Ports"):  # type: ignore[no-untyped-def]
        return plan_feeds("home", [ours], [known], [RemoteFeed("feed/1", "https://a.example", title, group)])

    assert plan(local).keep == [known]
    assert plan(local, "B", "Trade").change_here == {"https://a.example": {"title": "B", "group": "Trade"}}
    bare = Feed("https://a.example", group="Ports", account="home")
    assert plan(bare, "B").retitle == {"https://a.example": "B"}
    (edit,) = plan(Feed("https://a.example", "Mine", "Trade", account="home")).edits
    assert (edit.title, edit.group) == ("Mine", "Trade")
    both = plan(Feed("https://a.example", "Mine", "Trade", account="home"), "B", "Other")
    assert len(both.said) == 2


@pytest.mark.parametrize(("failures", "minutes"), [(1, 1), (2, 2), (4, 8), (7, 60), (100, 60)])
def test_after_failures_it_waits_longer_and_longer(failures: int, minutes: int) -> None:
    assert wait_after(failures) == timedelta(minutes=minutes)


def test_how_an_account_is() -> None:
    account = Account("home", "greader", "https://reader.example", "ann")
    assert status_lines(AccountStatus(account), NOON) == ("not synced yet",)
    state = AccountState(1, last_try=NOON, message="the server is down")
    assert status_lines(AccountStatus(account, state), NOON) == ("not synced yet", "the server is down")
    state = AccountState(1, joined=True, last_ok=NOON - hours(2), last_try=NOON)
    lines = status_lines(AccountStatus(account, state, Waiting(3, 2, 1)), NOON)
    assert lines[1:3] == (
        "3 changes to be sent",
        "2 changes from before the first sync: `briefing sync --send-earlier` sends them",
    )
    assert lines[3] == "1 change refused by the server: `briefing sync status` lists them"


@pytest.mark.parametrize(
    ("wait", "last_try", "told"),
    [
        (timedelta(hours=7), NOON, "; tried again in 7 h"),
        (timedelta(seconds=30), NOON, ""),
        (timedelta(hours=-1), NOON, ""),
        (timedelta(days=400), NOON + timedelta(days=399), ""),  # a clock that was ahead wrote that down
    ],
)
def test_an_account_that_waits_says_how_long(wait: timedelta, last_try: datetime, told: str) -> None:
    state = AccountState(1, last_try=last_try, not_before=NOON + wait, message="too many requests")
    account = Account("home", "greader", "https://reader.example", "ann")
    assert status_lines(AccountStatus(account, state), NOON)[-1] == f"too many requests{told}"


def test_what_a_sync_did_and_would_do() -> None:
    report = SyncReport("home", sent={"read": 1_200}, adopted={"starred": 2}, new_stories=["a"], joined=1, gone=1)
    report.feeds, report.said = ["new from home: A"], ["and more"]
    assert report.did_something
    assert report_lines(report) == (
        "sent: 1,200 read",
        "taken over: 2 starred",
        "1 new story",
        "already here: 1 story",
        "gone on the server, and kept here: 1 story",
        "new from home: A",
        "and more",
    )
    anew = SyncReport("home", renumbered=2)
    assert anew.did_something
    assert report_lines(anew) == ("given to other stories on the server, and compared anew: 2 numbers",)
    plan = SyncReport("home", dry=True, sent={"read": 1}, to_fetch=2)
    assert report_lines(plan) == ("would be sent: 1 read", "would be fetched: 2 stories")
    assert not SyncReport("home").did_something
    assert [words(what, value) for what in (Field.READ, Field.STARRED, Field.TAG) for value in (True, False)] == [
        "read",
        "unread",
        "starred",
        "not starred",
        "tagged",
        "not tagged",
    ]


def test_a_story_of_the_server_is_seen_with_all_its_state() -> None:
    item = RemoteItem("7", "feed/1", entry(), read=True, starred=False, labels=("grain",))
    assert item.seen == Seen("7", True, False, frozenset({"grain"}))
    assert (bool(TAGS), bool(Tags())) == (True, False)


def test_an_account_that_is_gone_from_the_settings_is_told_with_what_hangs_on_it() -> None:
    lost = LostAccount("home desk", feeds=1, waiting=2, url="https://reader.example")
    said = lost_words(lost)
    assert "'home desk' (https://reader.example) is not in the settings" in said
    assert "1 feed in feeds.yaml gets no stories and 2 changes are not sent" in said
    assert "`briefing accounts remove 'home desk'`" in said
    assert LostAccount("", url="https://reader.example").called == "https://reader.example"


def test_questions_count_what_they_are_about() -> None:
    assert earlier_words(1, "home") == "1 change from before the first sync is not on home yet"
    assert "2 starred ones among them" in removal_question("home", 2)
    assert "starred" not in removal_question("home", 0)
