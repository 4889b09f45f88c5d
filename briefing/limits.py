"""Ceilings of the operating system on what a process of ours may take; there are none on Windows."""

from __future__ import annotations

import os
import signal
from contextlib import suppress

SPENT = getattr(signal, "SIGPROF", 0)
"""The signal that ends a process which used up its processor time."""
_NICENESS = 5


def give_way() -> None:
    """Let others go first where all want the processor, above all the reader, who waits for what a key does."""
    with suppress(AttributeError, OSError):
        os.nice(_NICENESS)


def limit_memory(most: int) -> None:
    """Have this process refused more than so many bytes of addresses: it gets a MemoryError, not the machine."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def limit_processor(seconds: float) -> None:
    """End this process by SPENT once it has computed so long from now on, whatever library it is in; 0: it may go on.

    Waiting, and what others do on the machine, does not count.
    """
    if SPENT:
        signal.setitimer(signal.ITIMER_PROF, seconds)
