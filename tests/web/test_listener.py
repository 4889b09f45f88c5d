"""The socket that pages connect to."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from briefing.web.listener import MOST_CONNECTIONS, Listener


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener


def test_who_connects_without_end_keeps_nobody_out(listener: Listener) -> None:
    with ExitStack() as opened:

        def connect() -> tuple[socket.socket, socket.socket]:
            theirs = opened.enter_context(socket.create_connection(listener.getsockname(), timeout=30))
            return theirs, opened.enter_context(listener.accept()[0])

        (page, its_end), (idle, _), *others = [connect() for _ in range(MOST_CONNECTIONS)]
        listener.spared = {its_end.fileno()}
        late, ours = connect()
        late.sendall(b"x")
        assert ours.recv(1) == b"x"
        assert idle.recv(1) == b"", "the one that waits longest is let go"
        for one, other in ((page, its_end), others[0], others[-1]):
            other.sendall(b"y")
            assert one.recv(1) == b"y"


def test_connections_that_have_ended_make_room(listener: Listener) -> None:
    with socket.create_connection(listener.getsockname(), timeout=30) as first, listener.accept()[0] as kept:
        for _ in range(MOST_CONNECTIONS):
            with socket.create_connection(listener.getsockname()), listener.accept()[0]:
                pass
        kept.sendall(b"z")
        assert first.recv(1) == b"z"
