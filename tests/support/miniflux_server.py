"""A server that speaks Miniflux's own protocol, as it is now and as it was before lists of ids and settable stars.

The old one takes the page with the list of ids for that of one story, and shows some story there.
"""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import Any

from tests.support.remote_reader import PASSWORD, USER, Asked, FakeItem, ReaderServer, RemoteReader, Told, numbers_from

KEY = "the-key-of-ann-0123456789"
FEED_PASSWORD = "password-of-a-feed"


class MinifluxServer(ReaderServer):
    """Every feed is in one category; stories have small numbers that all users share."""

    def __init__(self, old: bool = False, reader: RemoteReader | None = None) -> None:
        self.old = old
        self.password = PASSWORD
        self.key = KEY
        self.is_deaf = False
        self.most = 10_000
        self.categories = ["All"]
        super().__init__(reader or RemoteReader("All"))
        self.reader.next_number = numbers_from(1)

    @property
    def url(self) -> str:
        """Where the protocol is."""
        return self.home

    def answer(self, asked: Asked) -> Told:
        """The answer to a call."""
        if not asked.path.startswith("/v1/"):
            return Told("<html><body>Miniflux</body></html>", 404)
        if not self._may(asked):
            return Told({"error_message": "Access Unauthorized"}, 401)
        parts = asked.path.removeprefix("/v1/").split("/")
        for group in self.reader.groups():
            if group not in self.categories:
                self.categories.append(group)
        match (asked.method, *parts):
            case "GET", "me":
                return Told({"id": 1, "username": USER, "is_admin": False})
            case "GET", "version":
                return Told({"version": "2.3.3"})
            case "GET", "categories":
                return Told([{"id": at + 1, "title": title} for at, title in enumerate(self.categories)])
            case "POST", "categories":
                self.categories.append(asked.json()["title"])
                return Told({"id": len(self.categories), "title": self.categories[-1]}, 201)
            case "GET", "feeds":
                return Told([self._feed(number) for number in self.reader.feeds])
            case "POST", "feeds":
                return self._subscribe(asked.json())
            case (("PUT" | "DELETE"), "feeds", number):
                return self._change_feed(asked, int(number))
            case "GET", "entries":
                return self._entries(asked)
            case "GET", "entries", "ids":
                return self._story(max(self.reader.items, default=0)) if self.old else self._ids(asked)
            case "GET", "entries", number:
                return self._story(int(number))
            case "PUT", "entries":
                return self._mark(asked.json())
            case "PUT", "entries", number, "bookmark":
                item = self.reader.items.get(int(number))
                if item is None:
                    return Told({"error_message": "not found"}, 404)
                self.reader.mark([item.number], starred=not item.starred)
                return Told(b"", 204)
        return Told({"error_message": "not found"}, 404)

    def _story(self, number: int) -> Told:
        item = self.reader.items.get(number)
        return Told({"error_message": "not found"}, 404) if item is None else Told(self._entry(item))

    def _may(self, asked: Asked) -> bool:
        pair = base64.b64encode(f"{USER}:{self.password}".encode()).decode()
        given = asked.headers.get("authorization") == f"Basic {pair}"
        return given or asked.headers.get("x-auth-token") == self.key

    def _feed(self, number: int) -> dict[str, Any]:
        feed = self.reader.feeds[number]
        return {
            "id": number,
            "user_id": 1,
            "feed_url": feed.url,
            "site_url": feed.url.rpartition("/")[0],
            "title": feed.title,
            "username": "someone",
            "password": FEED_PASSWORD,
            "cookie": FEED_PASSWORD,
            "category": {"id": self.categories.index(feed.group) + 1, "title": feed.group, "user_id": 1},
        }

    def _subscribe(self, wanted: dict[str, Any]) -> Told:
        if self.reader.feed_of(wanted["feed_url"]):
            return Told({"error_message": "This feed already exists."}, 400)
        group = self.categories[wanted["category_id"] - 1]
        feed = self.reader.subscribe(wanted["feed_url"], group=group)
        if feed is None:
            return Told({"error_message": "Unable to fetch this feed: 404"}, 500)
        return Told({"feed_id": feed.number}, 201)

    def _change_feed(self, asked: Asked, number: int) -> Told:
        feed = self.reader.feeds.get(number)
        if feed is None:
            return Told({"error_message": "Resource Not Found"}, 404)
        if asked.method == "DELETE":
            self.reader.unsubscribe(number)
            return Told(b"", 204)
        change = asked.json()
        feed.title = change.get("title") or feed.title
        if "category_id" in change:
            feed.group = self.categories[change["category_id"] - 1]
        return Told(self._feed(number), 201)

    def _of_query(self, asked: Asked) -> list[FakeItem]:
        items = sorted(self.reader.shown(), key=lambda item: -item.number)
        if asked.one("status"):
            items = [item for item in items if item.read == (asked.one("status") == "read")]
        if asked.one("starred"):
            items = [item for item in items if item.starred == (asked.one("starred") == "true")]
        if not self.old and asked.one("changed_after"):
            since = int(asked.one("changed_after")) * 1_000_000
            items = sorted((item for item in items if item.changed > since), key=lambda item: item.changed)
        after, before = int(asked.one("after_entry_id", "0")), int(asked.one("before_entry_id", "0"))
        return [item for item in items if item.number > after and (not before or item.number < before)]

    def _ids(self, asked: Asked) -> Told:
        items = self._of_query(asked)
        start, limit = int(asked.one("offset", "0")), min(int(asked.one("limit", "10000")), self.most)
        return Told({"total": len(items), "entry_ids": [item.number for item in items[start : start + limit]]})

    def _entries(self, asked: Asked) -> Told:
        items = self._of_query(asked)
        start, limit = int(asked.one("offset", "0")), min(int(asked.one("limit", "100")), 1_000, self.most)
        page = items[start : start + limit]
        return Told({"total": len(items), "entries": [self._entry(item) for item in page]})

    def _entry(self, item: FakeItem) -> dict[str, Any]:
        return {
            "id": item.number,
            "user_id": 1,
            "feed_id": item.feed,
            "status": "read" if item.read else "unread",
            "starred": item.starred,
            "hash": item.guid,
            "title": item.title,
            "url": item.link,
            "author": item.author,
            "content": item.text,
            "published_at": datetime.fromtimestamp(item.published, UTC).isoformat(),
            "changed_at": datetime.fromtimestamp(item.changed / 1_000_000, UTC).isoformat(),
            "created_at": datetime.fromtimestamp(item.arrived // 1_000_000, UTC).isoformat(),
            "tags": list(item.words),
            "enclosures": [],
            "feed": self._feed(item.feed),
        }

    def _mark(self, wanted: dict[str, Any]) -> Told:
        if not wanted.get("entry_ids"):
            return Told({"error_message": "The list of entries is empty."}, 400)
        status = wanted.get("status")
        if status not in ("read", "unread") and (self.old or "starred" not in wanted):
            return Told({"error_message": "Invalid status."}, 400)
        if not self.is_deaf:
            read = None if status is None else status == "read"
            self.reader.mark(wanted["entry_ids"], read=read, starred=None if self.old else wanted.get("starred"))
        return Told(b"", 204)
