"""A story's text as it is shown: the same text with link numbers set in, and the way from one to the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from briefing.core.story import Body
from briefing.ui.text import same_length


@dataclass(frozen=True, slots=True)
class ShownText:
    """`text` with something set in at each of `places` (ascending); `grown[i]` characters more after place i.

    `numbers` are the stretches of `text` that are link numbers, `words` those that are the words of a link, and
    `addresses` what the numbers stand for, from 1.
    """

    text: str
    places: tuple[int, ...] = ()
    grown: tuple[int, ...] = ()
    numbers: tuple[tuple[int, int], ...] = ()
    words: tuple[tuple[int, int], ...] = ()
    addresses: tuple[str, ...] = ()

    def start(self, offset: int) -> int:
        """Where a stretch that starts at this offset of the story's text starts here."""
        return offset + self._grown(bisect_right(self.places, offset))

    def end(self, offset: int) -> int:
        """Where a stretch that ends there ends here: before a number that is set in at that place."""
        return offset + self._grown(bisect_left(self.places, offset))

    def _grown(self, count: int) -> int:
        return self.grown[count - 1] if count else 0


def shown_text(body: Body) -> ShownText:
    """The text of a body with `[1]` behind the words of each link; one address has one number."""
    text = same_length(body.text)
    links = sorted((link for link in body.links if 0 <= link.start < link.end <= len(text)), key=lambda at: at.end)
    if not links:
        return ShownText(text)
    known: dict[str, int] = {}
    parts: list[str] = []
    places: list[int] = []
    grown: list[int] = []
    numbers: list[tuple[int, int]] = []
    copied = more = 0
    for link in links:
        number = f"[{known.setdefault(link.address, len(known) + 1)}]"
        parts += (text[copied : link.end], number)
        numbers.append((link.end + more, link.end + more + len(number)))
        copied = link.end
        more += len(number)
        places.append(link.end)
        grown.append(more)
    parts.append(text[copied:])
    shown = ShownText("".join(parts), tuple(places), tuple(grown), tuple(numbers), (), tuple(known))
    words = tuple(sorted((shown.start(link.start), shown.end(link.end)) for link in links))
    return ShownText(shown.text, shown.places, shown.grown, shown.numbers, words, shown.addresses)
