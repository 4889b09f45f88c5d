"""The use cases over a real library; the network is a script of answers, the analysis a small child process."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from briefing.analyst import AnalysisProcesses
from briefing.cli.save import save
from briefing.core.document import Fetched, Known, Validators
from briefing.core.errors import AnalysisOffError, StorageError, UnknownStory
from briefing.core.events import (
    AnalysisOff,
    Event,
    FeedDone,
    RefreshFinished,
    RefreshStarted,
    StoryAnalysed,
    StoryNotAnalysed,
)
from briefing.core.feed import Feed, FeedState
from briefing.core.journal import Field
from briefing.core.query import ALL, UNREAD
from briefing.core.schedule import FIRST_RETRY
from briefing.intake.refresher import OFFLINE_PAUSE
from briefing.services.clock import now
from briefing.services.desk import open_desk
from briefing.services.first import DeskOptions
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess
from tests.support.fresh import fresh
from tests.support.made import entry, failed, fetched
from tests.support.networks import MadeNetwork

ONE = Feed("https://one.example/rss", title="One")
TWO = Feed("https://two.example/rss", title="Two")

CHILD = """
import json, os, sys
for line in sys.stdin:
    request = json.loads(line)
    if request["kind"] == "hello":
        reply = {"ok": {"version": "1/child"}}
    elif request["title"] == "Odd":
        reply = {"error": "too odd"}
    elif request.get("title") == "Killed":
        os.kill(os.getpid(), 9)
    else:
        actor = {"id": "a", "name": request["title"], "kind": "state", "mentions": [{"start": 0, "end": 1}]}
        reply = {"ok": {"actors": [actor], "version": "1/child", "text_hash": HASH}}
        from briefing.core.story import text_hash
        reply["ok"]["text_hash"] = text_hash(request["title"], request["body"]["text"])
    print(json.dumps({"id": request["id"], **reply}), flush=True)
""".replace("HASH", '""')


class Answers:
    """A network that answers from a script, and remembers what it was asked with."""

    def __init__(self) -> None:
        self.script: dict[str, Callable[[Feed], Fetched]] = {}
        self.asked: list[tuple[str, Validators]] = []

    async def fetch_feed(self, feed: Feed, known: Known) -> Fetched:
        self.asked.append((feed.url, known.validators))
        return replace(self.script[feed.url](feed), feed=feed, at=now())

    async def aclose(self) -> None:
        pass


class Setting:
    """A desk, and the network under it."""

    def __init__(self, folder: Path, child: str = CHILD, cluster_read: bool = False) -> None:
        self.network = Answers()
        self.desk = open_desk(
            LibraryAccess(lambda: Library(fresh(folder / "b.db"))),
            (ONE, TWO),
            MadeNetwork(lambda: self.network),  # type: ignore[arg-type]
            AnalysisProcesses(folder / "a.log", command=(sys.executable, "-c", child)),
            DeskOptions(folder / "saved", cluster_read=cluster_read),
        )

    async def refresh(self, **how: object) -> list[Event]:
        return [event async for event in self.desk.refresher.refresh(**how)]  # type: ignore[arg-type]

    async def analyse(self) -> list[Event]:
        return [event async for event in self.desk.analysis.analyse_waiting()]


@pytest.fixture
async def setting(tmp_path: Path) -> AsyncIterator[Setting]:
    made = Setting(tmp_path)
    made.network.script = {
        ONE.url: lambda feed: fetched(entry("First"), entry("Second", "More."), feed=feed),
        TWO.url: lambda feed: failed("the server is down", feed=feed),
    }
    yield made
    await made.desk.close()


async def test_a_refresh_tells_what_happened_to_each_feed(setting: Setting) -> None:
    started, *feeds, finished = await setting.refresh()
    assert started == RefreshStarted(2)
    by_title = {event.title: event for event in feeds if isinstance(event, FeedDone)}
    assert len(by_title["One"].new_stories) == 2
    assert by_title["Two"].fetched.message == "the server is down"
    assert finished == RefreshFinished(new_stories=2, failed=1, total=2, offline=False)
    assert len(await setting.desk.stories.find(ALL)) == 2


async def test_only_what_is_due_is_asked(setting: Setting) -> None:
    await setting.refresh()
    assert await setting.refresh() == [RefreshStarted(0), RefreshFinished(0, 0, 0)]
    await setting.refresh(urls=[ONE.url])
    await setting.refresh(everything=True)
    assert sorted(url for url, _ in setting.network.asked) == [ONE.url] * 3 + [TWO.url] * 2


async def test_the_next_question_carries_the_validators(setting: Setting) -> None:
    await setting.refresh()
    await setting.refresh(urls=[ONE.url])
    assert setting.network.asked[-1] == (ONE.url, Validators('"v1"', ""))


async def test_who_was_asked_longest_ago_is_asked_first(setting: Setting) -> None:
    await setting.refresh(urls=[ONE.url])
    await setting.refresh(everything=True)
    assert [url for url, _ in setting.network.asked] == [ONE.url, TWO.url, ONE.url]


async def test_without_a_network_no_feed_is_to_blame(setting: Setting) -> None:
    await setting.refresh()
    before = await setting.desk.subscriptions.statuses()
    for url in (ONE.url, TWO.url):
        setting.network.script[url] = lambda feed: failed("cannot be reached", feed=feed, offline=True)
    *_, finished = await setting.refresh(everything=True)
    assert finished == RefreshFinished(0, failed=2, total=2, offline=True, why="cannot be reached")
    assert await setting.desk.subscriptions.statuses() == before


async def test_one_feed_that_cannot_be_reached_is_its_own_fault(setting: Setting) -> None:
    setting.network.script[TWO.url] = lambda feed: failed("cannot be reached", feed=feed, offline=True)
    *_, finished = await setting.refresh()
    assert isinstance(finished, RefreshFinished)
    assert not finished.offline
    one, two = await setting.desk.subscriptions.statuses()
    assert (one.state, two.state) == (FeedState.NEW, FeedState.FAILED)


async def test_a_few_feeds_that_cannot_be_reached_are_no_sign_of_a_missing_network(setting: Setting) -> None:
    setting.network.script[TWO.url] = lambda feed: failed("cannot be reached", feed=feed, offline=True)
    await setting.refresh(urls=[ONE.url])
    *_, finished = await setting.refresh(urls=[TWO.url])
    assert isinstance(finished, RefreshFinished)
    assert not finished.offline
    assert (await setting.desk.subscriptions.statuses())[1].failures == 1
    setting.network.script[ONE.url] = lambda feed: failed("cannot be reached", feed=feed, offline=True)
    *_, finished = await setting.refresh(urls=[TWO.url])
    assert isinstance(finished, RefreshFinished)
    assert (finished.offline, finished.why) == (True, "cannot be reached")
    assert [status.failures for status in await setting.desk.subscriptions.statuses()] == [0, 1]


async def test_a_host_that_wants_a_pause_shows_no_network(setting: Setting) -> None:
    setting.network.script[ONE.url] = lambda feed: replace(failed("not asked", feed=feed), state=FeedState.SKIPPED)
    setting.network.script[TWO.url] = lambda feed: failed("cannot be reached", feed=feed, offline=True)
    *_, finished = await setting.refresh()
    assert finished == RefreshFinished(0, failed=1, total=2, offline=True, why="cannot be reached")
    assert [status.failures for status in await setting.desk.subscriptions.statuses()] == [0, 0]


async def test_a_feed_that_is_gone_is_asked_by_its_address_alone(setting: Setting) -> None:
    setting.network.script[TWO.url] = lambda feed: replace(failed("gone", feed=feed), state=FeedState.GONE)
    await setting.refresh()
    await setting.refresh(everything=True)
    assert [url for url, _ in setting.network.asked].count(TWO.url) == 1
    setting.network.script[TWO.url] = lambda feed: fetched(entry("Back"), feed=feed)
    await setting.refresh(urls=[TWO.url])
    assert (await setting.desk.subscriptions.statuses())[1].state is FeedState.NEW


async def test_how_long_until_a_feed_is_due(setting: Setting) -> None:
    assert await setting.desk.refresher.due_in() == timedelta()
    await setting.refresh()
    wait = await setting.desk.refresher.due_in()
    assert wait is not None
    assert timedelta() < wait <= FIRST_RETRY * 1.5, "the one that failed is asked first"
    setting.desk.subscriptions.feeds = ()
    assert await setting.desk.refresher.due_in() is None


async def test_without_a_network_it_is_tried_now_and_then(setting: Setting) -> None:
    for url in (ONE.url, TWO.url):
        setting.network.script[url] = lambda feed: failed("cannot be reached", feed=feed, offline=True)
    await setting.refresh()
    wait = await setting.desk.refresher.due_in()
    assert wait is not None
    assert OFFLINE_PAUSE - timedelta(minutes=1) < wait <= OFFLINE_PAUSE


async def test_every_new_story_is_analysed_once(setting: Setting) -> None:
    await setting.refresh()
    events = await setting.analyse()
    assert {event.analysis.actors[0].name for event in events if isinstance(event, StoryAnalysed)} == {
        "First",
        "Second",
    }
    last = events[-1]
    assert isinstance(last, StoryAnalysed)
    assert (last.done, last.total) == (2, 2)
    assert await setting.analyse() == []


async def test_a_text_that_cannot_be_analysed_holds_nothing_up(setting: Setting) -> None:
    setting.network.script[ONE.url] = lambda feed: fetched(entry("Odd"), entry("Even", "More."), feed=feed)
    await setting.refresh()
    odd, even = sorted(await setting.analyse(), key=lambda event: isinstance(event, StoryAnalysed))
    assert isinstance(odd, StoryNotAnalysed)
    assert (odd.message, odd.again) == ("too odd", False)
    assert isinstance(even, StoryAnalysed)
    assert await setting.analyse() == []


async def test_a_text_whose_process_was_killed_is_tried_again(setting: Setting) -> None:
    setting.network.script[ONE.url] = lambda feed: fetched(entry("Killed"), feed=feed)
    await setting.refresh()
    for _ in range(2):
        (event,) = await setting.analyse()
        assert isinstance(event, StoryNotAnalysed)
        assert event.again
        assert "it ended with -9" in event.message


async def test_the_story_on_the_screen_is_analysed_at_once(setting: Setting) -> None:
    await setting.refresh()
    first, _ = await setting.desk.stories.find(ALL)
    analysis = await setting.desk.analysis.analyse_story(first)
    assert analysis is not None
    assert (await setting.desk.stories.open(first)).analysis == analysis
    assert len(await setting.analyse()) == 1


async def test_without_analysis_it_is_still_a_reader(tmp_path: Path) -> None:
    made = Setting(tmp_path, child="raise SystemExit(1)")
    made.network.script = {url: lambda feed: fetched(entry("First"), feed=feed) for url in (ONE.url, TWO.url)}
    await made.refresh()
    (event,) = await made.analyse()
    assert isinstance(event, AnalysisOff)
    (story_id,) = await made.desk.stories.find(ALL)
    with pytest.raises(AnalysisOffError):
        await made.desk.analysis.analyse_story(story_id)
    assert (await made.desk.stories.open(story_id)).analysis is None
    assert (await made.desk.saving.save(story_id)).path.exists()
    await made.desk.close()


async def test_marks_and_their_undoing(setting: Setting) -> None:
    await setting.refresh()
    ids = await setting.desk.stories.find(ALL)
    step = await setting.desk.annotations.mark(ids, Field.READ, True)
    assert step is not None
    assert await setting.desk.stories.find(UNREAD) == ()
    assert await setting.desk.annotations.mark(ids, Field.READ, True) is None
    undone = await setting.desk.annotations.undo()
    assert undone is not None
    assert undone.label == "marked 2 stories as read"
    assert (await setting.desk.stories.counts()).unread == 2


@pytest.mark.parametrize("together", [False, True])
async def test_other_reports_are_read_with_a_story_if_that_is_set(tmp_path: Path, together: bool) -> None:
    made = Setting(tmp_path, cluster_read=together)
    title = "Norland offers zinc to Sudland"
    made.network.script = {
        feed.url: lambda feed: fetched(entry(title, link=f"{feed.url}/1", text=feed.url), feed=feed)
        for feed in (ONE, TWO)
    }
    await made.refresh()
    await made.desk.maintenance.backfill()
    first, second = await made.desk.stories.find(ALL)
    (other,) = (await made.desk.stories.open(first)).annotations.reports
    assert (other.story, other.title) == (second, title)
    await made.desk.annotations.mark([first], Field.STARRED, True)
    await made.desk.annotations.mark([first], Field.READ, True)
    assert await made.desk.stories.find(UNREAD) == (() if together else (second,))
    await made.desk.annotations.undo()
    assert len(await made.desk.stories.find(UNREAD)) == 2
    await made.desk.annotations.mark([first, second], Field.READ, True)
    await made.desk.annotations.mark([first], Field.READ, False)
    assert await made.desk.stories.find(UNREAD) == (first,)
    await made.desk.close()


async def test_a_note_passes_the_cleaning_gate_and_is_saved(setting: Setting) -> None:
    await setting.refresh()
    first, _ = await setting.desk.stories.find(ALL)
    await setting.desk.annotations.set_note(first, "  ask\x1b[2J again \n")
    assert (await setting.desk.stories.open(first)).note == "ask[2J again"
    saved = await setting.desk.saving.save(first)
    assert "> ask[2J again" in saved.path.read_text()


async def test_saving_again_finds_the_file_under_its_old_name(setting: Setting, tmp_path: Path) -> None:
    await setting.refresh()
    first, _ = await setting.desk.stories.find(ALL)
    path = (await setting.desk.saving.save(first)).path
    setting.network.script[ONE.url] = lambda feed: fetched(entry("First, corrected", "New.", guid="first"), feed=feed)
    await setting.refresh(urls=[ONE.url])
    assert (await setting.desk.saving.save(first)).path == path
    assert not (await setting.desk.saving.save(first)).changed
    elsewhere = await setting.desk.saving.save(first, tmp_path / "elsewhere")
    assert elsewhere.path.parent == tmp_path / "elsewhere"
    assert "First, corrected" in path.read_text()


async def test_a_folder_named_from_here_is_the_same_from_elsewhere(
    setting: Setting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await setting.refresh()
    first, _ = await setting.desk.stories.find(ALL)
    monkeypatch.chdir(tmp_path)
    saved = await setting.desk.saving.save(first, Path("notes"))
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    again = await setting.desk.saving.save(first, tmp_path / "notes")
    assert (again.path, again.changed, again.notice) == (saved.path, False, "")


async def test_what_is_not_there_is_said_to_be(setting: Setting) -> None:
    for work in (
        setting.desk.stories.open("nothing"),
        setting.desk.saving.save("nothing"),
        setting.desk.annotations.set_note("nothing", "x"),
    ):
        with pytest.raises(UnknownStory):
            await work


async def test_a_data_folder_that_cannot_be_used_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    made = Setting(tmp_path / "file")
    with pytest.raises(StorageError, match="cannot be made"):
        await made.desk.stories.find(ALL)
    await made.desk.close()


async def test_a_host_with_very_many_feeds_holds_no_other_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.intake.refresher.MOST_BEGUN", 4)
    made = Setting(tmp_path)
    crowd = [Feed(f"https://crowd.example/{number}") for number in range(8)]
    other = Feed("https://other.example/rss")
    made.desk.subscriptions.feeds = (*crowd, other)
    answered, most = [], 0

    class Slow:
        """A network in which the crowd answers once the other feed has."""

        begun = 0
        may_go = asyncio.Event()

        async def fetch_feed(self, feed: Feed, known: Known) -> Fetched:
            nonlocal most
            self.begun += 1
            most = max(most, self.begun)
            if feed == other:
                self.may_go.set()
            await self.may_go.wait()
            self.begun -= 1
            answered.append(feed.url)
            return fetched(feed=feed)

        async def aclose(self) -> None:
            pass

    made.network = Slow()  # type: ignore[assignment]
    async with asyncio.timeout(60):
        events = await made.refresh(everything=True)
    assert isinstance(events[-1], RefreshFinished)
    assert sorted(answered) == sorted(feed.url for feed in (*crowd, other))
    assert most <= 4
    await made.desk.close()


async def test_a_story_is_saved_before_the_next_one_is_analysed(
    setting: Setting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many that wait for their analysis take minutes: who stops them keeps what was done, and sees that it goes on."""
    setting.network.script = {ONE.url: lambda _: fetched(entry("A"), entry("B")), TWO.url: lambda _: fetched()}
    await setting.refresh()
    ids = [headline.id for headline in await setting.desk.stories.headlines(await setting.desk.stories.find(ALL))]
    there = []
    analyse = setting.desk.analysis.analyse_story

    async def watched(story_id: str) -> object:
        there.append(len(list((tmp_path / "out").glob("*.md"))))
        return await analyse(story_id)

    monkeypatch.setattr(setting.desk.analysis, "analyse_story", watched)
    assert await save(setting.desk, argparse.Namespace(ids=ids, query=None, out=tmp_path / "out")) == 0
    assert there == [0, 1]
