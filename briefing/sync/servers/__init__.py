"""The protocols of servers, one module or package each. No word of a protocol leaves this package."""

from __future__ import annotations

from briefing.core.account import Account
from briefing.sync.server import Password, SyncServer


def open_server(account: Account, password: Password) -> SyncServer:
    """The server of an account; nothing is asked yet."""
    from briefing.sync.servers.greader import GoogleReader  # late: who has no account needs none of it

    return GoogleReader(account, password)
