"""`python -m briefing.analysis [--model NAME]`: the analysis process. It ends with its standard input."""

from __future__ import annotations

import argparse
import sys

from briefing.analysis.pipeline import DEFAULT_MODEL, load
from briefing.analysis.process import own_output, refuse, serve


def main() -> int:
    """Loads the model and serves; where it cannot be loaded, says so to every request and ends with 1."""
    parser = argparse.ArgumentParser(prog="briefing.analysis", description=__doc__)
    parser.add_argument("--model", default=DEFAULT_MODEL, help="an installed spaCy pipeline (default: %(default)s)")
    model = parser.parse_args().model
    replies = own_output()
    try:
        nlp = load(model)
    except (OSError, ValueError, ImportError) as error:
        print(f"the spaCy pipeline {model!r} cannot be loaded: {error}", file=sys.stderr)  # noqa: T201 - the log
        refuse(
            sys.stdin.buffer,
            replies,
            f"the spaCy pipeline {model!r} cannot be loaded; install it, or name another as `model` in the settings",
        )
        return 1
    serve(nlp, sys.stdin.buffer, replies)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (KeyboardInterrupt, BrokenPipeError):
        sys.exit(1)
