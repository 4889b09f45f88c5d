"""Print every ratio: `python -m bench [PART…] [--out FOLDER]`, and keep them in FOLDER as JSON and as a picture.

With `--small` each part is measured once, on little: only to see that it runs.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from bench import fetching, first_title, growth, keys, ledger, process, reading, resting, saving, start, store
from bench.clock import Ratio
from bench.figures import write_figures

Measure = Callable[[], Iterator[Ratio]]
PARTS: Mapping[str, Measure] = {
    "start": start.measure,
    "first title": first_title.measure,
    "keys": keys.measure,
    "resting": resting.measure,
    "fetching": fetching.measure,
    "growth": growth.measure,
    "store": store.measure,
    "ledger": ledger.measure,
    "saving": saving.measure,
    "reading": reading.measure,
    "process": process.measure,
}
SMALL: Mapping[str, Measure] = {
    "start": start.measure,
    "first title": partial(first_title.measure, runs=1, sizes=(100,)),
    "keys": partial(keys.measure, stories=200, feeds=3, kinds=[replace(kind, number=6) for kind in keys.KINDS]),
    "resting": partial(resting.measure, stories=200, seconds=2.0, settle=2.0),
    "fetching": partial(fetching.measure, feeds=5, runs=1),
    "growth": partial(growth.measure, sizes=(100, 200)),
    "store": partial(store.measure, few=100, many=1_000),
    "ledger": partial(ledger.measure, stories=100),
    "saving": partial(saving.measure, count=20),
    "reading": partial(reading.measure, runs=1),
    "process": partial(process.measure, stories=100),
}


def main() -> None:
    """Measure part after part."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure, as ratios of one run.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all if none is named")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="keep what is measured here, as JSON and SVG")
    parser.add_argument("--small", action="store_true", help="measure little, only to see that it runs")
    args = parser.parse_args()
    if unknown := [part for part in args.parts if part not in PARTS]:
        parser.error(f"there is no part {unknown[0]}; there are {', '.join(PARTS)}")
    found: dict[str, list[Ratio]] = {}
    for name in args.parts or PARTS:
        for ratio in (SMALL if args.small else PARTS)[name]():
            print(ratio.line(), flush=True)
            found.setdefault(name, []).append(ratio)
    if args.out is not None:
        write_figures(found, args.out)


if __name__ == "__main__":
    main()
