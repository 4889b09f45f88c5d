"""`briefing accounts`: the servers with which what is read here is kept the same."""

from __future__ import annotations

import argparse
import shlex
from functools import partial

from briefing.cli.exit_codes import DONE, IN_PART
from briefing.cli.output import say, say_json, tell
from briefing.cli.parser import place_options
from briefing.cli.prompts import ask
from briefing.cli.session import places_of, with_desk
from briefing.core import clean
from briefing.core.account import KINDS, Account
from briefing.core.errors import BriefingError, FetchError, UsageError
from briefing.core.formatting import counted
from briefing.core.json_format import time_to_json
from briefing.core.sync import AccountStatus, status_lines
from briefing.services.accounts import server_address
from briefing.services.clock import now
from briefing.services.desk import Desk
from briefing.sync.server import SyncError

NO_ACCOUNTS = "there are no accounts; `briefing accounts add NAME URL --kind greader --user USER` adds one"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)

    def action(name: str, words: str) -> argparse.ArgumentParser:
        return actions.add_parser(name, help=words, description=words, parents=[place_options(first=False)])

    shown = action("list", "show the accounts and their states")
    shown.add_argument("--format", choices=("text", "json"), default="text", help="how to print (default: text)")

    _add_login_arguments(action("add", "log in to a server, and add the account to the settings"))

    check = action("check", "log in, and show the user name that the server has for you")
    check.add_argument("name", nargs="?", metavar="ACCOUNT", help="only this account (default: all)")

    rename = action("rename", "give an account another name; nothing changes on the server")
    rename.add_argument("name", metavar="ACCOUNT", help="its name")
    rename.add_argument("new", metavar="NEW", help="its new name")

    remove = action("remove", "remove an account; its feeds and stories stay here, and nothing changes on the server")
    remove.add_argument(
        "name",
        metavar="ACCOUNT",
        help="the name of the account, also of one that was taken out of the settings by hand",
    )
    remove.add_argument("--yes", action="store_true", help="do not ask")


def _add_login_arguments(add: argparse.ArgumentParser) -> None:
    """The options of a new account."""
    add.add_argument("name", metavar="NAME", help="a name of your choice")
    add.add_argument("url", metavar="URL", help="the address of the server, as you open it in a browser")
    add.add_argument(
        "--kind", choices=KINDS, required=True, help="the protocol of the server; greader fits most servers"
    )
    add.add_argument(
        "--user", default="", help="your user name there; not needed where the password is an API key of Miniflux"
    )
    add.add_argument(
        "--password-command",
        metavar="COMMAND",
        help="a program that prints the password; else the keyring is asked. FreshRSS wants the API password that you"
        " set in its profile, Miniflux for greader and fever the one of its integrations, Nextcloud an app password",
    )
    add.add_argument(
        "--labels", choices=("all", "none"), default="none", help="whether tags become labels on the server"
    )
    add.add_argument(
        "--password-is-key",
        action="store_true",
        help="the password is an API key of Miniflux; --user is a name of your choice then, which tells two accounts"
        " on one server apart",
    )
    add.add_argument("--insecure", action="store_true", help="send the password without https")
    add.add_argument("--anyway", action="store_true", help="add it even if the login does not work yet")


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    return with_desk(args, lambda desk: accounts(desk, args))


async def accounts(desk: Desk, args: argparse.Namespace) -> int:
    """Do what was asked for; the exit code."""
    match args.action:
        case "list":
            return await list_accounts(desk, args)
        case "add":
            return await add(desk, args)
        case "check":
            return await check(desk, args.name)
        case "rename":
            return await rename(desk, args)
        case "remove":
            return await remove(desk, args)
    raise AssertionError(f"the action {args.action!r} is in the options and not here")


async def list_accounts(desk: Desk, args: argparse.Namespace) -> int:
    """Print every account with how it is."""
    statuses = await desk.sync.statuses()
    if args.format == "json":
        say_json({"accounts": [account_to_json(status) for status in statuses]})
        return DONE
    for status in statuses:
        say(account_text(status))
    if not statuses:
        tell(NO_ACCOUNTS)
    return DONE


def account_text(status: AccountStatus, *, refused_below: bool = False) -> str:
    """An account with how it is, in lines; `refused_below` as for `status_lines`."""
    account = status.account
    first = f"{account.name} · {account.kind} · {clean.shown_address(account.url)}" + (
        f" · {account.user}" if account.user else ""
    )
    return "\n".join([first, *(f"    {line}" for line in status_lines(status, now(), refused_below=refused_below))])


def account_to_json(status: AccountStatus) -> dict[str, object]:
    """An account with how it is. There is no password in it."""
    account, state, waiting = status.account, status.state, status.waiting
    return {
        "name": account.name,
        "kind": account.kind,
        "url": clean.shown_address(account.url),
        "user": account.user,
        "last_sync": None if state is None else time_to_json(state.last_ok),
        "message": "" if state is None else state.message,
        "waits_for_you": bool(state is not None and state.blocked),
        "waiting": waiting.changes,
        "waiting_from_before": waiting.held,
        "refused": waiting.refused,
    }


async def add(desk: Desk, args: argparse.Namespace) -> int:
    """Log in, and put an account into the settings."""
    try:
        command = tuple(shlex.split(args.password_command or ""))
    except ValueError:
        raise UsageError("--password-command has a quote that is not closed") from None
    labels = ("*",) if args.labels == "all" else ()
    url = server_address(args.url)
    if args.password_is_key and args.kind != "miniflux":
        raise UsageError("only Miniflux has API keys: --password-is-key goes with --kind miniflux")
    account = Account(
        args.name,
        args.kind,
        url,
        args.user,
        command,
        insecure=args.insecure,
        labels=labels,
        password_is_key=args.password_is_key,
    )
    code = DONE
    try:
        say(f"{account.name}: {await desk.accounts.add(account)}", at_once=True)
    except (SyncError, FetchError) as error:
        if not args.anyway:
            raise
        tell(f"briefing: {error}")
        await desk.accounts.add_unchecked(account)
        code = IN_PART
    say(f"added {account.name} to {places_of(args).settings}; `briefing sync` fetches its feeds and stories")
    return code


async def check(desk: Desk, name: str | None) -> int:
    """Log in; 1 where an account cannot."""
    if not desk.sync.accounts:
        tell(NO_ACCOUNTS)
    failed = False
    for account in [desk.sync.account(name)] if name else desk.sync.accounts:
        try:
            say(f"{account.name}: {await desk.accounts.check(account)}", at_once=True)
        except BriefingError as error:
            if name:
                raise
            failed = True
            tell(f"{account.name}: {error}")
    return IN_PART if failed else DONE


async def rename(desk: Desk, args: argparse.Namespace) -> int:
    """Give an account another name."""
    renamed = await desk.accounts.rename(desk.sync.account(args.name), args.new)
    say(f"{args.name} is called {renamed.name} from now on, in feeds.yaml too")
    return DONE


async def remove(desk: Desk, args: argparse.Namespace) -> int:
    """Let an account go, also one that was taken out of the settings by hand."""
    account = next((one for one in desk.sync.accounts if one.name == args.name), None)
    if account is not None:
        unsent, let_go = await desk.accounts.unsent(account), partial(desk.accounts.remove, account)
        how = "`briefing sync --push` does that"
    else:
        lost = await desk.accounts.lost(args.name)
        unsent, let_go = lost.waiting, partial(desk.accounts.remove_lost, lost)
        how = "`briefing sync --push` does that once the account is in the settings again"
    if unsent and not args.yes:
        tell(f"{counted(unsent, 'change')} {'has' if unsent == 1 else 'have'} not been sent to the server; {how}")
        if not ask("Remove the account anyway?"):
            tell("the account stays; add --yes to remove it")
            return IN_PART
    feeds, muted = await let_go()
    say(
        f"removed {args.name}; its feeds ({feeds:,}) are fetched from their own addresses from now on."
        " All stories stay, and nothing changed on the server"
    )
    for url in muted:
        tell(
            f"{clean.shown_address(url)} is in your own network, so it is muted; if it is yours:"
            f" briefing feeds set {clean.shown_address(url)} --no-mute"
        )
    return DONE
