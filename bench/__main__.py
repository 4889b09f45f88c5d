"""Print every ratio: `python -m bench [PART…] [--out FOLDER]`, and keep them in FOLDER as JSON and as a picture."""

from __future__ import annotations

import argparse
from pathlib import Path

from bench import fetching, first_title, growth, ledger, process, reading, saving, start, store
from bench.clock import Ratio
from bench.figures import write_figures

PARTS = {
    "start": start,
    "first title": first_title,
    "fetching": fetching,
    "growth": growth,
    "store": store,
    "ledger": ledger,
    "saving": saving,
    "reading": reading,
    "process": process,
}


def main() -> None:
    """Measure part after part."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure, as ratios of one run.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all if none is named")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="keep what is measured here, as JSON and SVG")
    args = parser.parse_args()
    if unknown := [part for part in args.parts if part not in PARTS]:
        parser.error(f"there is no part {unknown[0]}; there are {', '.join(PARTS)}")
    found: dict[str, list[Ratio]] = {}
    for name in args.parts or PARTS:
        for ratio in PARTS[name].measure():
            print(ratio.line(), flush=True)
            found.setdefault(name, []).append(ratio)
    if args.out is not None:
        write_figures(found, args.out)


if __name__ == "__main__":
    main()
