"""A server that speaks the protocol of Nextcloud News."""

from __future__ import annotations

import base64
from typing import Any

from tests.support.remote_reader import PASSWORD, USER, Asked, FakeItem, ReaderServer, RemoteReader, Told, numbers_from

_STATES = {"read": {"read": True}, "unread": {"read": False}, "star": {"starred": True}, "unstar": {"starred": False}}
_BASE = "/index.php/apps/news/api/v1-3"


class NextcloudServer(ReaderServer):
    """A feed is in one folder or in none."""

    def __init__(self, reader: RemoteReader | None = None) -> None:
        self.password = PASSWORD
        self.is_deaf = False
        self.folders: list[str] = []
        super().__init__(reader or RemoteReader(""))
        self.reader.next_number = numbers_from(1)

    @property
    def url(self) -> str:
        """Where the protocol is."""
        return f"{self.home}/index.php/apps/news"

    def answer(self, asked: Asked) -> Told:
        """The answer to a call."""
        if not asked.path.startswith(_BASE):
            return Told("<html><body>Nextcloud</body></html>", 404)
        pair = base64.b64encode(f"{USER}:{self.password}".encode()).decode()
        if asked.headers.get("authorization") != f"Basic {pair}":
            return Told({"message": "Current user is not logged in"}, 401)
        for group in self.reader.groups():
            if group and group not in self.folders:
                self.folders.append(group)
        match (asked.method, *asked.path.removeprefix(f"{_BASE}/").split("/")):
            case "GET", "version":
                return Told({"version": "26.0.0"})
            case "GET", "folders":
                return Told({"folders": [self._folder(name) for name in self.folders]})
            case "POST", "folders":
                name = asked.json()["name"]
                if name in self.folders:
                    return Told({"message": "exists"}, 409)
                self.folders.append(name)
                return Told({"folders": [self._folder(name)]})
            case "GET", "feeds":
                return Told({"feeds": [self._feed(number) for number in self.reader.feeds], "starredCount": 0})
            case "POST", "feeds":
                return self._subscribe(asked.json())
            case "DELETE", "feeds", number:
                return Told([] if self.reader.unsubscribe(int(number)) else {"message": "no such feed"}, 200)
            case "POST", "feeds", number, what:
                return self._change_feed(int(number), what, asked.json())
            case "GET", "items", "updated":
                since = int(asked.one("lastModified")) * 1_000_000
                changed = [item for item in self.reader.items.values() if item.changed >= since]
                return Told({"items": [self._item(item) for item in changed]})
            case "GET", "items":
                return self._items(asked)
            case "POST", "items", what, "multiple":
                return self._mark(what, asked.json())
        return Told({"message": "not found"}, 404)

    def _folder(self, name: str) -> dict[str, Any]:
        return {"id": self.folders.index(name) + 1, "name": name, "opened": True}

    def _feed(self, number: int) -> dict[str, Any]:
        feed = self.reader.feeds[number]
        return {
            "id": number,
            "url": feed.url,
            "title": feed.title,
            "link": feed.url.rpartition("/")[0],
            "folderId": self.folders.index(feed.group) + 1 if feed.group else None,
            "unreadCount": sum(item.feed == number for item in self.reader.unread()),
        }

    def _subscribe(self, wanted: dict[str, Any]) -> Told:
        if self.reader.feed_of(wanted["url"]):
            return Told({"message": "Feed exists already"}, 409)
        folder = wanted["folderId"]
        feed = self.reader.subscribe(wanted["url"], group=self.folders[folder - 1] if folder else "")
        if feed is None:
            return Told({"message": "Feed can not be read"}, 422)
        return Told({"feeds": [self._feed(feed.number)], "newestItemId": 1})

    def _change_feed(self, number: int, what: str, wanted: dict[str, Any]) -> Told:
        feed = self.reader.feeds.get(number)
        if feed is None:
            return Told({"message": "no such feed"}, 404)
        if what == "rename":
            feed.title = wanted["feedTitle"]
        else:
            feed.group = self.folders[wanted["folderId"] - 1] if wanted["folderId"] else ""
        return Told([])

    def _items(self, asked: Asked) -> Told:
        items = sorted(self.reader.items.values(), key=lambda item: -item.number)
        if asked.one("type") == "2":
            items = [item for item in items if item.starred]
        if asked.one("getRead") == "false":
            items = [item for item in items if not item.read]
        below = int(asked.one("offset", "0"))
        items = [item for item in items if not below or item.number < below]
        size = int(asked.one("batchSize", "-1"))
        return Told({"items": [self._item(item) for item in (items if size < 0 else items[:size])]})

    def _item(self, item: FakeItem) -> dict[str, Any]:
        return {
            "id": item.number,
            "guid": item.guid,
            "guidHash": "x",
            "url": item.link,
            "title": item.title,
            "author": item.author,
            "pubDate": item.published,
            "body": item.text,
            "enclosureMime": None,
            "enclosureLink": None,
            "feedId": item.feed,
            "unread": not item.read,
            "starred": item.starred,
            "lastModified": item.changed // 1_000_000,
        }

    def _mark(self, what: str, wanted: dict[str, Any]) -> Told:
        states = {
            "read": {"read": True},
            "unread": {"read": False},
            "star": {"starred": True},
            "unstar": {"starred": False},
        }
        if what not in states or "itemIds" not in wanted:
            return Told({"message": "bad request"}, 400)
        if not self.is_deaf:
            self.reader.mark(wanted["itemIds"], **_STATES[what])
        return Told([])
