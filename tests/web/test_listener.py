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


def test_who_connects_without_end_is_turned_away_until_others_have_gone(listener: Listener) -> None:
    with ExitStack() as opened:

        def connect() -> tuple[socket.socket, socket.socket]:
            theirs = opened.enter_context(socket.create_connection(listener.getsockname()))
            return theirs, opened.enter_context(listener.accept()[0])

        first, *_ = [connect()[1] for _ in range(MOST_CONNECTIONS)]
        late = opened.enter_context(socket.create_connection(listener.getsockname()))
        with pytest.raises(ConnectionAbortedError):
            listener.accept()
        assert late.recv(1) == b""
        first.close()
        theirs, ours = connect()
        theirs.sendall(b"x")
        assert ours.recv(1) == b"x"
