"""The socket that pages connect to."""

from __future__ import annotations

import socket
from collections.abc import Collection
from contextlib import suppress

MOST_CONNECTIONS = 100
"""At a time. All pages that may be open need fewer, and each takes one of the files that a process may have open."""


class Listener(socket.socket):
    """Lets whom it has served longest go where too many are connected.

    Anybody on the machine can connect without end, and asyncio logs each connection for which no file is left.
    """

    def __init__(self) -> None:
        super().__init__()
        self._accepted: list[socket.socket] = []
        self.spared: Collection[int] = ()
        """Connections that are not let go, by the numbers of their files: a page is read over them."""

    def accept(self) -> tuple[socket.socket, object]:
        """A connection that came. Raises OSError."""
        connection, address = super().accept()
        self._accepted = [*(one for one in self._accepted if one.fileno() >= 0), connection]
        if len(self._accepted) > MOST_CONNECTIONS:
            oldest = next(one for one in self._accepted if one.fileno() not in self.spared)
            self._accepted.remove(oldest)
            with suppress(OSError):  # it may have gone itself
                oldest.shutdown(socket.SHUT_RDWR)  # asyncio sees its end, and closes it
        return connection, address
