"""A server that speaks Fever's protocol: with stars that are set, or turned over."""

from __future__ import annotations

import hashlib
from typing import Any

from tests.support.remote_reader import PASSWORD, USER, Asked, FakeItem, ReaderServer, RemoteReader, Told, numbers_from


class FeverServer(ReaderServer):
    """`stars_turn` as Miniflux; else ids in stories are strings, as FreshRSS has them. The switches are other kinds."""

    def __init__(self, stars_turn: bool = False, path: str = "", reader: RemoteReader | None = None) -> None:
        self.stars_turn = stars_turn
        self.path = path or ("/fever/" if stars_turn else "/api/fever.php")
        self.password = PASSWORD
        self.has_one_state = False
        """Whether a story is unread, read or starred, and no two of them, as in yarr; a starred one is not read."""
        self.fails_at_unknown = False
        """Whether it fails where it is asked for a story that it has no more, as CommaFeed."""
        super().__init__(reader)
        self.reader.next_number = numbers_from(1)

    @property
    def url(self) -> str:
        """Where the protocol is."""
        return self.home + self.path

    def answer(self, asked: Asked) -> Told:
        """The answer to a call: always 200."""
        if asked.path != self.path:
            return Told("<html><body>the site</body></html>", 404)
        names = {name for name, _ in asked.query}
        if asked.method != "POST" or "api" not in names or "api_key" in names:
            raise AssertionError("not as it should be asked")
        key = hashlib.md5(f"{USER}:{self.password}".encode()).hexdigest()
        if asked.one("api_key") != key:
            return Told({"api_version": 3, "auth": 0})
        told: dict[str, Any] = {"api_version": 3, "auth": 1, "last_refreshed_on_time": 1}
        if asked.one("mark") == "item":
            self._mark(asked.one("as"), int(asked.one("id")))
        if "groups" in names:
            told["groups"] = [{"id": at + 1, "title": group} for at, group in enumerate(self.reader.groups())]
        if names & {"groups", "feeds"}:
            told["feeds_groups"] = [
                {
                    "group_id": at + 1,
                    "feed_ids": ",".join(str(f.number) for f in self.reader.feeds.values() if f.group == g),
                }
                for at, g in enumerate(self.reader.groups())
            ]
        if "feeds" in names:
            told["feeds"] = [
                {"id": feed.number, "title": feed.title, "url": feed.url, "site_url": feed.url.rpartition("/")[0]}
                for feed in self.reader.shown_feeds()
            ]
        if "unread_item_ids" in names:
            told["unread_item_ids"] = ",".join(str(item.number) for item in reversed(self.reader.unread()))
        if "saved_item_ids" in names:
            told["saved_item_ids"] = ",".join(str(item.number) for item in reversed(self.reader.starred()))
        if "items" in names:
            wanted = [int(one) for one in asked.one("with_ids").split(",")[:50] if one]
            if self.fails_at_unknown and not self.reader.items.keys() >= set(wanted):
                return Told("Internal Server Error", 500)
            items = [self.reader.items[one] for one in sorted(wanted) if one in self.reader.items]
            told |= {"items": [self._item(item) for item in items], "total_items": len(self.reader.items)}
        return Told(told)

    def _feeds_of(self, group: str) -> str:
        return ",".join(str(feed.number) for feed in self.reader.feeds.values() if feed.group == group)

    def _mark(self, word: str, number: int) -> None:
        item = self.reader.items.get(number)
        if item is None:
            return
        if self.has_one_state:
            self.reader.mark([number], read=word != "unread", starred=word == "saved")
        elif word in ("read", "unread"):
            self.reader.mark([number], read=word == "read")
        else:
            self.reader.mark([number], starred=not item.starred if self.stars_turn else word == "saved")

    def _item(self, item: FakeItem) -> dict[str, Any]:
        return {
            "id": item.number if self.stars_turn else str(item.number),
            "feed_id": item.feed,
            "title": item.title,
            "author": item.author,
            "html": item.text,
            "url": item.link,
            "is_saved": int(item.starred),
            "is_read": int(item.read and not (self.has_one_state and item.starred)),
            "created_on_time": item.published,
        }
