"""The protocols, and two readers that sync by them, against a real server: only where one is named.

Name it with an environment variable: its address, a name and a password, with spaces between them.

    BRIEFING_TEST_GREADER="http://127.0.0.1:8080 ann secret" python -m pytest -n 0 -rs tests/sync/test_real_server.py

The others are BRIEFING_TEST_MINIFLUX, BRIEFING_TEST_NEXTCLOUD, and BRIEFING_TEST_FEVER, which needs some stories that
are there already. The account must be one for tests: its feeds are removed, its stories marked. The server must be
allowed to fetch feeds from 127.0.0.1 (Miniflux: FETCHER_ALLOW_PRIVATE_NETWORKS=1; FreshRSS from 1.29.2 on:
INTERNAL_HOST_ALLOWLIST).
"""

from __future__ import annotations

import os
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from briefing.core.account import Account, AccountKind
from briefing.core.journal import Field
from briefing.sync.server import STARRED, UNREAD, Declined, Refused, Stream, SyncServer
from briefing.sync.servers import open_server
from tests.support.feeds import RSS_TYPE, item, rss
from tests.support.server import FeedServer
from tests.sync.memory import Client, World

NAMES: dict[AccountKind, str] = {kind: f"BRIEFING_TEST_{kind.upper()}" for kind in ("greader", "miniflux", "nextcloud")}
NAMED = [kind for kind in NAMES if os.environ.get(NAMES[kind])]
FEVER = os.environ.get("BRIEFING_TEST_FEVER", "")
STORIES = 60

each_kind = pytest.mark.parametrize(
    "kind", NAMED or [pytest.param("none", marks=pytest.mark.skip(reason="no server is named: see the module"))]
)


def account_of(named: str, kind: AccountKind) -> Account:
    url, user, _ = named.split(" ", 2)
    return Account("home", kind, url, user, labels=("*",))


def opened(named: str, kind: AccountKind, wrong: bool = False) -> SyncServer:
    async def password() -> str:
        return "wrong-password" if wrong else named.split(" ", 2)[2]

    return open_server(account_of(named, kind), password)


@pytest.fixture
async def remote(kind: AccountKind) -> AsyncIterator[SyncServer]:
    made = opened(os.environ[NAMES[kind]], kind)
    for feed in await made.subscriptions():
        await made.unsubscribe(feed.remote)
    yield made
    for feed in await made.subscriptions():
        await made.unsubscribe(feed.remote)
    await made.aclose()


def publish(feed_server: FeedServer, path: str = "/zinc.xml", count: int = STORIES) -> str:
    """A feed of so many stories."""
    stories = "".join(
        item(
            number,
            title=f"Zinc {number} &amp;amp; tin",
            link=feed_server.url(f"/story/{path.strip('/')}/{number}"),
            guid=f"{path}-{number}",
            description=f"&lt;p&gt;Norland offered zinc ({number}).&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;",
            pubDate=f"Sun, 29 Nov 2026 10:{number % 60:02d}:00 GMT",
        )
        for number in range(count)
    )
    return feed_server.serve(path, rss(stories, f"News {path}"), RSS_TYPE)


@each_kind
async def test_a_wrong_password_is_refused(kind: AccountKind) -> None:
    remote = opened(os.environ[NAMES[kind]], kind, wrong=True)
    with pytest.raises(Refused):
        await remote.subscriptions()
    await remote.aclose()


@each_kind
async def test_feeds_stories_and_states(kind: AccountKind, remote: SyncServer, feed_server: FeedServer) -> None:
    assert account_of(os.environ[NAMES[kind]], kind).url.partition("//")[2].partition("/")[0] in await remote.check()
    url = publish(feed_server)
    added = await remote.subscribe(url, "My zinc & <tin> / lead", "Metals & ores")
    assert await remote.subscribe(url) == added
    with pytest.raises(Declined):
        await remote.subscribe(feed_server.url("/nothing.xml"))
    (feed,) = await remote.subscriptions()
    assert (feed.remote, feed.url, feed.title) == (added, url, "My zinc & <tin> / lead")
    assert feed.group == "Metals & ores"

    listing = await remote.ids(UNREAD, 10_000)
    assert (len(listing.ids), listing.cut) == (STORIES, False)
    assert (await remote.ids(UNREAD, STORIES - 1)).cut
    assert await remote.unread_count() in (STORIES, None)
    stories = await remote.contents(listing.ids)
    assert {story.remote for story in stories} == set(listing.ids)
    assert {story.entry.title for story in stories} == {f"Zinc {number} & tin" for number in range(STORIES)}
    assert all(story.entry.body.text.startswith("Norland offered zinc") for story in stories)
    assert all("x()" not in story.entry.body.text for story in stories)
    assert {story.feed for story in stories} == {added}

    chosen = list(listing.ids)
    for _ in range(2):
        await remote.set_state(Field.READ, True, chosen[:40])
        await remote.set_state(Field.STARRED, True, chosen[35:45])
        assert set((await remote.ids(UNREAD, 100)).ids) == set(chosen[40:])
        assert set((await remote.ids(STARRED, 100)).ids) == set(chosen[35:45])
    await remote.set_state(Field.READ, False, chosen[:2])
    await remote.set_state(Field.STARRED, False, chosen[35:40])
    state = {story.remote: (story.read, story.starred) for story in await remote.contents(chosen)}
    assert [state[one] for one in (chosen[0], chosen[3], chosen[36], chosen[44])] == [
        *((False, False), (True, False), (True, False), (False, True))
    ]
    if remote.abilities.labels:
        await remote.set_state(Field.TAG, True, chosen[:3], "Grain & zinc")
        await remote.set_state(Field.TAG, False, chosen[:1], "Grain & zinc")
        assert "Grain & zinc" in {label.name for label in await remote.labels()}
        assert set((await remote.ids(Stream(Field.TAG, "Grain & zinc"), 100)).ids) == set(chosen[1:3])
        assert (await remote.contents(chosen[1:2]))[0].labels == ("Grain & zinc",)
        assert (await remote.ids(Stream(Field.TAG, "no such label"), 100)).ids == ()

    await remote.edit(added, title="Other", group="Ores")
    (feed,) = await remote.subscriptions()
    assert (feed.title, feed.group) == ("Other", "Ores")
    await remote.unsubscribe(added)
    await remote.unsubscribe(added)
    assert await remote.subscriptions() == ()
    assert await remote.contents(chosen[:3]) == ()


@each_kind
@pytest.mark.parametrize("seed", range(3))
async def test_two_readers_and_the_server_agree(
    kind: AccountKind, remote: SyncServer, feed_server: FeedServer, tmp_path: Path, seed: int
) -> None:
    dice = random.Random(seed)
    named = os.environ[NAMES[kind]]
    await remote.subscribe(publish(feed_server, f"/zinc-{seed}.xml"))
    readers = [
        Client(tmp_path / name, World(), account=account_of(named, kind), server=opened(named, kind))
        for name in ("desk", "lap")
    ]
    for reader in readers:
        await reader.sync()
        assert len(reader.titles()) == STORIES
    deeds: dict[tuple[str, Field], list[bool]] = {}
    for _ in range(120):
        reader = dice.choice(readers)
        title = dice.choice(reader.titles())
        what = dice.choice((Field.READ, Field.STARRED))
        read, starred, _ = reader.state(title)
        value = not (read if what is Field.READ else starred)
        reader.set(reader.story(title), what, value)
        deeds.setdefault((title, what), []).append(value)
        if dice.random() < 0.1:
            await reader.sync()
    for _ in range(3):
        for reader in readers:
            await reader.sync()
    unread = set((await remote.ids(UNREAD, 1_000)).ids)
    starred_there = set((await remote.ids(STARRED, 1_000)).ids)
    there = {
        story.entry.title: (story.remote not in unread, story.remote in starred_there)
        for story in await remote.contents(tuple(unread | starred_there))
    }
    for title in readers[0].titles():
        states = {reader.state(title)[:2] for reader in readers}
        assert len(states) == 1
        assert there.get(title, (True, False)) in states
    for (title, what), values in deeds.items():
        if len(set(values)) == 1:
            assert readers[0].state(title)[0 if what is Field.READ else 1] == values[0]
    assert all(reader.waiting() == 0 for reader in readers)
    for reader in readers:
        await reader.server.aclose()
        await reader.close()


@pytest.mark.skipif(not FEVER, reason="BRIEFING_TEST_FEVER is not set")
async def test_fever_marks_what_is_there() -> None:
    remote = opened(FEVER, "fever")
    assert await remote.check()
    assert await remote.subscriptions()
    ids = (await remote.ids(UNREAD, 10)).ids
    assert ids, "this needs some unread stories"
    before = set((await remote.ids(STARRED, 10_000)).ids)
    (story,) = await remote.contents(ids[:1])
    assert story.entry.title
    for value in (True, True, False, False):
        await remote.set_state(Field.READ, value, ids[:1])
        await remote.set_state(Field.STARRED, value, ids[:1])
        (story,) = await remote.contents(ids[:1])
        assert (story.read, story.starred) == (value, value)
    if ids[0] in before:
        await remote.set_state(Field.STARRED, True, ids[:1])
    await remote.aclose()
