"""Being logged in at a server that speaks Google Reader's protocol: where it is, who we are, the token of writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NoReturn, TypeVar
from urllib.parse import urlencode, urlsplit

from briefing.core import clean
from briefing.core.account import Account
from briefing.fetch.call import SECONDS, Answer, Call
from briefing.sync.server import NotUnderstood, Offline, Refused
from briefing.sync.servers.connection import OK, Connection, looks_like_page
from briefing.sync.servers.places import PAGES, bases
from briefing.wire import Malformed, decode

T = TypeVar("T")
Fields = Sequence[tuple[str, str]]

_FRESHRSS = "greader.php"
_KNOWN = (_FRESHRSS, "/reader/api/", "/accounts/ClientLogin")
_ENDINGS = (f"/api/{_FRESHRSS}", "", "/rest/googlereader", f"/p/api/{_FRESHRSS}")
_NO_ENTRY = frozenset({401, 403})
_SIGNS = frozenset({"google-bad-token", "x-reader-google-bad-token"})
_WITH_LABELS = ("bazqux.com", "feedhq.org")
_OFF = "the server's API is switched off, or the server is down for now (503)"


class Session:
    """Calls of one account. It logs in when it has to, once more where the server has forgotten us, and no more."""

    def __init__(self, account: Account, connection: Connection) -> None:
        self._account = account
        self._connection = connection
        self._base = account.api
        self._auth = ""
        self._token = ""

    @property
    def has_labels(self) -> bool:
        """Whether the reader's labels can be put on stories there: for certain only after the login."""
        host = urlsplit(self._account.url).hostname or ""
        return _FRESHRSS in (self._base or self._account.url) or host.endswith(_WITH_LABELS)

    @property
    def writes_wide_signs(self) -> bool:
        """Whether the server shows `&`, `<` and `>` of titles as their fullwidth likes."""
        return _FRESHRSS in self._base

    @property
    def may_turn(self) -> bool:
        """Whether a mark that is set already may be taken off by setting it, as by Miniflux before 2.3."""
        return _FRESHRSS not in self._base

    @property
    def base(self) -> str:
        """Where the protocol was found; empty before the login."""
        return self._base

    async def get(self, path: str, fields: Fields, kind: type[T], doing: str) -> T:
        """What a call tells. Raises SyncError."""
        return self._connection.value(await self.answer("GET", path, fields, doing), kind, doing)

    async def log_in(self) -> None:
        """Log in, if that is still to be done. Raises SyncError."""
        if not self._auth:
            await self._log_in()

    async def answer(self, method: str, path: str, fields: Fields, doing: str, seconds: float = SECONDS) -> Answer:
        """The answer to a call, whatever its status but for those of a login. Raises SyncError.

        A write is repeated once with a new token and once after a new login: repeating is safe, as it was refused.
        """
        new_token = new_login = False
        while True:
            await self.log_in()
            if method != "POST" or self._token or await self._fetch_token():
                answer = await self._connection.ask(self._call(method, path, fields, seconds))
                if answer.status not in _NO_ENTRY:
                    return answer
            if self._token and not new_token:
                new_token = True
            elif not new_login:
                new_login, self._auth = True, ""
            else:
                await self._refuse(doing)
            self._token = ""

    def _call(self, method: str, path: str, fields: Fields, seconds: float = SECONDS) -> Call:
        headers = {"authorization": f"GoogleLogin auth={self._auth}"}
        address = f"{self._base}/reader/api/0/{path}"
        if method == "POST":
            # Some servers know a write by its token alone, others by the header, and some want the format in the query.
            form = (("T", self._token), *fields)
            return Call("POST", f"{address}?output=json", headers, form=form, seconds=seconds)
        return Call("GET", f"{address}?{urlencode((('output', 'json'), *fields))}", headers, seconds=seconds)

    async def _fetch_token(self) -> bool:
        """Whether we know the server well enough to get a token."""
        answer = await self._connection.ask(self._call("GET", "token", ()))
        if answer.status in _NO_ENTRY:
            return False
        token = answer.body.strip().decode("latin-1")
        if answer.status != OK or not token or len(token) > 500 or looks_like_page(answer.body) or not token.isascii():
            raise self._connection.misunderstood("the token for changes", answer)
        self._connection.hide(token)
        self._token = token
        return True

    async def _log_in(self) -> None:
        password = await self._connection.password()
        if not self._base:
            self._base = await self._find()
        form = (
            *(("Email", self._account.user), ("Passwd", password)),
            *(("service", "reader"), ("accountType", "HOSTED_OR_GOOGLE"), ("client", "Briefing")),
        )
        answer = await self._connection.ask(Call("POST", f"{self._base}/accounts/ClientLogin", form=form))
        if self._base == self._account.api and (answer.status == 404 or looks_like_page(answer.body)):
            self._base = await self._find()  # it has moved since the account was added
            answer = await self._connection.ask(Call("POST", f"{self._base}/accounts/ClientLogin", form=form))
        if answer.status != OK:
            self._fail_login(answer)
        auth = _auth_of(answer.body)
        if not auth:
            if b"BadAuthentication" in answer.body[:1_000]:
                self._fail_login(answer)
            raise self._connection.misunderstood("logging in", answer)
        self._connection.hide(auth, auth.rpartition("/")[2])
        self._auth, self._token = auth, ""

    def _fail_login(self, answer: Answer) -> NoReturn:
        name = self._connection.name
        if "www-authenticate" in answer.headers and answer.status == 401 and not answer.headers.keys() & _SIGNS:
            raise Refused(f"{name}: the web server in front of it wants a password of its own (401)")
        if answer.status == 503:
            raise Offline(f"{name}: {_OFF}")
        if answer.status == 404 or looks_like_page(answer.body):
            raise NotUnderstood(
                f"{name}: there is no Google Reader API at {clean.shown_address(self._base)}"
                f" ({answer.status}); the server's settings show its address"
            )
        if answer.status >= 500 or answer.status not in (OK, 400, *_NO_ENTRY):
            self._connection.fail(answer, "logging in")
        told = answer.headers.get("x-bq-loginerrorreason", "")
        more = f" ({self._connection.reason(told)})" if told else ""
        raise Refused(
            f"{name}: the server does not take this name and password{more}; many servers want a separate API password,"
            " which is set in the server's settings"
        )

    async def _refuse(self, doing: str) -> NoReturn:
        """Raise Refused, and say so where it is the web server that keeps our login to itself."""
        name = self._connection.name
        if _FRESHRSS in self._base:
            headers = {"authorization": f"GoogleLogin auth={self._auth}"}
            told = await self._connection.ask(Call("GET", f"{self._base}/check/compatibility", headers))
            if told.body.startswith(b"FAIL"):
                raise Refused(f"{name}: its web server does not pass the header `Authorization` on to FreshRSS")
        raise Refused(f"{name}: {doing}: the server refuses us although it let us log in")

    async def _find(self) -> str:
        """Where the protocol is: what asks for a login there. Nothing secret is sent to find it."""
        candidates = bases(self._account.url, _KNOWN, _ENDINGS, PAGES)
        if len(candidates) == 1:
            return candidates[0]
        likely, off, first = "", False, None
        for base in candidates:
            try:
                answer = await self._connection.ask(Call("GET", f"{base}/reader/api/0/token"))
            except NotUnderstood as error:  # a page of the site that leads elsewhere
                first = first or error
                continue
            if answer.headers.keys() & _SIGNS:
                return base
            if answer.status in _NO_ENTRY and not looks_like_page(answer.body):
                likely = likely or base
            off = off or (answer.status == 503 and _FRESHRSS in base and not looks_like_page(answer.body))
        if likely:
            return likely
        name = self._connection.name
        if off:
            raise Offline(f"{name}: {_OFF}")
        raise first or NotUnderstood(
            f"{name}: no Google Reader API was found there; the server's settings show its address"
        )


def _auth_of(body: bytes) -> str:
    """The proof of a login: after the first `=` of the line `Auth=`, or in JSON."""
    lines: Iterable[str] = body[:10_000].decode("utf-8", "replace").splitlines()
    found = next((line.partition("=")[2].strip() for line in lines if line.startswith("Auth=")), "")
    if not found:
        try:
            told = decode(body[:10_000], dict[str, object]).get("Auth")
        except Malformed:
            return ""
        found = told if isinstance(told, str) else ""
    return found if found.isprintable() and len(found) < 2_000 else ""
