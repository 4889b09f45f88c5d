"""What all protocols share: calls of one server, statuses that become errors, and secrets that stay out of both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NoReturn, TypeVar

from briefing.core import clean
from briefing.core.account import Account
from briefing.core.errors import FetchError
from briefing.core.hosts import stays_private
from briefing.fetch import faults
from briefing.fetch.addresses import absolute, without_login
from briefing.fetch.call import Answer, Call, Caller, NoAnswer, TooLarge
from briefing.fetch.retry_headers import retry_after
from briefing.sync.server import CallFailed, Declined, NotUnderstood, Offline, Password, Refused, Throttled
from briefing.wire import Malformed, decode

T = TypeVar("T")

OK = 200
_LONGEST_REASON = 200
_SHORTEST_SECRET = 4
_LIMITS = ("retry-after", "x-reader-limits-reset-after", "x-ratelimit-reset-after")


class AnswerTooLarge(NotUnderstood):
    """More came back than may be held in memory: less is to be asked for at a time."""


class Connection:
    """The calls of one account. `name` is the server's host, with which every error begins."""

    def __init__(self, account: Account, password: Password, caller: Caller | None = None) -> None:
        self.name = clean.host(account.url) or clean.line(account.name, 60)
        self._account = account
        self._password = password
        self._caller = caller or Caller()
        self._secrets: set[str] = set()

    async def password(self) -> str:
        """The password. Raises Refused, also where it would travel for everybody to read."""
        if not self._account.insecure and not stays_private(self._account.url):
            raise Refused(
                f"{self.name}: its address is http, so that anybody on the way could read the password; use https, or"
                " say `insecure: true` for this account (`--insecure` as it is added)"
            )
        try:
            found = await self._password()
        except FetchError as error:
            raise Refused(f"{self.name}: {error}") from None
        self.hide(found)
        return found

    def hide(self, *secrets: str) -> None:
        """Let these never be shown."""
        self._secrets.update(secret for secret in secrets if len(secret) >= _SHORTEST_SECRET)

    def reason(self, words: str) -> str:
        """What a server said, fit to be shown: one clean line, without what is secret."""
        for secret in sorted(self._secrets, key=len, reverse=True):
            words = words.replace(secret, "…")
        return clean.line(words, _LONGEST_REASON)

    async def ask(self, call: Call) -> Answer:
        """The answer, unless it is none, a detour, or says to wait. Raises Offline, Throttled, NotUnderstood."""
        try:
            answer = await self._caller.ask(call)
        except NoAnswer as error:
            raise Offline(f"{self.name}: {self.reason(str(error))}") from None
        except TooLarge as error:
            raise AnswerTooLarge(f"{self.name}: {self.reason(str(error))}") from None
        except FetchError as error:
            raise NotUnderstood(f"{self.name}: {self.reason(str(error))}") from None
        if 300 <= answer.status < 400:
            self._fail_by_detour(call, answer)
        wait = _wait_of(answer)
        if answer.status == 429 or (answer.status == 503 and wait is not None):
            raise Throttled(f"{self.name}: the server asks for fewer requests ({answer.status})", wait)
        return answer

    def fail(self, answer: Answer, doing: str) -> NoReturn:
        """Raise the error that an answer is which is no success: Offline for a fault of the server, else as it says."""
        said = self.said(answer)
        why = f"{self.name}: {doing}: " + (f"{said} ({answer.status})" if said else faults.of_status(answer.status))
        if answer.status >= 500:
            raise (CallFailed if answer.status == 500 else Offline)(why)
        if answer.status in (401, 403):
            raise Refused(why)
        raise NotUnderstood(why)

    def decline(self, answer: Answer, doing: str) -> NoReturn:
        """Raise Declined where the server says why it will not do this one thing, else as `fail`."""
        said = self.said(answer)
        if answer.status in (401, 403) or (answer.status >= 500 and not said):
            self.fail(answer, doing)
        raise Declined(f"{self.name}: {doing}: {said or f'the server refuses ({answer.status})'}")

    def said(self, answer: Answer) -> str:
        """The reason that an answer in JSON gives; empty where it gives none."""
        try:
            told = decode(answer.body[:10_000], dict[str, object])
        except Malformed:
            return ""
        words = told.get("error_message") or told.get("message") or told.get("errors") or ""
        if isinstance(words, list):
            words = "; ".join(word for word in words if isinstance(word, str))
        return self.reason(words) if isinstance(words, str) else ""

    def value(self, answer: Answer, kind: type[T], doing: str) -> T:
        """The value in an answer. Raises NotUnderstood, and as `fail` where it is no success."""
        if answer.status != OK:
            self.fail(answer, doing)
        return self.value_in(answer, kind, doing)

    def value_in(self, answer: Answer, kind: type[T], doing: str) -> T:
        """The value in an answer, whatever its status. Raises NotUnderstood."""
        try:
            return decode(answer.body, kind)
        except Malformed:
            raise self.misunderstood(doing, answer) from None

    def misunderstood(self, doing: str, answer: Answer) -> NotUnderstood:
        """The error for an answer that should have been another."""
        return NotUnderstood(f"{self.name}: {doing}: {_what_came(answer)}")

    async def aclose(self) -> None:
        """Let the connection go."""
        await self._caller.aclose()

    def _fail_by_detour(self, call: Call, answer: Answer) -> NoReturn:
        target = without_login(absolute(answer.headers.get("location", ""), call.address)).partition("?")[0]
        where = f" to {self.reason(clean.shown_address(target))}" if target else ""
        raise NotUnderstood(
            f"{self.name}: the server leads elsewhere{where} ({answer.status}), which is not followed; if that is"
            " right, write the new address into the settings"
        )


def _what_came(answer: Answer) -> str:
    if looks_like_page(answer.body):
        return "a web page came back instead of data; is the address that of the server?"
    return "the answer is not the expected one" if answer.body.strip() else "an empty answer came back"


def looks_like_page(body: bytes) -> bool:
    """Whether an answer is HTML, whatever it says that it is."""
    start = body[:500].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype", b"<html", b"<head", b"<br", b"<!--", b"<?xml"))


def in_batches(ids: Sequence[str], most: int) -> list[Sequence[str]]:
    """The ids, so many at a time, each once."""
    once = tuple(dict.fromkeys(ids))
    return [once[start : start + most] for start in range(0, len(once), most)]


def _wait_of(answer: Answer) -> timedelta | None:
    now = datetime.now(UTC)
    waits = (retry_after(answer.headers.get(name, ""), now) for name in _LIMITS)
    return next((wait for wait in waits if wait is not None), None)
