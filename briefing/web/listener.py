"""The socket that pages connect to."""

from __future__ import annotations

import socket

MOST_CONNECTIONS = 100
"""At a time. All pages that may be open need fewer, and each takes one of the files that a process may have open."""


class Listener(socket.socket):
    """Turns away whom it cannot serve.

    Anybody on the machine can connect without end, and asyncio logs each connection for which no file is left.
    """

    def __init__(self) -> None:
        super().__init__()
        self._accepted: set[socket.socket] = set()

    def accept(self) -> tuple[socket.socket, object]:
        """A connection that came. Raises OSError, also where it was turned away."""
        connection, address = super().accept()
        self._accepted = {one for one in self._accepted if one.fileno() >= 0}
        if len(self._accepted) >= MOST_CONNECTIONS:
            connection.close()
            raise ConnectionAbortedError("too many connections are open")
        self._accepted.add(connection)
        return connection, address
