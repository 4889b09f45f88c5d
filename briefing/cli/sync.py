"""`briefing sync`: keep what is read here and on servers the same."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.cli.accounts import NO_ACCOUNTS, account_text, account_to_json
from briefing.cli.exit_codes import DONE, IN_PART
from briefing.cli.output import Progress, say, say_json, tell
from briefing.cli.parser import add_format
from briefing.cli.prompts import ask
from briefing.cli.session import with_desk
from briefing.core.account import Account
from briefing.core.errors import BriefingError, FetchError, UsageError
from briefing.core.sync import LostAccount, SyncReport, earlier_words, lost_words, report_lines, words
from briefing.services.desk import Desk
from briefing.sync.engine import OnProgress
from briefing.sync.server import SyncError
from briefing.sync.service import Busy

WOULD_CHANGE = 3
"""The exit code of a dry run that found something to do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    add_format(parser, "text", "json")
    parser.add_argument(
        "what", nargs="?", choices=("status",), metavar="status", help="only show how the accounts are, and what waits"
    )
    parser.add_argument("--account", metavar="ACCOUNT", help="only this account (default: all)")
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--dry-run",
        action="store_true",
        help="say what would change, and write nothing; exits with 3 if anything would",
    )
    how.add_argument("--push", action="store_true", help="only send the changes made here")
    how.add_argument(
        "--send-earlier", action="store_true", help="also send what was read and starred before the first sync"
    )
    parser.add_argument(
        "--yes", action="store_true", help="also make very large changes, which otherwise wait for your yes"
    )


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    if args.what and (args.dry_run or args.push or args.send_earlier or args.yes):
        raise UsageError("status only shows; the other options sync")
    return with_desk(args, lambda desk: sync(desk, args))


async def sync(desk: Desk, args: argparse.Namespace) -> int:
    """Do what was asked for with every account; 1 where one could not be synced, or is not in the settings any more."""
    only_looks = args.dry_run or args.what == "status"
    if not only_looks:
        await tell_mended(desk)
    accounts = [desk.sync.account(args.account)] if args.account else desk.sync.accounts
    lost = () if args.account else await desk.sync.lost()
    tell_lost(lost)
    if not accounts and not lost:
        tell(NO_ACCOUNTS)
    if args.what == "status":
        return await status(desk, accounts, args)
    reports, failed = [], bool(lost) and not args.dry_run
    for account in accounts:
        try:
            reports.append(await _sync_one(desk, account, args))
        except Busy:
            raise
        except BriefingError as error:
            failed = True
            tell(f"{account.name}: {error}")
    if args.format == "json":
        say_json({"accounts": [report_to_json(report) for report in reports]})
    if failed:
        return IN_PART
    if any(report.held or report.failed for report in reports) and not args.dry_run:
        return IN_PART
    return WOULD_CHANGE if args.dry_run and any(report.did_something for report in reports) else DONE


async def tell_mended(desk: Desk) -> None:
    """Let feeds follow an account whose rename broke off, and say so."""
    for sentence in await desk.sync.mend_names():
        tell(sentence)


def tell_lost(lost: Sequence[LostAccount]) -> None:
    """Say which accounts are not in the settings any more, and what to do."""
    for one in lost:
        tell(lost_words(one))


async def _sync_one(desk: Desk, account: Account, args: argparse.Namespace) -> SyncReport:
    progress = Progress()
    if args.dry_run:
        report = await desk.sync.plan(account)
    elif args.push or args.send_earlier:
        report = await desk.sync.push(account, release=args.send_earlier)
    else:
        try:
            report = await desk.sync.sync(account, yes=args.yes, on_progress=progress_of(account, progress))
        finally:
            progress.clear()
    if args.format == "text":
        tell_report(report)
    if report.waiting.held and not (report.held or args.dry_run or args.push):
        waits = earlier_words(report.waiting.held, "the server")
        if ask(f"{waits}. Send?"):
            sent = await desk.sync.push(account, release=True)
            tell(f"{account.name}: sent {sum(sent.sent.values()):,}")
        else:
            tell(f"{account.name}: {waits}; `briefing sync --send-earlier` does that")
    return report


@dataclass(slots=True)
class Synced:
    """What became of the accounts that a fetch asked."""

    asked: int = 0
    failed: int = 0
    reports: list[SyncReport] = field(default_factory=list)


async def sync_accounts(desk: Desk, accounts: Sequence[Account], progress: Progress, chatty: bool) -> Synced:
    """Sync accounts beside feeds: what goes wrong with one is said and stops nothing."""
    synced = Synced()
    for account in accounts:
        synced.asked += 1
        try:
            report = await desk.sync.sync(account, on_progress=progress_of(account, progress))
        except Busy:
            continue  # the other one brings the stories
        except (SyncError, FetchError) as error:
            synced.failed += 1
            progress.clear()
            tell(f"{account.name}: {error}")
            continue
        progress.clear()
        synced.reports.append(report)
        if chatty:
            tell_report(report)
        elif report.held:
            tell_held(report)
    return synced


def progress_of(account: Account, progress: Progress) -> OnProgress:
    """Shows how far a sync is."""

    def show(doing: str, done: int, total: int, _new: Sequence[str]) -> None:
        progress.show(f"{account.name}: {doing} {done:,}/{total:,}" if total else f"{account.name}: {doing}")

    return show


def tell_report(report: SyncReport) -> None:
    """Print what a sync did, or would do."""
    lines = report_lines(report) or (("nothing would change",) if report.dry else ("nothing changed",))
    for line in lines:
        say(f"{report.account}: {line}", at_once=True)
    if report.held:
        tell_held(report)


def tell_held(report: SyncReport) -> None:
    """Say what waits for a yes."""
    tell(f"{report.account}: {report.held}. That was not done; `briefing sync --yes` does it")


def report_to_json(report: SyncReport) -> dict[str, object]:
    """What a sync did, or would do."""
    return {
        "account": report.account,
        "dry_run": report.dry,
        "sent": report.sent,
        "adopted": report.adopted,
        "stories_new": len(report.new_stories),
        "stories_to_fetch": report.to_fetch,
        "stories_joined": report.joined,
        "stories_gone": report.gone,
        "stories_renumbered": report.renumbered,
        "feeds": [*report.feeds, *report.said],
        "feeds_of_others": report.elsewhere,
        "held": report.held,
        "failed": report.failed,
        "waiting": report.waiting.changes,
        "waiting_from_before": report.waiting.held,
        "refused": report.waiting.refused,
    }


async def status(desk: Desk, accounts: Sequence[Account], args: argparse.Namespace) -> int:
    """Print how the accounts are, and what their servers do not take."""
    statuses = [status for status in await desk.sync.statuses() if status.account in accounts]
    if args.format == "json":
        say_json({"accounts": [account_to_json(status) for status in statuses]})
        return DONE
    for one in statuses:
        say(account_text(one, refused_below=True))
        for story, title, what, tag, value in await desk.sync.refused(one.account):
            say(f"    refused by the server: {words(what, value)} {tag}".rstrip() + f" · {story}  {title}")
    return DONE
