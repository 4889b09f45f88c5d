"""A server that speaks Google Reader's protocol, with the ways and quirks of the kinds that there are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from tests.support.remote_reader import (
    PASSWORD,
    USER,
    Asked,
    FakeFeed,
    FakeItem,
    ReaderServer,
    RemoteReader,
    Told,
    numbers_from,
)

_STATE = "user/-/state/com.google/"
_LABEL = "user/-/label/"
_ITEM = "tag:google.com,2005:reader/item/"
_WIDE = str.maketrans("&<>", "＆＜＞")
_WIDE_IN_NAMES = str.maketrans("?\\/,;", "？＼／，；")


@dataclass(frozen=True)
class Kind:
    """How a kind of server differs from the others."""

    path: str = ""
    labels: bool = False
    user: str = "-"
    paging: str = "id"
    most_ids: int = 10_000
    object_ids: bool = False
    first_id: int | None = None
    wide: bool = False
    unknown_is_everything: bool = False
    writes_need_header: bool = True
    writes_need_token: bool = True
    counts: bool = True
    types: bool = True
    quickadd: bool = True
    wrong_password: tuple[int, str] = (401, "Unauthorized!")
    sign: str = "Google-Bad-Token"
    name_taken_is_ok: bool = True
    form_fields: int | None = None
    trims_labels: bool = False
    fallback: tuple[int, str] = (400, "Bad Request!")
    user_id: str = USER
    leaves_folders: bool = True
    turns: bool = False
    """Whether a mark that is set already is taken off by setting it."""
    none_is_an_error: bool = False
    """Whether it calls a question bad that is about stories which are all gone."""


KINDS = {
    "freshrss": Kind(
        path="/api/greader.php",
        labels=True,
        wide=True,
        unknown_is_everything=True,
        writes_need_token=False,
        form_fields=1_000,
        trims_labels=True,
    ),
    "miniflux": Kind(
        user="1",
        user_id="1",
        paging="offset",
        first_id=1,
        writes_need_header=False,
        counts=False,
        leaves_folders=False,
        turns=True,
        none_is_an_error=True,
        wrong_password=(401, '{"error_message":"Access Unauthorized"}'),
        sign="X-Reader-Google-Bad-Token",
        fallback=(200, "[]"),
    ),
    "commafeed": Kind(
        path="/rest/googlereader",
        paging="date",
        most_ids=1_000,
        first_id=7_000,
        types=False,
        quickadd=False,
        wrong_password=(403, "Error=BadAuthentication"),
        sign="",
        fallback=(404, ""),
    ),
    "theoldreader": Kind(
        object_ids=True,
        paging="opaque",
        counts=False,
        types=False,
        wrong_password=(403, '{"errors":["Wrong name or password"]}'),
        sign="",
    ),
    "bazqux": Kind(labels=True, types=False, first_id=-9_203_023_375_158_575_101, paging="opaque", user="123"),
}


class GoogleReaderServer(ReaderServer):
    """A server of one kind. The switches below are quirks of a moment."""

    def __init__(self, kind: str = "freshrss", reader: RemoteReader | None = None) -> None:
        self.kind = KINDS[kind]
        self.is_off = False
        self.password = PASSWORD
        self.forgets_logins = False
        """Whether the login is forgotten after each use."""
        self.token_uses: int | None = None
        """How often a token works."""
        self.is_deaf = False
        """Whether writes are answered `OK` and not done."""
        self.leaves_out: set[int] = set()
        self.reorders = True
        self.repeats = False
        self.no_last_page = False
        self._auths: set[str] = set()
        self._logins = 0
        self._tokens: dict[str, int] = {}
        super().__init__(reader)
        if self.kind.first_id is not None:
            self.reader.next_number = numbers_from(self.kind.first_id)
        self._calls: dict[str, Callable[[Asked], Told]] = {
            "GET token": self._token,
            "GET user-info": self._user_info,
            "GET subscription/list": self._subscriptions,
            "GET tag/list": self._tags,
            "GET unread-count": self._unread_count,
            "GET stream/items/ids": self._ids,
            "POST stream/items/contents": self._contents,
            "POST edit-tag": self._edit_tag,
            "POST subscription/quickadd": self._quickadd,
            "POST subscription/edit": self._edit,
        }

    @property
    def url(self) -> str:
        """Where the protocol is."""
        return self.home + self.kind.path

    def forget_logins(self) -> None:
        """Let nobody be logged in any more."""
        self._auths.clear()
        self._tokens.clear()

    def answer(self, asked: Asked) -> Told:
        """The answer to a call."""
        path = unquote(asked.path)
        if not path.startswith(self.kind.path):
            return Told("<html><body>the site</body></html>", 404)
        path = path.removeprefix(self.kind.path)
        if self.is_off:
            return Told("Service Unavailable!", 503)
        if path == "/accounts/ClientLogin":
            return self._login(asked)
        if path == "/check/compatibility":
            return Told("PASS" if "authorization" in asked.headers else "FAIL get HTTP Authorization header!")
        if not path.startswith("/reader/api/0/"):
            return Told("<html><body>the site</body></html>", 404)
        name = f"{asked.method} {path.removeprefix('/reader/api/0/')}"
        if not self._may(asked):
            return Told("Unauthorized!", 401, {self.kind.sign: "true"} if self.kind.sign else {})
        if self.forgets_logins:
            self.forget_logins()
        known = self._calls.get(name)
        if known is None or (name.endswith("quickadd") and not self.kind.quickadd):
            return Told(self.kind.fallback[1], self.kind.fallback[0])
        return known(asked)

    # ----------------------------------------------------------------------------------------------------------- login

    def _login(self, asked: Asked) -> Told:
        if asked.method != "POST" or asked.query:
            raise AssertionError("a password in an address")
        if (asked.one("Email"), asked.one("Passwd")) != (USER, self.password):
            status, words = self.kind.wrong_password
            return Told(words, status, {self.kind.sign: "true"} if self.kind.sign else {})
        self._logins += 1
        digest = hashlib.sha256(f"{self.password}{self._logins}".encode()).hexdigest()
        auth = f"{USER}/{digest}"
        self._auths.add(auth)
        return Told(f"SID={auth}\nLSID=null\nAuth={auth}\n", headers={"Content-Type": "text/plain"})

    def _token(self, asked: Asked) -> Told:
        auth = asked.headers["authorization"].partition("auth=")[2]
        token = auth if not self.kind.writes_need_header else f"T{len(self._tokens)}".ljust(57, "Z")
        self._tokens[token] = 0
        return Told(f"{token}\n")

    def _may(self, asked: Asked) -> bool:
        auth = asked.headers.get("authorization", "").partition("GoogleLogin auth=")[2]
        token = next((value for name, value in asked.form if name == "T"), "")
        if asked.method == "POST":
            if self.kind.writes_need_header and auth not in self._auths:
                return False
            if token not in self._tokens:
                return not self.kind.writes_need_token and token in ("", "x") and auth in self._auths
            self._tokens[token] += 1
            return self.token_uses is None or self._tokens[token] <= self.token_uses
        return auth in self._auths

    # ----------------------------------------------------------------------------------------------------------- lists

    def _user_info(self, asked: Asked) -> Told:
        return Told({"userId": self.kind.user_id, "userName": USER, "userProfileId": self.kind.user_id})

    def _subscriptions(self, asked: Asked) -> Told:
        if asked.one("output") != "json":
            return Told("Not Implemented!", 501)
        rows = [
            {
                "id": self.feed_id(feed),
                "title": self._wide_name(feed.title),
                "categories": [{"id": self._stream(_LABEL + feed.group), "label": feed.group}],
                "url": feed.url,
                "htmlUrl": feed.url.rpartition("/")[0],
                "iconUrl": "",
            }
            for feed in self.reader.shown_feeds()
        ]
        return Told({"subscriptions": rows}, headers={"Content-Type": "application/json"})

    def _tags(self, asked: Asked) -> Told:
        rows: list[dict[str, Any]] = [{"id": self._stream(_STATE + "starred")}]
        rows += [{"id": self._stream(_LABEL + group), "type": "folder"} for group in self.reader.groups()]
        if self.kind.labels:
            rows += [{"id": self._stream(_LABEL + label), "type": "tag"} for label in self.reader.labels]
        if not self.kind.types:
            for row in rows:
                row.pop("type", None)
        return Told({"tags": rows})

    def _unread_count(self, asked: Asked) -> Told:
        if not self.kind.counts:
            return Told([])
        unread = self.reader.unread()
        counts = {self.feed_id(feed): 0 for feed in self.reader.shown_feeds()}
        for item in unread:
            counts[self.feed_id(self.reader.feeds[item.feed])] += 1
        counts[self._stream(_STATE + "reading-list")] = len(unread)
        rows = [{"id": key, "count": count, "newestItemTimestampUsec": "0"} for key, count in counts.items()]
        return Told({"max": len(unread), "unreadcounts": rows})

    def _ids(self, asked: Asked) -> Told:
        stream = asked.one("s")
        items = self._in_stream(stream)
        if items is None:
            if not self.kind.unknown_is_everything:
                return Told({"error_message": "unknown stream"}, 500)
            items = self.reader.shown()
        if asked.one("xt") == _STATE + "read":
            items = [item for item in items if not item.read]
        count = min(int(asked.one("n", "20")), self.kind.most_ids)
        after = asked.one("c")
        if self.kind.paging == "offset":
            start = int(after or 0)
            page = items[start : start + count]
            following = str(start + count) if start + count < len(items) else ""
        elif self.kind.paging == "date" and stream != _STATE + "starred":
            # By date, and on from where the page ended by id: what is older and has a higher id is on no page.
            items = sorted(items, key=lambda item: (-item.published, -item.number))
            page = [item for item in items if not after or item.number < int(after)][:count]
            following = str(page[-1].number) if len(page) == count else ""
        else:
            if after:
                last = after.removeprefix("page")
                items = [item for item in items if not last.isdigit() or abs(item.arrived) < int(last)]
            page = items[:count]
            opaque = "page" if self.kind.paging == "opaque" else ""
            following = f"{opaque}{abs(page[-1].arrived)}" if page and len(page) == count else ""
        told: dict[str, Any] = {"itemRefs": [{"id": self.ref(item)} for item in page]}
        if following or self.no_last_page:
            told["continuation"] = following or "again"
        return Told(told)

    def _in_stream(self, stream: str) -> list[FakeItem] | None:
        if self.kind.user == "-" and not stream.startswith(("user/-/", "feed/")):
            return None
        if stream == _STATE + "reading-list":
            return self.reader.shown()
        if stream == _STATE + "starred":
            return self.reader.starred()
        if stream.startswith("feed/"):
            return [item for item in self.reader.shown() if self.feed_id(self.reader.feeds[item.feed]) == stream]
        label = stream.removeprefix(_LABEL)
        if label != stream and self.kind.labels and label in self.reader.labels:
            return [item for item in self.reader.shown() if label in item.labels]
        return None

    # --------------------------------------------------------------------------------------------------------- stories

    def _contents(self, asked: Asked) -> Told:
        numbers = dict.fromkeys(map(self._number, asked.all("i")))
        if not numbers:
            return Told("Bad Request!", 400)
        shown = {item.number: item for item in self.reader.shown()}
        items = [shown[number] for number in numbers if number in shown and number not in self.leaves_out]
        if not items and self.kind.none_is_an_error:
            told = f"googlereader: no items returned from the database for item IDs: {list(numbers)}"
            return Told({"error_message": told}, 400)
        if self.reorders:
            items.sort(key=lambda item: -item.number)
        rows = [self._item(item) for item in items]
        return Told({"id": _STATE + "reading-list", "updated": 1, "items": rows * (2 if self.repeats else 1)})

    def _item(self, item: FakeItem) -> dict[str, Any]:
        feed = self.reader.feeds[item.feed]
        categories = [self._stream(_STATE + "reading-list"), self._stream(_LABEL + feed.group)]
        categories += [self._stream(_LABEL + label) for label in sorted(item.labels)] if self.kind.labels else []
        categories += [self._stream(_STATE + "read")] if item.read else []
        categories += [self._stream(_STATE + "starred")] if item.starred else []
        title = item.title.translate(_WIDE) if self.kind.wide else item.title
        return {
            "id": _ITEM + self.long_tail(item),
            "crawlTimeMsec": str(abs(item.arrived) // 1_000),
            "timestampUsec": str(abs(item.arrived) if self.kind.paging == "id" else item.published * 1_000_000),
            "published": item.published,
            "title": title,
            "author": item.author,
            "canonical": [{"href": item.link}],
            "alternate": [{"href": item.link}],
            "summary": {"content": item.text},
            "origin": {"streamId": self.feed_id(feed), "title": feed.title},
            "categories": [*categories, *item.words],
        }

    def _edit_tag(self, asked: Asked) -> Told:
        form = asked.form
        if self.kind.form_fields is not None:
            # `i` is read apart from the fields; of all others what is past so many is not seen.
            seen = [pair for at, pair in enumerate(form) if at < self.kind.form_fields or pair[0] == "i"]
            form = tuple(seen)
        given = {name: [value for key, value in form if key == name] for name in ("a", "r", "i")}
        for name in ("a", "r"):
            for stream in given[name][-1:]:
                label = stream.removeprefix(_LABEL)
                if label != stream and not self.kind.labels:
                    return Told({"error_message": "unsupported tag type"}, 500)
        if self.is_deaf:
            return Told("OK")
        numbers = list(map(self._number, given["i"]))
        for name, value in (("a", True), ("r", False)):
            for stream in given[name][-1:]:
                self._set(stream, value, numbers)
        return Told("OK")

    def _mark(self, what: str, value: bool, numbers: list[int]) -> None:
        for number in numbers:
            item = self.reader.items.get(number)
            turned = self.kind.turns and item is not None and getattr(item, what)
            self.reader.mark([number], **{what: value and not turned})

    def _set(self, stream: str, value: bool, numbers: list[int]) -> None:
        if stream in (_STATE + "read", _STATE + "starred"):
            self._mark(stream.removeprefix(_STATE), value, numbers)
        elif stream.startswith(_LABEL):
            raw = stream.removeprefix(_LABEL)
            label = raw.strip().encode()[:191].decode("utf-8", "ignore") if self.kind.trims_labels else raw
            if label in self.reader.groups() or not label:
                return
            if value and label not in self.reader.labels:
                self.reader.labels.append(label)
            if label == raw:
                self.reader.mark(numbers, label=(label, value))

    # ----------------------------------------------------------------------------------------------------------- feeds

    def _quickadd(self, asked: Asked) -> Told:
        url = asked.one("quickadd").removeprefix("feed/")
        if self.reader.feed_of(url):
            return Told({"numResults": 0, "error": f"Already subscribed! {url}"})
        feed = self.reader.subscribe(url)
        if feed is None:
            return Told({"numResults": 0, "error": f"The feed gives 404 [{url}]"})
        name = feed.title.replace("&", "&amp;").replace("<", "&lt;")
        return Told({"numResults": 1, "query": url, "streamId": self.feed_id(feed), "streamName": name})

    def _edit(self, asked: Asked) -> Told:
        action, stream = asked.one("ac"), next(iter(asked.all("s")), "").removeprefix("feed/")
        folder, title = asked.one("a").removeprefix(_LABEL), asked.one("t")
        if action == "subscribe":
            done = not self.reader.feed_of(stream) and self.reader.subscribe(stream, title, folder)
            return Told("OK") if done else Told("Bad Request!", 400)
        feed = next((feed for feed in self.reader.feeds.values() if self.feed_id(feed) == f"feed/{stream}"), None)
        if action == "unsubscribe":
            done = feed is not None and self.reader.unsubscribe(feed.number)
            return Told("OK") if done else Told("Bad Request!", 400)
        if action != "edit":
            return Told("Bad Request!", 400)
        if feed is not None and not self.is_deaf:
            feed.title = title or feed.title
            left = self.reader.default_group if asked.all("r") and self.kind.leaves_folders else feed.group
            feed.group = folder or left
        return Told("OK")

    # ------------------------------------------------------------------------------------------------------- spellings

    def ref(self, item: FakeItem) -> str:
        """An id as lists have it."""
        return self._object(item.number) if self.kind.object_ids else str(item.number)

    def long_tail(self, item: FakeItem) -> str:
        """An id as stories have it, without the prefix."""
        return self._object(item.number) if self.kind.object_ids else format(item.number % (1 << 64), "016x")

    def feed_id(self, feed: FakeFeed) -> str:
        """The id of a feed."""
        return f"feed/{self._object(feed.number) if self.kind.object_ids else feed.number}"

    def _object(self, number: int) -> str:
        return format(number, "024x")

    def _number(self, spelt: str) -> int:
        tail = spelt.removeprefix(_ITEM)
        try:
            if self.kind.object_ids:
                return int(tail, 16) if len(tail) == 24 else 0
            if tail == spelt and len(tail) != 16:
                return int(tail)
            number = int(tail, 16)
            return number - (1 << 64) if number >= 1 << 63 else number
        except ValueError:
            return 0

    def _stream(self, name: str) -> str:
        return name.replace("user/-/", f"user/{self.kind.user}/", 1)

    def _wide_name(self, title: str) -> str:
        return title.translate(_WIDE).translate(_WIDE_IN_NAMES) if self.kind.wide else title
