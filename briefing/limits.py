"""Ceilings of the operating system on what a process of ours may take; there are none on Windows."""

from __future__ import annotations

from contextlib import suppress


def limit_memory(most: int) -> None:
    """Have this process refused more than so many bytes of addresses: it gets a MemoryError, not the machine."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))
