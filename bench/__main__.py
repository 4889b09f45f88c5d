"""Print every ratio: `python -m bench`."""

from __future__ import annotations

from bench import ledger, process, reading, saving, start, store


def main() -> None:
    """Measure part after part."""
    for part in (start, store, ledger, saving, reading, process):
        for ratio in part.measure():
            print(ratio.line(), flush=True)


if __name__ == "__main__":
    main()
