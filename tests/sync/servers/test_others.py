"""The protocols of Miniflux, Fever and Nextcloud News against fake servers, for what they have in common."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial

import pytest

from briefing.core.account import Account, AccountKind
from briefing.core.journal import Field
from briefing.sync.server import (
    STARRED,
    UNREAD,
    Declined,
    NotUnderstood,
    Offline,
    Refused,
    Stream,
    SyncServer,
    Throttled,
)
from briefing.sync.servers import open_server
from tests.support.fever_server import FeverServer
from tests.support.miniflux_server import FEED_PASSWORD, KEY, MinifluxServer
from tests.support.nextcloud_server import NextcloudServer
from tests.support.remote_reader import PASSWORD, USER, Break, ReaderServer

FEED, OTHER = "http://feeds.example/a/rss", "http://feeds.example/b/rss"
KINDS: dict[str, tuple[AccountKind, type[ReaderServer], dict[str, bool]]] = {
    "miniflux": ("miniflux", MinifluxServer, {}),
    "old miniflux": ("miniflux", MinifluxServer, {"old": True}),
    "fever": ("fever", FeverServer, {}),
    "turning fever": ("fever", FeverServer, {"stars_turn": True}),
    "nextcloud": ("nextcloud", NextcloudServer, {}),
}


async def password() -> str:
    return PASSWORD


@asynccontextmanager
async def client(server: ReaderServer, url: str = "", **other: str) -> AsyncIterator[SyncServer]:
    kind: AccountKind = (
        "miniflux"
        if isinstance(server, MinifluxServer)
        else "fever"
        if isinstance(server, FeverServer)
        else "nextcloud"
    )
    account = Account("home", kind, url or server.home, USER)
    made = open_server(replace(account, **other), password)  # type: ignore[arg-type]
    try:
        yield made
    finally:
        await made.aclose()


@pytest.fixture(params=sorted(KINDS))
def server(request: pytest.FixtureRequest) -> Iterator[ReaderServer]:
    _, make, options = KINDS[request.param]
    with make(**options) as made:
        made.reader.publish(FEED, 30, "Alpha & Beta?")
        made.reader.publish(OTHER, 5)
        made.reader.subscribe(FEED, group="News & Co")
        made.reader.subscribe(OTHER)
        yield made


def refs(server: ReaderServer) -> list[str]:
    return [str(item.number) for item in server.reader.shown()]


async def test_the_protocol_is_found_from_the_address_that_a_person_knows(server: ReaderServer) -> None:
    for url in (server.home, server.home + "/", server.url):  # type: ignore[attr-defined]
        async with client(server, url) as remote:
            assert USER in await remote.check()


async def test_an_address_without_the_server_says_what_is_missing_there(server: ReaderServer) -> None:
    async with client(server, f"{server.home}/nowhere") as remote:  # type: ignore[attr-defined]
        with pytest.raises(NotUnderstood, match=r"no (Miniflux|Nextcloud News|Fever API) was found there; "):
            await remote.check()


async def test_feeds_come_with_their_titles_and_groups(server: ReaderServer) -> None:
    async with client(server) as remote:
        first, second = await remote.subscriptions()
    assert (first.url, first.title, first.group) == (FEED, "Alpha & Beta?", "News & Co")
    assert (second.url, second.group) == (OTHER, server.reader.default_group)
    assert second.site == "http://feeds.example/b"


async def test_lists_are_whole_and_newest_first(server: ReaderServer) -> None:
    server.reader.publish(FEED, 1_200)
    server.reader.refresh()
    wanted = refs(server)
    server.reader.mark([int(wanted[3]), int(wanted[9])], starred=True)
    server.reader.mark([int(wanted[0])], read=True)
    async with client(server) as remote:
        assert list((await remote.ids(UNREAD, 10_000)).ids) == wanted[1:]
        assert (await remote.ids(STARRED, 10_000)).ids == (wanted[3], wanted[9])
        assert (await remote.ids(Stream(Field.TAG, "zinc"), 10)).ids == ()
        assert await remote.labels() == ()
        count = await remote.unread_count()
        assert count is None if isinstance(server, FeverServer) else count == len(wanted) - 1


async def test_a_list_says_when_it_is_cut(server: ReaderServer) -> None:
    wanted = refs(server)
    async with client(server) as remote:
        for most, cut in ((10, True), (34, True), (35, False), (36, False)):
            listing = await remote.ids(UNREAD, most)
            assert (list(listing.ids), listing.cut) == (wanted[:most], cut)


async def test_stories_come_with_text_and_state(server: ReaderServer) -> None:
    first, second = server.reader.shown()[0], server.reader.shown()[20]
    server.reader.mark([first.number], read=True, starred=True)
    first.title, first.author = 'Zinc & tin "x"\x1b[31m', "Ann"
    asked = [str(first.number), str(second.number)]
    async with client(server) as remote:
        one, two = await remote.contents([asked[0], "999999", "no id", asked[1], asked[0]])
    assert [one.remote, two.remote] == asked
    assert (one.read, one.starred, two.read, two.starred) == (True, True, False, False)
    assert (one.feed, two.feed) == (str(first.feed), str(second.feed))
    assert (one.entry.title, one.entry.link, one.entry.authors) == ('Zinc & tin "x"[31m', first.link, ("Ann",))
    assert one.entry.body.text.startswith("What Story")
    assert "alert" not in one.entry.body.text
    assert one.entry.published is not None


async def test_many_stories_come_in_few_calls(server: ReaderServer) -> None:
    server.reader.publish(FEED, 1_000)
    server.reader.refresh()
    wanted = refs(server)
    async with client(server) as remote:
        await remote.check()
        before = len(server.asked)
        items = await remote.contents(wanted[:600])
    assert {item.remote for item in items} == set(wanted[:600])
    most = -(-600 // remote.abilities.contents_at_once)
    assert len(server.asked) - before <= most + 1


async def test_what_changed_is_told_where_the_server_tells_it(server: ReaderServer) -> None:
    old, *others = refs(server)
    async with client(server) as remote:
        await remote.prepare()
        assert remote.mark == ""
        await remote.subscriptions()
        since = remote.mark
        if isinstance(server, FeverServer):
            assert since == ""
            assert await remote.changes("1", 100) is None
            return
        server.reader.clock += 3_600_000_000
        server.reader.mark([int(old)], read=True)
        server.reader.publish(FEED, 2)
        server.reader.refresh()
        told = {item.remote: item for item in await remote.changes(since, 100) or ()}
        assert since < remote.mark  # by the newest change that was told
        assert {old, *refs(server)[:2]} <= set(told)
        assert told[old].read
        assert told[refs(server)[0]].entry.body.text.startswith("What Story")
        mark = remote.mark
        await remote.prepare()
        await remote.subscriptions()
        assert int(remote.mark) - int(since) == 3_600
        told = {item.remote: item for item in await remote.changes(mark, 100) or ()}
        assert set(told) == ({old, *others, *refs(server)} if _is_old(server) else {old, *refs(server)[:2]})
        assert await remote.changes("1", 20) is None  # there is more than that
        server.break_next("/", Break.CUT)
        with pytest.raises(NotUnderstood):
            await remote.changes(since, 100)


@pytest.mark.parametrize("ahead", [0, 600])
async def test_a_change_is_told_whatever_the_time_of_the_answers(server: ReaderServer, ahead: int) -> None:
    if isinstance(server, FeverServer):
        return
    server.reader.ahead = ahead
    mark = ""
    async with client(server) as remote:
        for remote_id in refs(server)[:4]:
            await remote.prepare()
            await remote.subscriptions()
            if mark:
                server.reader.mark([int(remote_id)], read=True)
                assert remote_id in {item.remote for item in await remote.changes(mark, 100) or ()}
            mark = remote.mark
            server.reader.clock += 240_000_000


def _is_old(server: ReaderServer) -> bool:
    return isinstance(server, MinifluxServer) and server.old


async def test_states_are_set_and_can_be_set_again(server: ReaderServer) -> None:
    wanted = refs(server)
    async with client(server) as remote:
        for _ in range(2):
            await remote.set_state(Field.READ, True, wanted[:30])
            await remote.set_state(Field.STARRED, True, wanted[:5])
            assert list((await remote.ids(UNREAD, 100)).ids) == wanted[30:]
            assert list((await remote.ids(STARRED, 100)).ids) == wanted[:5]
        for _ in range(2):
            await remote.set_state(Field.READ, False, wanted[:2])
            await remote.set_state(Field.STARRED, False, wanted[:3])
            assert list((await remote.ids(UNREAD, 100)).ids) == wanted[:2] + wanted[30:]
            assert list((await remote.ids(STARRED, 100)).ids) == wanted[3:5]
        await remote.set_state(Field.READ, True, ["no id", "999999"])
        with pytest.raises(Declined, match="no labels"):
            await remote.set_state(Field.TAG, True, wanted[:2], "zinc")


async def test_feeds_are_added_changed_and_removed_where_that_can_be(server: ReaderServer) -> None:
    new, default = "http://feeds.example/new/rss", server.reader.default_group
    server.reader.publish(new, 3, "New")
    async with client(server) as remote:
        if not remote.abilities.subscribe:
            for asking in (remote.subscribe(new), remote.edit("1", "x"), remote.unsubscribe("1")):
                with pytest.raises(Declined, match="Fever"):
                    await asking
            return
        added = await remote.subscribe(new, "Mine", "Metals")
        assert await remote.subscribe(new) == added
        feed = next(feed for feed in await remote.subscriptions() if feed.remote == added)
        assert (feed.url, feed.title, feed.group) == (new, "Mine", "Metals")
        await remote.edit(added, title="Yours", group="Ores")
        feed = next(feed for feed in await remote.subscriptions() if feed.remote == added)
        assert (feed.title, feed.group) == ("Yours", "Ores")
        await remote.edit(added, group="")
        assert {feed.remote: feed.group for feed in await remote.subscriptions()}[added] == default
        await remote.unsubscribe(added)
        await remote.unsubscribe(added)
        assert {feed.url for feed in await remote.subscriptions()} == {FEED, OTHER}
        with pytest.raises(Declined, match=r"feeds\.example/none"):
            await remote.subscribe("http://feeds.example/none")


async def test_a_wrong_password_is_refused_without_a_storm(server: ReaderServer) -> None:
    server.password = "another"  # type: ignore[attr-defined]
    async with client(server) as remote:
        with pytest.raises(Refused, match="name and password") as raised:
            await remote.subscriptions()
    assert PASSWORD not in str(raised.value)
    assert len(server.asked) < 8


@pytest.mark.parametrize(
    ("what", "error"),
    [
        (Break.LOST_BEFORE, Offline),
        (Break.LOST_AFTER, Offline),
        (Break.BROKEN, Offline),
        (Break.FAULT, Offline),
        (Break.CUT, NotUnderstood),
        (Break.HTML, NotUnderstood),
        (Break.EMPTY, NotUnderstood),
        (Break.ELSEWHERE, NotUnderstood),
        (Break.BUSY, Throttled),
        (Break.STRANGER, Refused),
    ],
)
async def test_no_answer_is_taken_for_another(server: ReaderServer, what: Break, error: type[Exception]) -> None:
    wanted = refs(server)
    async with client(server) as remote:
        await remote.check()
        for ask in (
            remote.subscriptions,
            lambda: remote.ids(UNREAD, 100),
            lambda: remote.ids(STARRED, 100),
            lambda: remote.contents(wanted[:3]),
        ):
            server.break_next("/", what, 2)  # a list may have two ways
            with pytest.raises(error):
                await ask()
            server.breaks.clear()
            await ask()


async def test_an_answer_that_is_cut_is_told_in_plain_words(server: ReaderServer) -> None:
    async with client(server) as remote:
        await remote.check()
        server.break_next("/", Break.CUT, 1)
        with pytest.raises(NotUnderstood, match=r": the answer is not the expected one$"):
            await remote.subscriptions()


async def test_a_web_page_is_no_yes_to_a_change(server: ReaderServer) -> None:
    wanted = refs(server)
    async with client(server) as remote:
        await remote.check()
        (first, *_) = await remote.subscriptions()
        deeds = [partial(remote.set_state, field, True, wanted[:1]) for field in (Field.READ, Field.STARRED)]
        if remote.abilities.subscribe:
            deeds += [partial(remote.edit, first.remote, "Tungsten"), partial(remote.unsubscribe, first.remote)]
        for do in deeds:
            server.break_next("/", Break.HTML)
            with pytest.raises(NotUnderstood):
                await do()


@pytest.mark.parametrize(
    "account", [Account("home", "miniflux", ""), Account("home", "miniflux", "", "ann's key", password_is_key=True)]
)
async def test_the_passwords_of_feeds_are_not_read_and_a_key_is_enough(account: Account) -> None:
    async def key() -> str:
        return KEY

    with MinifluxServer() as server:
        server.reader.publish(FEED, 2)
        server.reader.subscribe(FEED)
        remote = open_server(replace(account, url=server.home), key)
        assert FEED_PASSWORD not in repr(await remote.subscriptions())
        assert FEED_PASSWORD not in repr(await remote.contents(refs(server)))
        server.key = "another-key"
        with pytest.raises(Refused) as raised:
            await remote.subscriptions()
        await remote.aclose()
    assert KEY not in str(raised.value)


async def test_a_list_that_changes_between_pages_is_read_again() -> None:
    with MinifluxServer() as server:
        server.most = 10
        server.reader.publish(FEED, 30)
        server.reader.subscribe(FEED)
        wanted = refs(server)
        async with client(server) as remote:
            server.on_call = lambda call: (
                server.reader.mark([int(wanted[0])], read=True) if call.one("offset") == "10" else None
            )
            assert list((await remote.ids(UNREAD, 100)).ids) == wanted[1:]


async def test_a_story_keeps_its_star_where_a_mark_takes_it_away() -> None:
    with FeverServer() as server:
        server.has_one_state = True
        server.reader.publish(FEED, 30)
        server.reader.subscribe(FEED)
        wanted = refs(server)
        async with client(server) as remote:
            await remote.set_state(Field.STARRED, True, wanted[:2])
            for value in (True, False):
                await remote.set_state(Field.READ, value, wanted[:5])
                assert list((await remote.ids(STARRED, 100)).ids) == wanted[:2]
            await remote.set_state(Field.STARRED, False, wanted[:1])
            await remote.set_state(Field.READ, True, wanted[:3])
            assert list((await remote.ids(STARRED, 100)).ids) == wanted[1:2]
            server.reader.mark([int(wanted[1])], starred=False)
            await remote.prepare()
            await remote.set_state(Field.READ, True, wanted[:3])
            assert (await remote.ids(STARRED, 100)).ids == ()


async def test_a_story_that_is_gone_does_not_hide_the_others() -> None:
    with FeverServer() as server:
        server.fails_at_unknown = True
        server.reader.publish(FEED, 60)
        server.reader.subscribe(FEED)
        wanted = refs(server)
        gone = {wanted[0], wanted[17], wanted[59]}
        server.reader.throw_away(map(int, gone))
        async with client(server) as remote:
            assert [item.remote for item in await remote.contents(wanted)] == [one for one in wanted if one not in gone]
            server.break_next("/", Break.FAULT, 2)  # at this call, and at another for stories
            with pytest.raises(Offline):
                await remote.contents(wanted[:1])


@pytest.mark.parametrize("path", ["/rest/fever/user/3/", "/rest/fever/user/3/fever/", "/fever/", "/plugins/fever/"])
async def test_an_address_of_fever_is_taken_as_it_stands(path: str) -> None:
    with FeverServer(path=path) as server:
        server.reader.publish(FEED, 2)
        server.reader.subscribe(FEED)
        for url in (server.url, server.url + "?api"):
            async with client(server, url) as remote:
                assert len(await remote.subscriptions()) == 1
