"""Articles out of pages: how much of the wanted text is found, and how much else comes with it.

`python -m bench.pages FOLDER…` reads each page `NAME.html` of a folder. What is wanted stands beside it: in `NAME.txt`
the whole text, or in `NAME.json` passages, as `{"with": [...], "without": [...]}`. `NAME.url` may hold the address.
`--with libraries` measures the two libraries alone before it.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from briefing.core.errors import FetchError
from briefing.fetch.article import extract
from briefing.fetch.charset import decode

ADDRESS = "https://paper.example/2024/story.html"
_ALONE = r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"  # scripts without spaces
_TOKEN = re.compile(rf"{_ALONE}|(?:(?!{_ALONE})\w)+")
_SHOWN = re.compile(r"\[(?:image|video|audio|embedded)\b[^\]]*\]|[\u00ad\u200b]")
_SPACES = re.compile(r"\s+")

Reader = Callable[[bytes, str], str]


@dataclass(frozen=True, slots=True)
class Score:
    """How one page was read; all from 0 to 1. `seconds` are the processor's."""

    name: str
    precision: float
    recall: float
    f1: float
    seconds: float


def briefing(page: bytes, address: str) -> str:
    """The text that Briefing takes for the article."""
    try:
        return extract(page, "text/html", address, whole=True).body.text
    except FetchError:
        return ""


def trafilatura(page: bytes, _: str) -> str:
    """The text that trafilatura takes for it when it is asked for nothing else."""
    from trafilatura import extract

    return extract(page) or ""


def readability(page: bytes, _: str) -> str:
    """The text that readability takes for it, blocks parted by white space."""
    from lxml.html import fromstring
    from readability import Document

    try:
        root = fromstring(Document(decode(page, "text/html")).summary(html_partial=True))
    except Exception:
        return ""
    return " ".join(root.itertext())


READERS: dict[str, Reader] = {"trafilatura": trafilatura, "readability": readability, "briefing": briefing}
"""In the order in which they are asked: Briefing makes the libraries faster when it first uses them."""


def tokens(text: str) -> Counter[str]:
    """The words of a text with their numbers, without what stands for pictures and players."""
    return Counter(_TOKEN.findall(_SHOWN.sub(lambda shown: " " * (shown[0][0] == "["), text).lower()))


def whole_text(found: str, wanted: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of the words of a text."""
    got, gold = tokens(found), tokens(wanted)
    common = (got & gold).total()
    return _rates(common, got.total(), gold.total())


def passages(found: str, wanted: Iterable[str], unwanted: Iterable[str]) -> tuple[int, int, int]:
    """How many wanted passages are found, how many unwanted ones, and how many wanted ones are missing."""
    text = _SPACES.sub("", found)
    hits = [_SPACES.sub("", passage) in text for passage in wanted]
    return sum(hits), sum(_SPACES.sub("", passage) in text for passage in unwanted), hits.count(False)


def measure(folder: Path, reader: Reader) -> tuple[list[Score], float]:
    """The score of each page of a folder, and the F1 over all passages together; each part may be empty or 0."""
    scores = []
    hits = wrong = missed = 0
    for page in sorted(folder.glob("*.html")):
        beside = page.with_suffix(".url")
        address = beside.read_text().strip() if beside.exists() else ADDRESS
        began = time.process_time()
        found = reader(page.read_bytes(), address)
        seconds = time.process_time() - began
        whole, parts = page.with_suffix(".txt"), page.with_suffix(".json")
        if whole.exists():
            rates = whole_text(found, whole.read_text())
        else:
            told = json.loads(parts.read_text())
            hit, bad, miss = passages(found, told["with"], told["without"])
            hits, wrong, missed = hits + hit, wrong + bad, missed + miss
            rates = _rates(hit, hit + bad, hit + miss)
        scores.append(Score(page.stem, *rates, seconds))
    return scores, _rates(hits, hits + wrong, hits + missed)[2] if hits + missed else 0.0


def _rates(common: int, found: int, wanted: int) -> tuple[float, float, float]:
    precision = common / found if found else float(not wanted)
    recall = common / wanted if wanted else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def main() -> None:
    """Print a line a folder and reader; `--each` prints the pages, too."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", nargs="+", type=Path)
    options.add_argument("--with", dest="beside", choices=["libraries"], help="measure these, too")
    options.add_argument("--each", action="store_true", help="print the score of each page")
    args = options.parse_args()
    for name, reader in READERS.items() if args.beside else [("briefing", briefing)]:
        for folder in args.folders:
            scores, together = measure(folder, reader)
            count = max(1, len(scores))
            f1, precision, recall, seconds = (
                sum(getattr(score, value) for score in scores) / count
                for value in ("f1", "precision", "recall", "seconds")
            )
            low = sum(score.recall < 0.5 for score in scores)
            passed = f", passages {together:.3f}" if together else ""
            print(
                f"{name:12} {folder.name:14} {len(scores):4} pages: F1 {f1:.3f} (P {precision:.3f}, R {recall:.3f}), "
                f"recall under 0.5: {low}{passed}, {seconds:.3f} s a page",
                flush=True,
            )
            for score in scores if args.each else ():
                print(f"  {score.f1:.3f} {score.precision:.3f} {score.recall:.3f} {score.seconds:.2f} {score.name}")


if __name__ == "__main__":
    main()
