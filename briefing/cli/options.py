"""The command line: every command and option, and what is wrong with one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, NoReturn

from briefing import __version__
from briefing.core import clean
from briefing.core.analysis import Act
from briefing.core.brief import By
from briefing.core.errors import ConfigError
from briefing.files import from_home

SHELLS = ("bash", "zsh", "fish")
PLAIN = "read by typed commands, without boxes and colours: for screen readers, Braille and scripts"
_MOST = 1_000_000_000
DESCRIPTION = "A news reader for the terminal that marks who proposed what to whom."


class _Parser(argparse.ArgumentParser):
    """A parser whose words pass the cleaning gate, both those that it takes and those that it repeats in errors.

    What names a file has a `type` of its own, and stays as it is.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.register("type", None, clean.line)

    def add_subparsers(self, **kwargs: Any) -> Any:
        """As everywhere; the words behind a command are left to that command's parser."""
        commands = super().add_subparsers(**kwargs)
        commands.type = str
        return commands

    def error(self, message: str) -> NoReturn:
        """As everywhere, with a message that can be printed."""
        super().error(clean.line(message, 4_000))


def parse(argv: list[str] | None = None) -> argparse.Namespace:
    """What a command line says; one that is wrong ends the program with exit code 2 and a sentence."""
    parser = build_parser()
    args = parser.parse_args(argv)
    for option in ("demo", "plain"):
        if getattr(args, option, False) and args.command not in (None, "read", "serve"):
            parser.error(f"--{option} opens the reader; it does not go with {args.command!r}")
    return args


def build_parser() -> argparse.ArgumentParser:
    """The parser. The places may be given before or after the command."""
    parser = _Parser(prog="briefing", description=DESCRIPTION, parents=[_places(first=True)])
    parser.add_argument("--version", action="version", version=f"briefing {__version__}")
    parser.add_argument("--demo", action="store_true", help="open on sample stories, without a network")
    parser.add_argument("--plain", action="store_true", help=PLAIN)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, words: str, formats: tuple[str, ...] = ()) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = commands.add_parser(
            name, help=words, description=words, parents=[_places(first=False)]
        )
        if formats:
            made.add_argument("--format", choices=formats, default=formats[0], help="how to print (default: text)")
        return made

    read = command("read", "open the reader (as does no command at all)")
    read.add_argument("--plain", action="store_true", default=argparse.SUPPRESS, help=PLAIN)
    read.add_argument("--demo", action="store_true", default=argparse.SUPPRESS, help="open on sample stories")

    fetch = command("fetch", "ask feeds for new stories, and analyse those", ("text", "json"))
    fetch.add_argument("urls", nargs="*", metavar="URL", help="feeds of feeds.yaml, by address or title")
    fetch.add_argument("--all", action="store_true", help="ask every feed, also those that are not due")
    fetch.add_argument("--quiet", "-q", action="store_true", help="no line a feed; only what needs a person")
    fetch.add_argument("--watch", action="store_true", help="stay, and fetch each feed by its own rhythm until ended")
    fetch.add_argument("--no-full-text", action="store_true", help="do not complete stories from their pages")
    fetch.add_argument("--no-analysis", action="store_true", help="leave new stories to be analysed later")

    listing = command("list", "show stories, newest first", ("text", "json"))
    listing.add_argument("--limit", type=_count, default=50, metavar="N", help="at most this many (default: 50)")
    listing.add_argument(
        "--query", default="", metavar="Q", help='as in the reader: oil "rare earth" is:unread since:3d'
    )

    show = command("show", "show one story with its offers", ("text", "json", "markdown"))
    show.add_argument("id", metavar="ID")
    show.add_argument("--full-text", action="store_true", help="the text of its web page, asked for if need be")

    add_story = command("add-story", "keep web pages as stories")
    add_story.add_argument("urls", nargs="+", metavar="URL")

    offers = command("offers", "show the ledger: who put what to whom", ("text", "json", "csv", "markdown"))
    offers.add_argument("--since", metavar="WHEN", help="told since then: 7d, 24h or 2026-11-01")
    offers.add_argument("--actor", default="", metavar="NAME", help="who proposes")
    offers.add_argument("--to", default="", metavar="NAME", help="to whom")
    offers.add_argument("--resource", default="", metavar="NAME", help="what it is about")
    offers.add_argument("--act", choices=[act.value for act in Act])
    offers.add_argument("--limit", type=_count, metavar="N", help="at most this many")

    brief = command(
        "brief", "the day's briefing: what was put to whom since the last one", ("markdown", "html", "json")
    )
    brief.add_argument("--since", metavar="WHEN", help="24h, 7d or 2026-11-01 (default: since the last one)")
    brief.add_argument("--by", choices=[by.value for by in By], default=By.PAIR.value, help="how offers are grouped")
    brief.add_argument("--out", type=_folder, metavar="FILE", help="the file to write")
    brief.add_argument("--open", action="store_true", help="write it as HTML and open it in the browser")

    corrections = command("corrections", "what you said about what was found")
    told = corrections.add_subparsers(dest="action", metavar="ACTION", required=True)
    listed = told.add_parser("list", help="show them, the last first", parents=[_places(first=False)])
    listed.add_argument("--format", choices=("text", "json"), default="text")
    export = told.add_parser("export", help="the corrected stories as gold examples", parents=[_places(first=False)])
    export.add_argument("--out", type=_folder, metavar="FILE", help="the file to write (JSON lines)")

    analyze = command("analyze", "find actors, resources and offers in a text", ("text", "json", "markdown"))
    analyze.add_argument("--explain", action="store_true", help="say of each offer why it is told")
    analyze.add_argument("source", type=_named, metavar="FILE|URL|-", help="plain text or HTML; - reads standard input")

    save = command("save", "save annotated stories as Markdown")
    save.add_argument("ids", nargs="*", metavar="ID")
    save.add_argument("--query", metavar="Q", help="save the stories of a search too, such as is:starred")
    save.add_argument("--out", type=_folder, metavar="FOLDER", help="where to (default: save_folder of the settings)")

    backup = command("backup", "write the library, feeds and settings to one file")
    backup.add_argument("file", type=_folder, metavar="FILE", help="the file to make, such as briefing.zip")
    restore = command("restore", "put a backup in place")
    restore.add_argument("file", type=_folder, metavar="FILE", help="a file of `briefing backup`, or a daily copy")
    restore.add_argument("--replace", action="store_true", help="put a library that is there aside")

    download = command("download", "fetch the files that a story comes with: podcasts, papers")
    download.add_argument("id", metavar="ID")
    download.add_argument("--pick", type=_count, metavar="N", help="one of them (default: all)")
    download.add_argument("--out", type=_folder, metavar="FOLDER", help="where to (default: download_folder)")

    _imports(command("import", "move in from another reader"))
    _feeds(command("feeds", "show, add, change, remove, import and export feeds"))
    serving = command("serve", "open the reader in a browser on this machine")
    serving.add_argument(
        "--port", type=_port, default=8017, metavar="N", help="0 takes any that is free (default: 8017)"
    )
    serving.add_argument("--demo", action="store_true", default=argparse.SUPPRESS, help="serve sample stories")

    command("keys", "show the keys of the reader, as the settings have them", ("text", "json"))
    completions = command("completions", "print completions for a shell")
    completions.add_argument("shell", choices=SHELLS)

    command("doctor", "show what is installed, where things lie, and which feeds fail and why", ("text", "json"))
    return parser


def _imports(parser: argparse.ArgumentParser) -> None:
    """What one can move in from."""
    sources = parser.add_subparsers(dest="action", metavar="READER", required=True)
    words = "take over newsboat's feeds and stories, with what was read and flagged"
    newsboat = sources.add_parser("newsboat", help=words, description=words, parents=[_places(first=False)])
    newsboat.add_argument("--urls", type=_folder, metavar="FILE", help="its list of feeds")
    newsboat.add_argument("--cache", type=_folder, metavar="FILE", help="its stories")
    words = "add the feeds of an OPML list, as Feedly, Inoreader, FreshRSS, Miniflux and others write it"
    opml = sources.add_parser("opml", help=words, description=words, parents=[_places(first=False)])
    _listed(opml)


def _listed(parser: argparse.ArgumentParser) -> None:
    """A list of feeds, which somebody else may have written."""
    parser.add_argument("source", type=_named, metavar="FILE|URL|-", help="- reads standard input")
    parser.add_argument("--with-private", action="store_true", help="also feeds at addresses of your own network")


def _feeds(parser: argparse.ArgumentParser) -> None:
    """What can be done with feeds."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)

    def action(name: str, words: str) -> argparse.ArgumentParser:
        return actions.add_parser(name, help=words, description=words, parents=[_places(first=False)])

    shown = action("list", "show the feeds and how they are")
    shown.add_argument("--format", choices=("text", "json"), default="text")

    add = action("add", "add a feed to feeds.yaml and fetch it")
    add.add_argument("url", metavar="URL", help="the address of a feed, or of a page that has one")
    add.add_argument("--anyway", action="store_true", help="add the address as it is, without looking what is there")
    add.add_argument("--pick", type=_count, metavar="N", help="which one, where a page has several feeds")

    change = action("set", "change what feeds.yaml says of a feed; an empty value is the usual")
    change.add_argument("url", metavar="URL", help="its address or its title")
    for parser in (add, change):
        parser.add_argument("--title", help="what it is called")
        parser.add_argument("--group", help="the group it stands in")
        parser.add_argument("--every", metavar="TIME", help="how often it is asked: 30m, 2h, 1d")
        parser.add_argument("--full-text", metavar="WHEN", help="complete stories from pages: auto, always, never")
        parser.add_argument("--max-items", type=_count, metavar="N", help="the most stories taken at once")

    remove = action("remove", "remove a feed; its stories stay")
    remove.add_argument("url", metavar="URL", help="its address or its title")
    remove.add_argument("--purge", action="store_true", help="delete its stories, too; asks first")
    remove.add_argument("--yes", action="store_true", help="do not ask")

    imported = action("import", "add the feeds of an OPML list")
    _listed(imported)

    exported = action("export", "print the feeds as an OPML list")
    exported.add_argument("file", nargs="?", type=str, metavar="FILE", help="write them to a new file instead")
    exported.add_argument("--with-logins", action="store_true", help="leave names and passwords in the addresses")


def _places(first: bool) -> _Parser:
    """The options that say where things are; after a command they leave alone what was said before it."""
    default = None if first else argparse.SUPPRESS
    places = _Parser(add_help=False)
    group = places.add_argument_group("where things are")
    group.add_argument(
        "--feeds", type=str, dest="feeds_file", metavar="FILE", default=default, help="the list of feeds"
    )
    group.add_argument("--data-dir", type=str, metavar="DIR", default=default, help="the folder of the database")
    group.add_argument("--config", type=str, metavar="FILE", default=default, help="the settings")
    return places


def _count(text: str) -> int:
    """A number from 0 on; one that is larger than any library is as good as the largest."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{clean.line(text)!r} is no number from 0 on")
    return min(int(text[:10]), _MOST)


def _port(text: str) -> int:
    if not text.isdecimal() or len(text) > 5 or int(text) > 65_535:
        raise argparse.ArgumentTypeError("must be from 0 to 65535")
    return int(text)


def _named(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("nothing is named; say a file, an address, or - for standard input")
    return text


def _folder(text: str) -> Path:
    try:
        return from_home(text)
    except ConfigError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
