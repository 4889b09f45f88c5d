"""The feeds, from inside: their state, and each renamed, moved, muted, changed, fetched, removed and brought back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Protocol

from msgspec.structs import replace

from briefing.config.feeds import group_settings
from briefing.core import clean
from briefing.core.document import FeedLink
from briefing.core.errors import BriefingError
from briefing.core.feed import Feed, FeedSetting, FeedStatus, Reliability
from briefing.core.formatting import counted, typed_groups
from briefing.core.sync import removal_question
from briefing.services.desk import Desk
from briefing.ui.controllers.host import Dialogs, KnownFeeds, Messages, Tasks
from briefing.ui.controllers.views import Views
from briefing.ui.glyphs import Glyphs
from briefing.ui.panes import Pane
from briefing.ui.screens.ask_line import AskLineScreen
from briefing.ui.screens.confirm import ConfirmScreen
from briefing.ui.screens.feeds import FeedChoice, FeedsScreen, FeedVerb
from briefing.ui.screens.pick import Choice, PickScreen
from briefing.ui.views import feed_view

_FULL_TEXT = {None: "always", "always": "never", "never": "auto", "auto": ""}
"""What comes after each way of completing stories; the last is that of the settings."""
_RELIABILITY = {
    Reliability.LOW: "alone it raises nothing in the ledger",
    Reliability.NORMAL: "beside others it counts half",
    Reliability.HIGH: "beside others it counts in full",
}


class FeedCareHost(Messages, Tasks, Dialogs, KnownFeeds, Protocol):
    """What caring for feeds needs of the screen."""

    desk: Desk
    glyphs: Glyphs
    pane: Pane
    now: Callable[[], datetime]


class FeedCare:
    """Shows the feeds, does what is asked for, and shows them again."""

    def __init__(
        self,
        host: FeedCareHost,
        views: Views,
        fetch_feeds: Callable[[Sequence[str]], Awaitable[None]],
        manage_accounts: Callable[[], Awaitable[bool]],
    ) -> None:
        self.host = host
        self._views = views
        self._fetch_feeds = fetch_feeds
        self._manage_accounts = manage_accounts
        self._removed: list[list[tuple[int, Feed]]] = []
        """What was removed together, with the places where it stood, the last at the end."""
        self._is_at_work = False

    def show(self) -> object:
        """The state of all feeds, those that fail first; once what was asked for last is done."""
        if not self._is_at_work:
            return self.host.run_in_background(self._show(), "feeds")
        self.host.show_message("What you asked for last is not done yet; the list of feeds comes back then.")
        return None

    async def _show(self, at: str = "") -> None:
        host = self.host
        host.feeds = await host.desk.subscriptions.statuses()

        def on_answer(choice: FeedChoice | None) -> object:
            return choice and host.run_in_background(self._do(choice), "feeds")

        can_undo, accounts = bool(self._removed), await host.desk.sync.statuses()
        screen = FeedsScreen(host.feeds, host.now(), host.glyphs, host.key("add_feed"), at, can_undo, accounts)
        host.open_dialog(screen, on_answer)

    async def _do(self, choice: FeedChoice) -> None:
        self._is_at_work, at = True, choice.url
        status = next((one for one in self.host.feeds if one.feed.url == choice.url), None)
        try:
            if choice.verb is FeedVerb.ACCOUNTS:
                if await self._manage_accounts():
                    return
            elif choice.verb is FeedVerb.RESTORE:
                at = await self._restore()
            elif status is not None and choice.verb is FeedVerb.ADDRESS:
                at = await self._change_address(status.feed)
            elif status is not None and await self._done(status, choice.verb):
                return
        except BriefingError as error:
            self.host.show_message(str(error), "error")
        finally:
            self._is_at_work = False
        await self._show(at)

    async def _done(self, status: FeedStatus, verb: FeedVerb) -> bool:
        """Do something with a feed; whether the list of feeds is not to be shown again."""
        feed = status.feed
        match verb:
            case FeedVerb.SHOW:
                self._views.show(feed_view(status))
                self.host.pane = Pane.LIST
                return True
            case FeedVerb.FETCH:
                self._fetch_soon(feed.url)
                return True
            case FeedVerb.RENAME:
                await self._ask(feed, "title", "Name of this feed", status.title, "empty for its own name")
            case FeedVerb.MOVE:
                await self._move(status)
            case FeedVerb.INTERVAL:
                await self._ask(
                    feed, "every", f"Fetch {status.title} every", "", "30m, 2h, 1d; empty: as often as it publishes"
                )
            case FeedVerb.FULL_TEXT:
                await self._change(feed, "full_text", _FULL_TEXT[feed.full_text])
            case FeedVerb.MUTE:
                await self._change(feed, "muted", "" if feed.muted else True)
            case FeedVerb.RELIABILITY:
                await self._ask_reliability(feed, status.title)
            case FeedVerb.REMOVE:
                there = await self._is_removed_there(feed)
                await self._remove([feed.url], status.title, "The stories stay", there=there)
            case FeedVerb.REMOVE_GROUP:
                await self._remove_group(feed.group)
        return False

    async def _ask_reliability(self, feed: Feed, title: str) -> None:
        """Ask what the word of a feed counts in the ledger, or that of its whole group."""
        choices = [(one, False) for one in Reliability]
        if feed.group:
            choices += [(one, True) for one in Reliability]
        lines = [
            Choice(one.value, f"all of {feed.group}" if of_group else _RELIABILITY[one]) for one, of_group in choices
        ]
        question = f"How reliable is {title}?"
        picked = await self.host.ask(PickScreen(question, lines, {"enter": "says so"}, self.host.glyphs.cursor))
        if picked is None:
            return
        said, of_group = choices[picked.number]
        value = "" if said is Reliability.NORMAL else said.value
        subscriptions = self.host.desk.subscriptions
        urls = [one.url for one in subscriptions.feeds if feed.group in one.groups] if of_group else [feed.url]
        await subscriptions.change_many({url: {"reliability": value} for url in urls})

    async def _is_removed_there(self, feed: Feed) -> bool:
        """Whether a feed is to be removed on the server of its account, too: only if a person says so."""
        sync = self.host.desk.sync
        if not feed.account or not await sync.can_unsubscribe(feed.account):
            return False
        question = removal_question(feed.account, await sync.starred_of(feed.url))
        return await self.host.ask(ConfirmScreen(question)) is True

    async def _remove(
        self, urls: Sequence[str], name: str, what_stays: str, moved: Sequence[Feed] = (), there: bool = False
    ) -> None:
        """Take feeds out of the list, as one step that can be taken back; `moved` are those that left a group.

        `there` lets the next sync remove them on their server, too.
        """
        before = self.host.desk.subscriptions.feeds
        removed = (*[await self.host.desk.subscriptions.remove(url) for url in urls], *moved)
        self._removed.append(_placed(removed, before))
        accounts = ", ".join(sorted({feed.account for feed in removed if feed.account}))
        for url in urls if there else ():
            await self.host.desk.sync.unsubscribe(url)
        on_server = f" The next sync removes it on {accounts}." if there else f" It stays on {accounts}."
        self.host.show_message(
            f"Removed: {name}. {what_stays}; u in the list of feeds brings it back.{on_server if accounts else ''}"
        )

    async def _move(self, status: FeedStatus) -> None:
        now = "; ".join(status.feed.groups)
        dialog = AskLineScreen(f"Group of {status.title}", "several: Energy; Asia", now, may_be_empty=True)
        answer = await self.host.ask(dialog)
        if answer is not None:
            await self.host.desk.subscriptions.change(status.feed.url, group_settings(typed_groups(answer)))

    async def _remove_group(self, group: str) -> None:
        """Remove the feeds that stand in a group alone; others only leave it."""
        feeds = self.host.desk.subscriptions
        own = (group,) if group else ()
        members = [feed for feed in feeds.feeds if feed.groups == own or (group and group in feed.groups)]
        alone = [feed for feed in members if feed.groups == own]
        leaving = [feed for feed in members if feed not in alone]
        for feed in leaving:
            await feeds.change(feed.url, group_settings([name for name in feed.groups if name != group]))
        name = f"the group {group}" if group else "the feeds without a group"
        stay = f"{counted(len(leaving), 'feed')} of it {'is' if len(leaving) == 1 else 'are'} still in other groups"
        if alone:
            name += f", with {counted(len(alone), 'feed')}"
            stay = f"The stories stay{f', and {stay}' if leaving else ''}"
        await self._remove([feed.url for feed in alone], name, stay, leaving)

    async def _ask(self, feed: Feed, setting: str, question: str, now: str, example: str) -> None:
        answer = await self.host.ask(AskLineScreen(question, example, now, may_be_empty=True))
        if answer is not None:
            await self._change(feed, setting, answer)

    async def _change(self, feed: Feed, setting: str, value: FeedSetting) -> None:
        await self.host.desk.subscriptions.change(feed.url, {setting: value})

    async def _change_address(self, feed: Feed) -> str:
        """Put another address in place of a feed's, with all that was said of it; the address it has then.

        The stories of the old one stay.
        """
        subscriptions = self.host.desk.subscriptions
        answer = await self.host.ask(AskLineScreen("Address of this feed", "https://…", feed.url))
        if answer is None or answer == feed.url:
            return feed.url
        link = await self._choose(await subscriptions.find(answer))
        if link is None:
            return feed.url
        moved = replace(feed, url=link.address, private_network=link.private)
        if clean.host(link.address) != clean.host(feed.url):
            moved = replace(moved, user="", password_command=(), trust_any_certificate=False)  # for that host alone
        before = subscriptions.feeds
        place = next(place for place, one in enumerate(before) if one.url == feed.url)
        if not await subscriptions.insert([(place, moved)]):
            name = link.title or clean.shown_address(link.address)
            raise BriefingError(f"{name} is one of your feeds already. Nothing was changed.")
        if moved.user != feed.user:
            self.host.show_message(f"Its name and password were left out: they are for {clean.host(feed.url)}.")
        self._removed.append(_placed([await subscriptions.remove(feed.url)], before))
        self._fetch_soon(moved.url)
        return moved.url

    async def _choose(self, found: Sequence[FeedLink]) -> FeedLink | None:
        """The one feed of a page, or that which is chosen among several; None where none is."""
        if len(found) == 1:
            return found[0]
        choices = [Choice(link.title or "(no title)", clean.shown_address(link.address)) for link in found]
        question = "This page has several feeds."
        picked = await self.host.ask(PickScreen(question, choices, {"enter": "takes it"}, self.host.glyphs.cursor))
        return None if picked is None else found[picked.number]

    def _fetch_soon(self, url: str) -> None:
        self.host.run_in_background(_awaited(self._fetch_feeds([url])), "fetch one", newest_only=False)

    async def _restore(self) -> str:
        """Bring back what was removed last; the address of the first of its feeds."""
        placed = self._removed.pop()
        added, feeds = await self.host.desk.subscriptions.insert(placed), [feed for _, feed in placed]
        for feed in feeds:
            if feed.account:
                await self.host.desk.sync.unsubscribe(feed.url, wanted=False)
            if feed not in added:  # it only left a group
                await self.host.desk.subscriptions.change(feed.url, group_settings(feed.groups))
        self.host.show_message(f"Back again: {', '.join(feed.title or feed.url for feed in feeds)}")
        return feeds[0].url


def _placed(feeds: Sequence[Feed], among: Sequence[Feed]) -> list[tuple[int, Feed]]:
    """Feeds with their places among others; behind them where they are not known."""
    places = {feed.url: place for place, feed in enumerate(among)}
    return [(places.get(feed.url, len(among)), feed) for feed in feeds]


async def _awaited(work: Awaitable[None]) -> None:
    await work
