"""Calls of a server's interface: bounded, without detours, and without a word of what was sent in an error."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest

from briefing.core.errors import FetchError
from briefing.fetch.call import Call, Caller, NoAnswer, TooLarge
from tests.support.remote_reader import Asked, Break, ReaderServer, Told

SECRET = "pass-word-of-ann"


class Echo(ReaderServer):
    """Tells what it was asked."""

    told: Told | None = None

    def answer(self, asked: Asked) -> Told:
        return self.told or Told(
            {"method": asked.method, "form": asked.form, "body": asked.body.decode(), "headers": asked.headers}
        )


@pytest.fixture
def server() -> Iterator[Echo]:
    with Echo() as made:
        yield made  # type: ignore[misc]


async def test_a_call_takes_its_form_and_its_headers_along(server: Echo) -> None:
    async with Caller() as caller:
        call = Call("POST", server.home + "/x", {"x-auth": "ü"}, form=(("a", "b & c"), ("i", "1"), ("i", "2")))
        answer = await caller.ask(call)
        await caller.ask(Call("PUT", server.home + "/x", json=b'{"a": 1}'))
    first, second = server.asked
    assert answer.status == 200
    assert first.form == (("a", "b & c"), ("i", "1"), ("i", "2"))
    assert first.headers["user-agent"].startswith("Briefing/")
    assert (second.method, second.json()) == ("PUT", {"a": 1})
    assert second.headers["content-type"] == "application/json"


async def test_every_status_is_an_answer_and_no_redirect_is_followed(server: Echo) -> None:
    async with Caller() as caller:
        for status in (204, 302, 401, 404, 500):
            server.told = Told("" if status == 204 else "why", status, {"Location": server.home + "/other"})
            answer = await caller.ask(Call("GET", server.home + "/x"))
            assert (answer.status, answer.body) == (status, b"" if status == 204 else b"why")
    assert {asked.path for asked in server.asked} == {"/x"}


async def test_no_cookie_is_kept(server: Echo) -> None:
    server.told = Told("x", headers={"Set-Cookie": "session=1"})
    async with Caller() as caller:
        await caller.ask(Call("GET", server.home + "/x"))
        await caller.ask(Call("GET", server.home + "/x"))
    assert all("cookie" not in asked.headers for asked in server.asked)


@pytest.mark.parametrize("packed", [False, True])
async def test_an_answer_is_bounded_however_it_is_packed(
    server: Echo, packed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = b"x" * 200_000
    server.told = Told(gzip.compress(body), headers={"Content-Encoding": "gzip"}) if packed else Told(body)
    async with Caller() as caller:
        monkeypatch.setattr("briefing.fetch.call._BODY_CAP", 200_000)
        assert (await caller.ask(Call("GET", server.home + "/x"))).body == body
        monkeypatch.setattr("briefing.fetch.call._BODY_CAP", 199_999)
        with pytest.raises(TooLarge):
            await caller.ask(Call("GET", server.home + "/x"))


@pytest.mark.parametrize("what", [Break.LOST_BEFORE, Break.LOST_AFTER, Break.BROKEN])
async def test_a_broken_connection_is_no_answer_and_the_next_call_is_made_anew(server: Echo, what: Break) -> None:
    async with Caller() as caller:
        await caller.ask(Call("GET", server.home + "/x"))
        server.break_next("/x", what)
        with pytest.raises(NoAnswer) as raised:
            await caller.ask(Call("POST", server.home + "/x", {"authorization": SECRET}, form=(("p", SECRET),)))
        assert (await caller.ask(Call("GET", server.home + "/x"))).status == 200
    assert raised.value.__cause__ is None
    assert SECRET not in str(raised.value)


async def test_a_silent_server_is_given_up(server: Echo) -> None:
    server.break_next("/x", Break.SILENT)
    async with Caller() as caller:
        with pytest.raises(NoAnswer, match="too long"):
            await caller.ask(Call("GET", server.home + "/x", seconds=0.2))


async def test_a_header_that_cannot_be_sent_is_not_shown(server: Echo) -> None:
    async with Caller() as caller:
        with pytest.raises(FetchError) as raised:
            await caller.ask(Call("GET", server.home + "/x", {"authorization": SECRET + "\r\nx: y"}))
    assert SECRET not in str(raised.value)


async def test_damaged_packing_is_told(server: Echo) -> None:
    server.told = Told(b"\x1f\x8b\x08 damaged", headers={"Content-Encoding": "gzip"})
    async with Caller() as caller:
        with pytest.raises(FetchError, match="damaged"):
            await caller.ask(Call("GET", server.home + "/x"))


async def test_what_is_no_address_is_not_asked() -> None:
    async with Caller() as caller:
        for address in ("file:///etc/passwd", "ftp://a.example", "nothing"):
            with pytest.raises(FetchError, match="not an http"):
                await caller.ask(Call("GET", address))
