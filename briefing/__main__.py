"""The command line: its words become a command, and what goes wrong one sentence and an exit code."""

from __future__ import annotations

import gc
import os
import signal
import sys

from briefing.cli import output
from briefing.cli.commands import parse
from briefing.cli.exit_codes import IN_PART, exit_code
from briefing.core.errors import BriefingError
from briefing.files import forget_false_home

_OBJECTS = 50_000
"""So many new objects Python waits for before it searches them for garbage. Loading a program makes many that stay, and
with the usual 700 a tenth of the start goes into looking at them again and again."""


def main(argv: list[str] | None = None) -> int:
    """Run a command line; its exit code. What goes wrong is one sentence on standard error."""
    gc.set_threshold(_OBJECTS)
    output.prepare()
    forget_false_home(os.environ)
    try:
        args = parse(argv)
        code: int = args.run(args)
        output.flush()  # here, where a reader that has gone can still be handled
        return code
    except BriefingError as error:
        output.tell(f"briefing: {error}")
        return exit_code(error)
    except (MemoryError, RuntimeError) as error:
        if isinstance(error, RuntimeError) and "start new thread" not in str(error):
            raise
        output.tell("briefing: this machine has too little memory left for it, or allows no more processes")
        return IN_PART
    except KeyboardInterrupt:
        output.tell_stopped()
        return 128 + signal.SIGINT
    except BrokenPipeError:
        return 128 + signal.SIGPIPE
    except OSError as error:  # whether a file is there cannot even be asked, below a folder that nobody may enter
        if not isinstance(error.filename, str):
            raise
        output.tell(f"briefing: {error.filename}: {error.strerror}")
        return IN_PART


if __name__ == "__main__":
    sys.exit(main())
