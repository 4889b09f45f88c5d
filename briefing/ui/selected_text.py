"""What was selected of a page with the mouse, as a text: wrapped lines of one paragraph are one line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from briefing.core.analysis import Part, Span
from briefing.ui.page import Page


@dataclass(frozen=True, slots=True)
class Selected:
    """What is selected of one line: its sign or words, and `[start, end)` of a part of the story, if it is of one."""

    words: str = ""
    part: Part | None = None
    start: int = 0
    end: int = 0


def selected_lines(page: Page, cells_of: Callable[[int], tuple[int, int] | None], margin: int) -> Iterator[Selected]:
    """What is selected of each line of a page that is drawn behind a margin.

    `cells_of` gives the first and the last selected cell of a line by its number, -1 for its end; None where none is.
    """
    for number, line in enumerate(page.lines):
        cells = cells_of(number)
        if cells is None:
            continue
        first, last = cells
        if line.part is None:
            to_end = last < 0 or last - margin >= len(line.words)
            words = line.uncut or line.words
            yield Selected(words[max(0, first - margin) : None if to_end else max(0, last - margin)])
            continue
        prefix = line.prefix if first <= margin and line.prefix.strip() else ""
        length, skipped = line.end - line.start, margin + len(line.prefix)
        start = max(0, first - skipped)
        end = length if last < 0 else max(start, min(last - skipped, length))
        yield Selected(prefix, line.part, line.start + start, line.start + end)


def selected_text(lines: Iterable[Selected], page: Page) -> str:
    """The selected words of lines that follow one another; a line ends where the story's text does."""
    found: list[str] = []
    before: Selected | None = None
    for line in lines:
        words = line.words
        if line.part is not None:
            own = _own_words(page, line)
            if before is not None and before.part is line.part and before.start <= line.start:
                between = page.text(line.part)[before.end : line.start]
                if "\n" not in between:
                    found[-1] += between + own
                    before = line
                    continue
            words += own
        found.append(words)
        before = line
    return "\n".join(one.rstrip() for one in found).strip("\n")


def selected_span(lines: Iterable[Selected], page: Page) -> Span | None:
    """From the first to the last selected character of the story's text; None where none of it is selected."""
    found = [(line.start, line.end) for line in lines if line.part is Part.TEXT and line.start < line.end]
    return Span(page.shown.back(found[0][0]), page.shown.back(found[-1][1])) if found else None


def _own_words(page: Page, line: Selected) -> str:
    """The story's words of a line: without the numbers of links, which only the screen has."""
    if line.part is not Part.TEXT:
        return page.title[line.start : line.end]
    found, at = "", line.start
    for first, last in page.shown.numbers:
        if first < line.end and last > line.start:
            found += page.shown.text[at : max(at, first)]
            at = min(last, line.end)
    return found + page.shown.text[at : line.end]
