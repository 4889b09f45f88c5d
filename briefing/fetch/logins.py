"""The name and password of a feed or an account: from a command, or from the keyring. Never shown, never kept."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from types import ModuleType

from briefing.core import clean
from briefing.core.errors import FetchError
from briefing.core.feed import Feed

COMMAND_SECONDS = 30.0
SERVICE = "briefing"
_LONGEST_PASSWORD = 10_000


async def login_of(feed: Feed) -> tuple[str, str] | None:
    """The name and password that feeds.yaml says to log in with; None where it says nothing. Raises FetchError."""
    if feed.password_command:
        return feed.user, await _output_of(feed.password_command)
    if feed.user:
        return feed.user, await asyncio.to_thread(from_keyring, feed.url, feed.user)
    return None


async def password_of(url: str, user: str, command: tuple[str, ...]) -> str:
    """The password of a user of a host: what a program prints, else what the keyring has. Raises FetchError."""
    return await _output_of(command) if command else await asyncio.to_thread(from_keyring, url, user)


def service(url: str) -> str:
    """The name under which the keyring has the passwords of a host: `briefing news.example`."""
    return f"{SERVICE} {clean.host(url)}"


def from_keyring(url: str, user: str) -> str:
    """The password that the keyring has for a user of a feed's host. Raises FetchError."""
    keyring = _keyring("the password should come from the keyring")
    try:
        password = keyring.get_password(service(url), user)
    except Exception as error:  # each keyring has errors of its own
        raise FetchError(f"the keyring cannot be asked for the password ({type(error).__name__})") from None
    if password is None:
        raise FetchError(f"the keyring has no password; `keyring set '{service(url)}' {user}` puts one there")
    return str(password)


def to_keyring(url: str, user: str, password: str) -> None:
    """Put the password of a user of a host into the keyring. Raises FetchError."""
    keyring = _keyring("the password should go into the keyring")
    try:
        keyring.set_password(service(url), user, password)
    except Exception as error:  # as above
        raise FetchError(f"the keyring does not take the password ({type(error).__name__})") from None


def _keyring(wanted: str) -> ModuleType:
    try:
        import keyring  # late, for it is an extra and slow to import
    except ImportError:
        raise FetchError(
            f"{wanted}, which is not installed: install Briefing with the extra `keyring`, or name a program that"
            " prints the password (`password_command`)"
        ) from None
    found: ModuleType = keyring
    return found


async def _output_of(command: tuple[str, ...]) -> str:
    """The first line that a program prints. It has no terminal, for it would draw over the reader."""
    name = clean.line(command[0], 100)
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else "") or "it is not a program"
        raise FetchError(f"the password command {name} cannot be started: {reason}") from None
    try:
        async with asyncio.timeout(COMMAND_SECONDS):
            printed, _ = await process.communicate()
    except TimeoutError:
        raise FetchError(f"the password command {name} took longer than {COMMAND_SECONDS:g} seconds") from None
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode:
        raise FetchError(f"the password command {name} failed with {process.returncode}")
    password = printed[:_LONGEST_PASSWORD].decode("utf-8", "replace").partition("\n")[0].removesuffix("\r")
    if not password:
        raise FetchError(f"the password command {name} printed no password")
    return password
