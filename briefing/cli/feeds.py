"""`briefing feeds`: show, add, change, remove, import and export feeds."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import get_args

from briefing.cli.feed_names import feed_named, statuses_named
from briefing.cli.output import say, say_json, tell
from briefing.cli.parser import count, place, place_options, source
from briefing.cli.prompts import answer, ask
from briefing.cli.session import with_desk
from briefing.cli.sync import tell_report
from briefing.config.feeds import group_settings, with_settings
from briefing.core import clean, json_format
from briefing.core.address_input import feed_address, typed_addresses
from briefing.core.document import FeedLink
from briefing.core.errors import BriefingError, FetchError, UsageError
from briefing.core.events import FeedDone
from briefing.core.feed import Feed, FeedSetting, FeedState, FeedStatus, FullText, Reliability
from briefing.core.feed_titles import telling_title
from briefing.core.formatting import age, ago, counted, moved_line
from briefing.core.sync import removal_question
from briefing.fetch.not_a_feed import NotAFeed
from briefing.services.clock import now
from briefing.services.desk import Desk


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, words, add_options in (
        ("list", "show the feeds and their states", _add_list_options),
        ("add", "add a feed to feeds.yaml and fetch it", _add_add_options),
        ("set", "change a feed in feeds.yaml; an empty value removes the key", _add_set_options),
        ("choose", "choose among the groups of the feeds that ship; without a group, list them", _add_choose_options),
        ("remove", "remove a feed; its stories stay", _add_remove_options),
        ("import", "add the feeds of an OPML list", add_list_arguments),
        ("export", "print the feeds as an OPML list", _add_export_options),
    ):
        add_options(actions.add_parser(name, help=words, description=words, parents=[place_options(first=False)]))


def _add_list_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _add_add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("url", metavar="URL", help="the address of a feed, or of a page that has one")
    parser.add_argument("--anyway", action="store_true", help="add the address without looking what is there")
    parser.add_argument("--pick", type=count, metavar="N", help="which one, where a page has several feeds")
    _add_settings(parser)


def _add_set_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("url", metavar="FEED", help="its address or its title")
    _add_settings(parser)
    words = "do not fetch it for now; --no-mute fetches it again"
    parser.add_argument("--mute", action=argparse.BooleanOptionalAction, help=words)


def _add_settings(parser: argparse.ArgumentParser) -> None:
    """The options that say what feeds.yaml says of a feed."""
    how = (*(how.value for how in Reliability), "")
    account = "the account whose server reads it; '' for its own address"
    pages = "complete stories from pages: auto, always, never"
    parser.add_argument("--title", help="its title")
    parser.add_argument("--group", action="append", metavar="GROUP", help="its group; again for each further one")
    parser.add_argument("--every", metavar="TIME", help="how often it is fetched: 30m, 2h, 1d")
    parser.add_argument("--account", metavar="ACCOUNT", help=account)
    parser.add_argument("--full-text", metavar="WHEN", choices=(*get_args(FullText), ""), help=pages)
    parser.add_argument(
        "--reliability", metavar="HOW", choices=how, help="what it counts in the ledger: low, normal, high"
    )
    parser.add_argument("--max-items", type=count, metavar="N", help="the most entries read of its document")


def _add_choose_options(parser: argparse.ArgumentParser) -> None:
    words = "their feeds stay or come in, all others that ship go"
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=words)
    parser.add_argument("--none", action="store_true", help="leave all of them out")


def _add_remove_options(parser: argparse.ArgumentParser) -> None:
    there = "also remove it on the server of its account, with its stories there"
    parser.add_argument("url", metavar="FEED", help="its address or its title")
    parser.add_argument("--purge", action="store_true", help="delete its stories, too; asks first")
    parser.add_argument("--there", action="store_true", help=there)
    parser.add_argument("--yes", action="store_true", help="do not ask")


def _add_export_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=place, metavar="FILE", help="write them to a new file instead")
    parser.add_argument("--with-logins", action="store_true", help="keep names and passwords in the addresses")


def add_list_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of an OPML list, which somebody else may have written."""
    parser.add_argument("source", type=source, metavar="FILE|URL|-", help="- reads standard input")
    parser.add_argument("--with-private", action="store_true", help="also feeds at addresses of your own network")


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    return with_desk(args, lambda desk: feeds(desk, args))


_SHOWN_TREASURES = 20
_SHOWN_LEFT_OUT = 100
_SOON = timedelta(minutes=1)


async def feeds(desk: Desk, args: argparse.Namespace) -> int:
    """Do what was asked for; the exit code."""
    match args.action:
        case "list":
            return await list_feeds(desk, args)
        case "add":
            return await add(desk, args)
        case "set":
            return await change(desk, args)
        case "choose":
            return await choose(desk, args)
        case "remove":
            return await remove(desk, args)
        case "import":
            return await import_list(desk, args)
        case "export":
            return await export_list(desk, args)
    raise AssertionError(f"the action {args.action!r} is in the options and not here")


async def list_feeds(desk: Desk, args: argparse.Namespace) -> int:
    """Print every feed with its state."""
    statuses = await desk.subscriptions.statuses()
    if args.format == "json":
        say_json({"feeds": [json_format.status_to_json(status) for status in statuses]})
        return 0
    for status in statuses:
        say(feed_lines(status))
    if not statuses:
        tell("there are no feeds yet; `briefing feeds add URL` adds one")
    return 0


async def add(desk: Desk, args: argparse.Namespace) -> int:
    """Put a feed into feeds.yaml and fetch it at once; 1 where there is none, or several to choose from."""
    if not typed_addresses(args.url):
        raise _no_address(args.url)
    if args.account:
        desk.sync.account(args.account)
    chosen = _choose_feed(await _feeds_at(desk, args), args)
    if chosen is None:
        return 1
    feed = with_settings(
        Feed(feed_address(chosen.address), telling_title(chosen.title), private_network=chosen.private), _settings(args)
    )
    added, (here,) = await desk.subscriptions.subscribe([feed])
    shown = clean.shown_address(here.url)
    if not added:
        tell(f"{shown} is in {desk.subscriptions.file} already")
        return 0
    tell(f"added {shown} to {desk.subscriptions.file}")
    if feed.account:
        tell_report(await desk.sync.sync(desk.sync.account(feed.account)))
        return 0
    events = [event async for event in desk.refresher.refresh([feed.url])]  # to its end: the network is let go then
    done = [event for event in events if isinstance(event, FeedDone)]
    for event in done:
        say(f"{event.title}: {event.fetched.message or _brought(event)}")
    return int(not done or done[0].fetched.state is FeedState.FAILED)


async def _feeds_at(desk: Desk, args: argparse.Namespace) -> Sequence[FeedLink]:
    """The feeds of the address, as far as it is to be looked at: one that only the server can reach is its to find."""
    as_typed = (FeedLink(typed_addresses(args.url)[0]),)
    if args.anyway:
        return as_typed
    try:
        return await desk.subscriptions.find(args.url)
    except FetchError as error:
        if not args.account or isinstance(error, NotAFeed):
            raise
        tell(f"{error}; {args.account} is asked to find it")
        return as_typed


def _no_address(typed: str) -> UsageError:
    """An error about what is no address; who names a file is told what takes it."""
    hint = "; `briefing feeds import FILE` takes the feeds of a list" if Path(typed).is_file() else ""
    return UsageError(f"{clean.line(typed)!r} is not an http or https address{hint}")


def _brought(event: FeedDone) -> str:
    document = event.fetched.document
    known = 0 if document is None else len(document.entries)
    if known and not event.new_stories:
        return f"no new stories, {known:,} {'is' if known == 1 else 'are'} here already"
    return counted(len(event.new_stories), "story", "stories")


async def change(desk: Desk, args: argparse.Namespace) -> int:
    """Change what feeds.yaml says of a feed."""
    settings = _settings(args)
    if args.account:
        desk.sync.account(args.account)
    if not settings:
        keys = "--title, --group, --every, --full-text, --reliability, --max-items, --account, --mute"
        raise UsageError(f"say what to change: {keys}")
    named = await feed_named(desk, args.url)
    changed = await desk.subscriptions.change(named.url, settings)
    say(f"changed {changed.title or clean.shown_address(changed.url)} in {desk.subscriptions.file}")
    return 0


async def choose(desk: Desk, args: argparse.Namespace) -> int:
    """Choose among the groups of the feeds that ship, or list them."""
    if args.groups and args.none:
        raise UsageError("name groups, or give --none")
    if args.groups or args.none:
        say(await chosen_groups(desk, args.groups))
    else:
        for line in await group_lines(desk):
            say(line)
    return 0


async def chosen_groups(desk: Desk, wanted: Sequence[str]) -> str:
    """Choose these groups of the feeds that ship, by their names; what that changed, as a sentence."""
    names = {group.name.casefold(): group.name for group in await desk.shipped.groups()}
    unknown = [name for name in wanted if name.casefold() not in names]
    if unknown:
        raise UsageError(f"no feeds ship in a group {clean.line(unknown[0])!r}; there are {', '.join(names.values())}")
    return (await desk.shipped.choose({names[name.casefold()] for name in wanted})).sentence


async def group_lines(desk: Desk) -> list[str]:
    """The groups of the feeds that ship: whether they are in, and their feeds."""
    return [
        f"{'in ' if group.is_in else 'out'}  {group.name}: {', '.join(feed.title for feed in group.feeds)}"
        for group in await desk.shipped.groups()
    ]


async def make_room(desk: Desk) -> None:
    """Leave the feeds that ship out for a list that was brought, and say so."""
    left_out = (await desk.shipped.make_room()).left_out
    if left_out:
        tell(f"the {counted(len(left_out), 'feed')} that ship were left out; `briefing feeds choose` takes them in")


async def remove(desk: Desk, args: argparse.Namespace) -> int:
    """Take a feed out of feeds.yaml; its stories stay in the library unless they are to be purged."""
    url = await _purged_before(desk, args) if args.purge else None
    if url is None:
        feed = await feed_named(desk, args.url)
        there = await _removed_there(desk, feed, args)
        url = (await desk.subscriptions.remove(feed.url)).url
        if there:
            await desk.sync.unsubscribe(url)
        stay = "" if args.purge else "; its stories stay"
        say(f"removed {clean.shown_address(url)} from {desk.subscriptions.file}{stay}")
    if not args.purge:
        return 0
    treasures = await desk.subscriptions.annotated_stories(url)
    if treasures:
        tell(f"{counted(len(treasures), 'story', 'stories')} of it starred, marked or with a note:")
        for headline in treasures[:_SHOWN_TREASURES]:
            tell(f"    {headline.id}  {headline.title}")
        if len(treasures) > _SHOWN_TREASURES:
            tell(f"    and {len(treasures) - _SHOWN_TREASURES} more")
    if not args.yes and not ask("Delete all stories that only this feed has?"):
        tell("the stories stay; add --yes to delete them")
        return 1
    gone = await desk.subscriptions.purge(url)
    say(f"deleted {counted(gone, 'story', 'stories')}")
    return 0


async def import_list(desk: Desk, args: argparse.Namespace) -> int:
    """Add the feeds of an OPML list."""
    if args.source == "-":
        from briefing.fetch.opml import LARGEST  # late: no other command needs it

        document = await asyncio.to_thread(sys.stdin.buffer.read, LARGEST + 1)
        imported = await desk.subscriptions.import_document(document, "standard input", args.with_private)
    else:
        imported = await desk.subscriptions.import_list(args.source, args.with_private)
    tell_left_out(imported.left_out)
    say(f"added {counted(len(imported.added), 'feed')}, {imported.known:,} were there already")
    if imported.added:
        await make_room(desk)
        tell("`briefing fetch` brings their stories")
    return 0


def tell_left_out(sentences: Sequence[str]) -> None:
    """Tell what of a list does not come, and no more of it than a person reads: anything may be taken for a list."""
    for sentence in sentences[:_SHOWN_LEFT_OUT]:
        tell(f"left out: {sentence}")
    if len(sentences) > _SHOWN_LEFT_OUT:
        tell(f"left out: {len(sentences) - _SHOWN_LEFT_OUT:,} more")


async def export_list(desk: Desk, args: argparse.Namespace) -> int:
    """Print the feeds as OPML, or write them to a new file."""
    if args.file in (None, "-"):
        say((await desk.subscriptions.export_list(args.with_logins)).rstrip())
    else:
        await desk.subscriptions.export_to(Path(args.file), args.with_logins)
        say(args.file)
    return 0


def feed_lines(status: FeedStatus) -> str:
    """A feed with its state, and its sentence where it has one."""
    state = "not asked yet" if status.state is None else status.state.value
    if status.feed.account and status.state is None:
        state = f"from {status.feed.account}"
    asked = "" if status.last_fetch is None else f", {ago(status.last_fetch, now())}"
    place = "not in feeds.yaml any more" if status.has_left else ", ".join(status.feed.groups)
    first = f"{status.title} · {clean.shown_address(status.feed.url)}" + (f" · {place}" if place else "")
    due = status.next_fetch if status.configured else None
    later = f", next in {age(now(), due)}" if due is not None and due > now() + _SOON else ""
    second = f"    {state}{asked}{later} · {status.unread:,} unread of {status.total:,}"
    notes = [status.message, moved_line(status)]
    return "\n".join([first, second, *(f"    {note}" for note in notes if note)])


def _choose_feed(found: Sequence[FeedLink], args: argparse.Namespace) -> FeedLink | None:
    """The feed that is meant; None, and the choices printed, where that is not clear."""
    pick: int | None = args.pick
    if pick is not None:
        if not 1 <= pick <= len(found):
            raise BriefingError(f"--pick {pick}: this address has {counted(len(found), 'feed')}")
        return found[pick - 1]
    if len(found) == 1:
        return found[0]
    tell(f"{clean.shown_address(args.url)} has {len(found)} feeds:")
    for number, link in enumerate(found, 1):
        tell(f"{number:>4}  {clean.shown_address(link.address)}  {link.title}")
    typed = answer("Which one? ")
    if typed.isdecimal() and 1 <= int(typed) <= len(found):
        return found[int(typed) - 1]
    tell("choose one with --pick N, or add it by its own address")
    return None


def _settings(args: argparse.Namespace) -> dict[str, FeedSetting]:
    """The settings that were named, as feeds.yaml would say them."""
    keys = ("title", "every", "full_text", "reliability", "max_items", "account")
    named = {key: getattr(args, key) for key in keys}
    if getattr(args, "mute", None) is not None:
        named["muted"] = True if args.mute else ""
    groups = {} if args.group is None else group_settings([name for name in map(clean.line, args.group) if name])
    return {key: value for key, value in named.items() if value is not None} | groups


async def _removed_there(desk: Desk, feed: Feed, args: argparse.Namespace) -> bool:
    """Whether a feed is to be removed on the server of its account, too: only if a person says so."""
    if not feed.account:
        return False
    if not await desk.sync.can_unsubscribe(feed.account):
        tell(f"it stays on {feed.account}, whose server removes no feeds for other programs")
        return False
    if (args.there and args.yes) or ask(removal_question(feed.account, await desk.sync.starred_of(feed.url))):
        return True
    tell(f"it stays on {feed.account}, but its stories no longer come here; --there --yes removes it there")
    return False


async def _purged_before(desk: Desk, args: argparse.Namespace) -> str | None:
    """The address of a feed that has left feeds.yaml already and whose stories are still there."""
    left = [status for status in await desk.subscriptions.statuses() if not status.configured]
    found = statuses_named(left, args.url)
    return found[0].feed.url if len(found) == 1 else None
