"""`python -m briefing.analysis [--model NAME]`: the analysis process. It ends with its standard input."""

from __future__ import annotations

import argparse
import signal
import sys

from briefing.analysis.pipeline import load
from briefing.analysis.process import Server, refuse
from briefing.analysis.requests import Requests
from briefing.core.default_model import DEFAULT_MODEL
from briefing.limits import give_way, limit_memory
from briefing.wire import own_output

MOST_MEMORY = 4 << 30
"""Many times what any real story takes; one that wants more costs itself its lines."""


def main() -> None:
    """Loads the model and serves; where it cannot be loaded, says so to every request and ends with 1."""
    parser = argparse.ArgumentParser(prog="briefing.analysis", description=__doc__)
    parser.add_argument("--model", default=DEFAULT_MODEL, help="an installed spaCy pipeline (default: %(default)s)")
    model = parser.parse_args().model
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for who started this process, and it ends with them
    limit_memory(MOST_MEMORY)
    give_way()
    replies = own_output()
    requests = Requests(sys.stdin.buffer)
    try:
        nlp = load(model)
    except (OSError, ValueError, ImportError) as error:
        print(f"the spaCy pipeline {model!r} cannot be loaded: {error}", file=sys.stderr)  # noqa: T201 - the log
        sys.stderr.flush()
        requests.exit_code = 1
        refuse(
            requests,
            replies,
            f"the spaCy pipeline {model!r} cannot be loaded; install it, or name another as `model` in the settings",
        )
    Server(nlp, requests, replies).serve()


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:
        sys.exit(1)
