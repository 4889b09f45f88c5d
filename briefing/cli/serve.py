"""`briefing serve`: the same reader, in a browser on this machine."""

from __future__ import annotations

import argparse
import shlex
import socket
import sys
from importlib.util import find_spec

from briefing.cli.output import say, tell
from briefing.cli.parser import port
from briefing.cli.session import open_library, places_of, settings_of, with_desk
from briefing.core.errors import BriefingError, ConfigError
from briefing.terminal import end_in_order, log_to
from briefing.web.listener import Listener


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument("--port", type=port, default=8017, metavar="N", help="0 takes any that is free (default: 8017)")
    parser.add_argument("--demo", action="store_true", default=argparse.SUPPRESS, help="serve sample stories")


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    if not args.demo:
        with_desk(args, open_library)  # what is wrong with it, or with the settings, is said here, too
    # What somebody sends that is no request is no news for the screen.
    log_to(places_of(args).log, settings_of(args).log_level)
    return serve(args)


LOOPBACK = "127.0.0.1"
MISSING = (
    "`briefing serve` needs textual-serve, which is not installed;"
    " install Briefing with the extra `serve`: in its clone, pipx install --force '.[serve]'"
)


def serve(args: argparse.Namespace) -> int:
    """Serve until Ctrl+C; the address, which nobody else should have, is printed first."""
    if find_spec("textual_serve") is None:
        raise ConfigError(MISSING)
    from briefing.web.server import ReaderServer

    with _listening(args.port) as listener:
        server = ReaderServer(shlex.join(reader_command(args)), listener.getsockname()[1])
        say(server.address, at_once=True)
        tell("open this address in a browser on this machine; whoever has it can use your reader. Ctrl+C ends it")
        with end_in_order():  # readers end with it, also when the terminal goes away
            server.run(listener)
    return 0


def reader_command(args: argparse.Namespace) -> list[str]:
    """The command of the reader, over the same places."""
    places = {"--feeds": args.feeds_file, "--data-dir": args.data_dir, "--config": args.config}
    given = [word for option, value in places.items() if value for word in (option, value)]
    return [sys.executable, "-m", "briefing", *given, "read", *(["--demo"] if args.demo else [])]


def _listening(port: int) -> Listener:
    listener = Listener()
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
        listener.listen()  # who has the address printed is heard at once
    except OSError as error:
        listener.close()
        raise BriefingError(f"port {port} cannot be used: {error.strerror}; choose another one with --port") from None
    return listener
