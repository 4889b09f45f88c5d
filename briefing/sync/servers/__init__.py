"""The protocols of servers, one module or package each. No word of a protocol leaves this package."""

from __future__ import annotations

from briefing.core.account import Account
from briefing.sync.server import Password, SyncServer


def open_server(account: Account, password: Password) -> SyncServer:
    """The server of an account; nothing is asked yet."""
    match account.kind:  # late imports: who has no account needs none of it, and nobody needs all
        case "miniflux":
            from briefing.sync.servers.miniflux import Miniflux

            return Miniflux(account, password)
        case "fever":
            from briefing.sync.servers.fever import Fever

            return Fever(account, password)
        case "nextcloud":
            from briefing.sync.servers.nextcloud import Nextcloud

            return Nextcloud(account, password)
        case "greader":
            from briefing.sync.servers.greader import GoogleReader

            return GoogleReader(account, password)
