"""A story's text as it is shown: link numbers and the spaces of tables set in, and the way from one to the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from briefing.core.story import BlockKind, Body
from briefing.ui.table_alignment import padding
from briefing.ui.text import same_length


@dataclass(frozen=True, slots=True)
class ShownText:
    """`text` with something set in at each of `places` (ascending); `grown[i]` characters more after place i.

    `numbers` are the stretches of `text` that are link numbers, `words` those that are the words of a link,
    `struck` those that the author struck out, and `addresses` what the numbers stand for, from 1.
    """

    text: str
    places: tuple[int, ...] = ()
    grown: tuple[int, ...] = ()
    numbers: tuple[tuple[int, int], ...] = ()
    words: tuple[tuple[int, int], ...] = ()
    struck: tuple[tuple[int, int], ...] = ()
    addresses: tuple[str, ...] = ()

    def start(self, offset: int) -> int:
        """Where a stretch that starts at this offset of the story's text starts here."""
        return offset + self._growth_of(bisect_right(self.places, offset))

    def end(self, offset: int) -> int:
        """Where a stretch that ends there ends here: before a number that is set in at that place."""
        return offset + self._growth_of(bisect_left(self.places, offset))

    def address(self, number: str) -> str:
        """What a link number of the text, as `[2]`, stands for."""
        return self.addresses[int(number.strip("[]").rpartition("[")[2]) - 1]

    def back(self, offset: int) -> int:
        """The offset of the story's text that is shown at an offset here; what was set in belongs to what is before."""
        for number in reversed(range(len(self.places))):
            place, before = self.places[number], self._growth_of(number)
            if offset >= place + self.grown[number]:
                return offset - self.grown[number]
            if offset > place + before:
                return place
        return offset

    def _growth_of(self, count: int) -> int:
        return self.grown[count - 1] if count else 0


def shown_text(body: Body) -> ShownText:
    """The text of a body with `[1]` behind the words of each link, and straight tables; one address has one number."""
    text = same_length(body.text)
    links = [link for link in body.links if 0 <= link.start < link.end <= len(text)]
    known: dict[str, int] = {}
    link_numbers: dict[int, str] = {}
    for link in sorted(links, key=lambda link: link.end):
        link_numbers[link.end] = link_numbers.get(link.end, "") + f"[{known.setdefault(link.address, len(known) + 1)}]"
    spaces = [
        place
        for block in body.blocks
        if block.kind is BlockKind.TABLE
        for place in padding(text, block.start, block.end, link_numbers)
    ]
    struck = sorted(stretch for block in body.blocks for stretch in block.struck)
    if not link_numbers and not spaces:
        return ShownText(text, struck=tuple(struck))
    # Where both belong to one place, the number comes first: it is part of the cell.
    shown = _set_in(
        text, sorted([*link_numbers.items(), *spaces], key=lambda place: place[0]), set(link_numbers.values())
    )
    words = tuple(sorted((shown.start(link.start), shown.end(link.end)) for link in links))
    gone = tuple((shown.start(start), shown.end(end)) for start, end in struck)
    return replace(shown, words=words, struck=gone, addresses=tuple(known))


def _set_in(text: str, added: list[tuple[int, str]], numbers: set[str]) -> ShownText:
    parts: list[str] = []
    grown: list[int] = []
    stretches: list[tuple[int, int]] = []
    copied = more = 0
    for place, words in added:
        parts += (text[copied:place], words)
        if words in numbers:
            stretches.append((place + more, place + more + len(words)))
        copied = place
        more += len(words)
        grown.append(more)
    parts.append(text[copied:])
    return ShownText("".join(parts), tuple(place for place, _ in added), tuple(grown), tuple(stretches))
