"""Google Reader's protocol against a fake server with the ways of each kind."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest

from briefing.core.account import Account
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
from briefing.sync.servers import greader_session, open_server
from tests.support.greader_server import KINDS, GoogleReaderServer
from tests.support.remote_reader import PASSWORD, USER, Break, Told

FEED, OTHER = "http://feeds.example/a/rss", "http://feeds.example/b/rss"
ZINC = Stream(Field.TAG, "zinc")


async def password() -> str:
    return PASSWORD


@asynccontextmanager
async def client(server: GoogleReaderServer, url: str = "") -> AsyncIterator[SyncServer]:
    made = open_server(Account("home", "greader", url or server.home, USER), password)
    try:
        yield made
    finally:
        await made.aclose()


@pytest.fixture(params=sorted(KINDS))
def any_server(request: pytest.FixtureRequest) -> Iterator[GoogleReaderServer]:
    with made(request.param) as server:
        yield server


@pytest.fixture
def server() -> Iterator[GoogleReaderServer]:
    with made("freshrss") as server:
        yield server


def made(kind: str) -> GoogleReaderServer:
    server = GoogleReaderServer(kind)
    server.reader.publish(FEED, 30, "Alpha & <b>Beta</b> / Gamma?")
    server.reader.publish(OTHER, 5)
    server.reader.subscribe(FEED, group="News & Co")
    server.reader.subscribe(OTHER)
    return server


def refs(server: GoogleReaderServer) -> list[str]:
    return [server.ref(item) for item in server.reader.shown()]


# ------------------------------------------------------------------------------------------------- every kind of server


async def test_the_protocol_is_found_from_the_address_that_a_person_knows(any_server: GoogleReaderServer) -> None:
    for url in (any_server.home, any_server.home + "/", any_server.url + "/", any_server.url + "/reader/api/0/"):
        async with client(any_server, url) as remote:
            assert USER in await remote.check()


async def test_it_is_found_from_the_page_on_which_freshrss_names_it(server: GoogleReaderServer) -> None:
    async with client(server, server.url.removesuffix("greader.php")) as remote:
        assert USER in await remote.check()


async def test_feeds_come_with_their_titles_and_groups(any_server: GoogleReaderServer) -> None:
    async with client(any_server) as remote:
        first, second = await remote.subscriptions()
    assert (first.url, first.title, first.group) == (FEED, "Alpha & <b>Beta</b> / Gamma?", "News & Co")
    assert (second.url, second.group, second.site) == (OTHER, "Uncategorized", "http://feeds.example/b")


async def test_lists_are_whole_page_by_page(any_server: GoogleReaderServer) -> None:
    any_server.reader.publish(FEED, 2_400)
    any_server.reader.refresh()
    wanted = refs(any_server)
    any_server.reader.mark([any_server.reader.shown()[0].number, any_server.reader.shown()[7].number], starred=True)
    async with client(any_server) as remote:
        assert list((await remote.ids(UNREAD, 10_000)).ids) == wanted
        assert (await remote.ids(STARRED, 10_000)).ids == (wanted[0], wanted[7])


async def test_a_list_is_whole_where_pages_leave_stories_out() -> None:
    with made("commafeed") as server:
        server.reader.publish("http://feeds.example/old/rss", 900)
        server.reader.publish("http://feeds.example/new/rss", 900)
        late = server.reader.subscribe("http://feeds.example/new/rss")
        server.reader.subscribe("http://feeds.example/old/rss")
        assert late is not None
        for item in server.reader.items.values():
            item.published += 3_600 if item.feed == late.number else 0
        wanted = set(refs(server))
        async with client(server) as remote:
            listing = await remote.ids(UNREAD, 10_000)
            assert (set(listing.ids), listing.cut) == (wanted, False)
            cut = await remote.ids(UNREAD, 1_500)
            assert (len(cut.ids), cut.cut) == (1_500, True)
            before = len(server.asked)
            server.reader.mark(map(int, refs(server)[1_000:]), read=True)
            assert len((await remote.ids(UNREAD, 10_000)).ids) == 1_000
        assert len(server.asked) - before == 3


async def test_a_list_says_when_it_is_cut(any_server: GoogleReaderServer) -> None:
    wanted = refs(any_server)
    async with client(any_server) as remote:
        for most, cut in ((10, True), (34, True), (35, False), (36, False)):
            listing = await remote.ids(UNREAD, most)
            assert (list(listing.ids), listing.cut) == (wanted[:most], cut)


async def test_stories_come_with_text_and_state(any_server: GoogleReaderServer) -> None:
    first, second = any_server.reader.shown()[:2]
    any_server.reader.mark([first.number], read=True, starred=True)
    first.title, first.words, first.author = 'Zinc & <i> tin "x"', ("tech & art",), "Ann"
    asked = [any_server.ref(first), any_server.ref(second)]
    async with client(any_server) as remote:
        one, two = await remote.contents(asked)
        (feed,) = [feed for feed in await remote.subscriptions() if feed.url == OTHER]
    assert [one.remote, two.remote] == asked
    assert (one.read, one.starred, two.read, two.starred) == (True, True, False, False)
    assert one.feed == two.feed == feed.remote
    assert one.entry.title == 'Zinc & <i> tin "x"'
    assert one.entry.link == first.link
    assert (one.entry.authors, one.entry.categories) == (("Ann",), ("tech & art",))
    assert one.entry.body.text.startswith("What Story")
    assert "alert" not in one.entry.body.text
    assert [link.address for link in one.entry.body.links] == ["http://feeds.example/more"]
    assert one.entry.published is not None
    assert one.arrived is not None
    assert one.arrived.timestamp() == pytest.approx(abs(first.arrived) / 1_000_000, abs=1)


async def test_a_mark_that_is_set_already_stays(any_server: GoogleReaderServer) -> None:
    wanted = refs(any_server)
    any_server.reader.mark([any_server.reader.shown()[0].number], read=True, starred=True)  # by another client
    async with client(any_server) as remote:
        for _ in range(2):
            await remote.set_state(Field.READ, True, wanted[:3])
            await remote.set_state(Field.STARRED, True, wanted[:2])
            assert (await remote.ids(UNREAD, 100)).ids == tuple(wanted[3:])
            assert (await remote.ids(STARRED, 100)).ids == tuple(wanted[:2])


async def test_stories_that_are_all_gone_are_missing(any_server: GoogleReaderServer) -> None:
    wanted = refs(any_server)
    for number in list(any_server.reader.feeds):
        any_server.reader.unsubscribe(number)
    async with client(any_server) as remote:
        assert await remote.contents(wanted[:2]) == ()
        await remote.set_state(Field.STARRED, True, wanted[:1])


async def test_states_are_set_in_batches(any_server: GoogleReaderServer) -> None:
    any_server.reader.publish(FEED, 600)
    any_server.reader.refresh()
    wanted = refs(any_server)
    async with client(any_server) as remote:
        await remote.set_state(Field.READ, True, wanted)
        assert (await remote.ids(UNREAD, 10_000)).ids == ()
        await remote.set_state(Field.READ, False, wanted[:2])
        await remote.set_state(Field.STARRED, True, wanted[:300])
        await remote.set_state(Field.STARRED, False, wanted[:298])
        assert (await remote.ids(UNREAD, 10_000)).ids == tuple(wanted[:2])
        assert (await remote.ids(STARRED, 10_000)).ids == tuple(wanted[298:300])
    batches = [call.all("i") for call in any_server.asked if call.path.endswith("edit-tag")]
    assert max(map(len, batches)) == 250
    assert all(one.startswith("tag:google.com,2005:reader/item/") for batch in batches for one in batch)


async def test_feeds_are_added_changed_and_removed(any_server: GoogleReaderServer) -> None:
    new = "http://feeds.example/new/rss"
    any_server.reader.publish(new, 3, "New")
    async with client(any_server) as remote:
        added = await remote.subscribe(new, "Mine", "Metals")
        assert await remote.subscribe(new) == added
        feed = next(feed for feed in await remote.subscriptions() if feed.remote == added)
        assert (feed.url, feed.title, feed.group) == (new, "Mine", "Metals")
        await remote.edit(added, title="Yours", group="Ores")
        feed = next(feed for feed in await remote.subscriptions() if feed.remote == added)
        assert (feed.title, feed.group) == ("Yours", "Ores")
        if not any_server.kind.leaves_folders:
            with pytest.raises(Declined, match="out of its group"):
                await remote.edit(added, group="")
            await remote.edit(added, group="Uncategorized")
        else:
            await remote.edit(added, group="")
        assert {feed.remote: feed.group for feed in await remote.subscriptions()}[added] == "Uncategorized"
        await remote.unsubscribe(added)
        await remote.unsubscribe(added)
        assert {feed.url for feed in await remote.subscriptions()} == {FEED, OTHER}


async def test_a_feed_that_cannot_be_read_is_declined(any_server: GoogleReaderServer) -> None:
    async with client(any_server) as remote:
        with pytest.raises(Declined, match=r"feeds\.example/none"):
            await remote.subscribe("http://feeds.example/none")


async def test_the_number_of_unread_stories_is_told_where_it_is_known(any_server: GoogleReaderServer) -> None:
    async with client(any_server) as remote:
        assert await remote.unread_count() == (35 if any_server.kind.counts else None)


async def test_labels_are_those_that_are_no_folders(
    any_server: GoogleReaderServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    if any_server.kind is KINDS["bazqux"]:  # known by its name alone
        monkeypatch.setattr(greader_session, "_WITH_LABELS", ("127.0.0.1",))
    wanted = refs(any_server)
    any_server.reader.labels.append("tin & lead")
    async with client(any_server) as remote:
        await remote.check()
        if not any_server.kind.labels:
            assert not remote.abilities.labels
            assert await remote.labels() == ()
            assert (await remote.ids(ZINC, 10)).ids == ()
            with pytest.raises(Declined, match="no labels"):
                await remote.set_state(Field.TAG, True, wanted[:2], "zinc")
            return
        await remote.set_state(Field.TAG, True, wanted[:2], "zinc")
        assert [label.name for label in await remote.labels()] == ["tin & lead", "zinc"]
        assert (await remote.ids(ZINC, 10)).ids == tuple(wanted[:2])
        one, other = await remote.contents([wanted[0], wanted[9]])
        assert (one.labels, other.labels) == (("zinc",), ())
        await remote.set_state(Field.TAG, False, wanted[:1], "zinc")
        assert (await remote.ids(ZINC, 10)).ids == (wanted[1],)
        with pytest.raises(Declined, match="a folder"):
            await remote.set_state(Field.TAG, True, wanted[:2], "News & Co")


async def test_a_wrong_password_is_refused(any_server: GoogleReaderServer) -> None:
    any_server.password = "another"
    async with client(any_server) as remote:
        with pytest.raises(Refused, match="name and password"):
            await remote.subscriptions()
    assert any_server.paths().count("POST accounts/ClientLogin") == 1


async def test_a_login_that_is_forgotten_is_made_anew_once(any_server: GoogleReaderServer) -> None:
    wanted = refs(any_server)
    async with client(any_server) as remote:
        await remote.set_state(Field.READ, True, wanted[:1])
        any_server.forget_logins()
        assert len(await remote.subscriptions()) == 2
        any_server.forget_logins()
        await remote.set_state(Field.READ, True, wanted[1:2])
        assert (await remote.ids(UNREAD, 100)).ids == tuple(wanted[2:])
        any_server.password = "another"
        any_server.forget_logins()
        with pytest.raises(Refused):
            await remote.subscriptions()


async def test_a_token_that_dies_is_fetched_anew(any_server: GoogleReaderServer) -> None:
    any_server.token_uses = 1
    wanted = refs(any_server)
    async with client(any_server) as remote:
        for at in range(3):
            await remote.set_state(Field.READ, True, wanted[at : at + 1])
        assert (await remote.ids(UNREAD, 100)).ids == tuple(wanted[3:])
    assert any_server.paths().count("POST accounts/ClientLogin") == 1


async def test_a_server_that_refuses_all_is_not_asked_for_ever(any_server: GoogleReaderServer) -> None:
    async with client(any_server, any_server.url + "/reader/api/0") as remote:
        any_server.break_next("reader/api/0/", Break.STRANGER, 1_000)
        with pytest.raises(Refused):
            await remote.subscriptions()
        with pytest.raises(Refused):
            await remote.set_state(Field.READ, True, refs(any_server)[:1])
    assert any_server.paths().count("POST accounts/ClientLogin") <= 5


# ----------------------------------------------------------------------------------------------------- how it is asked


async def test_a_sync_with_nothing_to_do_makes_few_calls(server: GoogleReaderServer) -> None:
    async with client(server, server.url) as remote:
        await remote.subscriptions()
        await remote.labels()
        await remote.unread_count()
        await remote.ids(UNREAD, 10_000)
        await remote.ids(STARRED, 10_000)
    assert server.paths() == [
        "POST accounts/ClientLogin",
        "GET subscription/list",
        "GET tag/list",
        "GET 0/unread-count",
        "GET items/ids",
        "GET items/ids",
    ]


async def test_the_token_and_the_state_stand_before_the_ids(server: GoogleReaderServer) -> None:
    wanted = refs(server)
    async with client(server) as remote:
        await remote.set_state(Field.READ, True, wanted[:2])
        await remote.contents(wanted[:2])
    marking, contents = (call for call in server.asked if "i" in dict(call.form))
    assert [name for name, _ in marking.form] == ["T", "a", "i", "i"]
    assert [name for name, _ in contents.form] == ["T", "i", "i"]
    assert contents.one("output") == "json"
    assert "authorization" in contents.headers


async def test_each_story_is_asked_for_once_and_the_unknown_are_missing(server: GoogleReaderServer) -> None:
    wanted = refs(server)
    server.repeats = True
    server.leaves_out = {server.reader.shown()[1].number}
    async with client(server) as remote:
        items = await remote.contents([wanted[0], wanted[1], wanted[0], "42", "no id", wanted[3]])
    assert [item.remote for item in items] == [wanted[0], wanted[3]]


async def test_stories_that_are_too_much_for_one_answer_are_asked_for_in_parts(server: GoogleReaderServer) -> None:
    for item in server.reader.shown():
        item.text = "<p>" + "zinc " * 400_000
    wanted = refs(server)
    async with client(server) as remote:
        items = await remote.contents(wanted[:30])
    assert [item.remote for item in items] == wanted[:30]
    assert [len(call.all("i")) for call in server.asked if "i" in dict(call.form)] == [30, 15, 15]


async def test_titles_of_eastern_scripts_keep_their_signs(server: GoogleReaderServer) -> None:
    server.reader.feeds[1].title = "新聞／経済？"
    async with client(server) as remote:
        assert (await remote.subscriptions())[0].title == "新聞／経済？"


async def test_what_comes_is_clean(server: GoogleReaderServer) -> None:
    item = server.reader.shown()[0]
    item.title, item.link, item.author = "A\x1b[31m\u202eB", "javascript:alert(1)", "Ann\x07"
    item.text = "<p>One\x9b31m</p>"
    server.reader.feeds[2].title, server.reader.feeds[2].group = "F\x1b]0;x\x07", "G\x1b[2J"
    async with client(server) as remote:
        (got,) = await remote.contents([server.ref(item)])
        feed = next(feed for feed in await remote.subscriptions() if feed.url == OTHER)
    assert (got.entry.title, got.entry.link, got.entry.authors) == ("A[31mB", "", ("Ann",))
    assert got.entry.body.text == "One31m"
    assert (feed.title, feed.group) == ("F]0;x", "G[2J")


async def test_a_story_in_which_nothing_can_be_read_is_there_all_the_same(server: GoogleReaderServer) -> None:
    item = server.reader.shown()[0]
    item.title = item.link = item.text = ""
    async with client(server) as remote:
        (got,) = await remote.contents([server.ref(item)])
    assert (got.entry.title, got.read) == ("Untitled", False)


# ----------------------------------------------------------------------------------------------------------- bad days


@pytest.mark.parametrize(
    ("what", "error"),
    [
        (Break.LOST_BEFORE, Offline),
        (Break.LOST_AFTER, Offline),
        (Break.BROKEN, Offline),
        (Break.FAULT, Offline),
        (Break.DOWN, Offline),
        (Break.CUT, NotUnderstood),
        (Break.HTML, NotUnderstood),
        (Break.EMPTY, NotUnderstood),
        (Break.ELSEWHERE, NotUnderstood),
        (Break.BUSY, Throttled),
        (Break.BUSY_FOR, Throttled),
    ],
)
@pytest.mark.parametrize("part", ["subscription/list", "tag/list", "items/ids", "items/contents", "edit-tag", "unread"])
async def test_no_answer_is_taken_for_another(server: GoogleReaderServer, what: Break, error: type, part: str) -> None:
    wanted = refs(server)
    server.reader.labels.append("zinc")

    async def ask(remote: SyncServer) -> object:
        match part:
            case "subscription/list":
                return await remote.subscriptions()
            case "tag/list":
                return await remote.labels()
            case "items/ids":
                return await remote.ids(UNREAD, 100)
            case "items/contents":
                return await remote.contents(wanted[:3])
            case "unread":
                return await remote.unread_count()
            case _:
                return await remote.set_state(Field.READ, True, wanted[:3])

    async with client(server) as remote:
        await remote.labels()
        server.break_next(part, what)
        with pytest.raises(error) as raised:
            await ask(remote)
        assert str(raised.value).startswith("127.0.0.1:")
        assert await ask(remote) != ()
    if what is Break.BUSY_FOR:
        assert raised.value.retry_after.total_seconds() == 120
    if what is Break.ELSEWHERE:
        assert "https://elsewhere.example/login" in str(raised.value)
        assert "secret" not in str(raised.value)


@pytest.mark.parametrize("what", [Break.LOST_AFTER, Break.LOST_BEFORE])
async def test_a_lost_answer_leaves_the_deed_done_or_not(server: GoogleReaderServer, what: Break) -> None:
    wanted = refs(server)
    async with client(server) as remote:
        server.break_next("edit-tag", what)
        with pytest.raises(Offline):
            await remote.set_state(Field.READ, True, wanted[:3])
    assert len(server.reader.unread()) == (32 if what is Break.LOST_AFTER else 35)


async def test_a_page_that_fails_does_not_end_the_list(server: GoogleReaderServer) -> None:
    server.reader.publish(FEED, 12_000)
    server.reader.refresh()
    async with client(server) as remote:
        await remote.check()
        server.on_call = lambda call: server.break_next("items/ids", Break.FAULT) if call.one("c") else None
        with pytest.raises(Offline):
            await remote.ids(UNREAD, 20_000)


async def test_a_list_without_an_end_is_not_followed_for_ever(server: GoogleReaderServer) -> None:
    server.no_last_page = True
    async with client(server) as remote:
        with pytest.raises(NotUnderstood, match="no end"):
            await remote.ids(UNREAD, 100)


async def test_a_server_whose_interface_is_off_says_so(server: GoogleReaderServer) -> None:
    server.is_off = True
    for url in (server.home, server.url):
        async with client(server, url) as remote:
            with pytest.raises(Offline, match="switched off"):
                await remote.check()


@pytest.mark.parametrize("path", ["", "/nothing/api/greader.php"])
async def test_what_is_no_such_server_is_told(server: GoogleReaderServer, path: str) -> None:
    if not path:
        server.answer = lambda asked: Told("<html><body>A site.</body></html>")  # type: ignore[method-assign]
    async with client(server, server.home + path) as remote:
        with pytest.raises(NotUnderstood, match="Google Reader API"):
            await remote.check()


async def test_a_server_that_is_not_there_is_offline(server: GoogleReaderServer) -> None:
    server.close()
    async with client(server, server.url) as remote:
        with pytest.raises(Offline, match="refuses the connection"):
            await remote.check()


async def test_a_password_travels_only_where_nobody_can_read_it() -> None:
    for url, insecure in (("http://reader.example", False), ("http://192.168.0.9/x", False)):
        remote = open_server(Account("home", "greader", url, USER, insecure=insecure), password)
        with pytest.raises(Refused, match="https"):
            await remote.check()
        await remote.aclose()


async def test_a_feed_that_was_there_at_another_address_keeps_its_names(server: GoogleReaderServer) -> None:
    feed = next(iter(server.reader.feeds.values()))
    told = Told({"numResults": 1, "query": feed.url, "streamId": server.feed_id(feed), "streamName": feed.title})
    server._calls["POST subscription/quickadd"] = lambda asked: told
    before = feed.title
    async with client(server) as remote:
        assert await remote.subscribe("http://page.example/", "Another name", "Elsewhere") == server.feed_id(feed)
        after = {one.remote: one for one in await remote.subscriptions()}[server.feed_id(feed)]
    assert (after.title, after.group == "Elsewhere") == (before, False)


async def test_no_secret_is_in_an_error(server: GoogleReaderServer) -> None:
    secrets = [PASSWORD]
    texts = []

    async with client(server) as remote:
        await remote.set_state(Field.READ, True, refs(server)[:1])
        secrets += [call.headers["authorization"].partition("auth=")[2] for call in server.asked[-1:]]
        secrets += [server.asked[-1].one("T")]
        for secret in secrets:
            server.reader.publish(f"http://feeds.example/{len(texts)}", 1)
            told = Told({"numResults": 0, "error": f"what you sent was {secret}, {secret}!"})
            server._calls["POST subscription/quickadd"] = lambda asked, told=told: told
            with pytest.raises(Declined) as raised:
                await remote.subscribe("http://feeds.example/none")
            texts.append(str(raised.value))
    assert all("what you sent was …, …!" in text for text in texts)
