"""A list to pick from, with a letter before each line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static

from briefing.ui.screens.dialog import Dialog
from briefing.ui.text import Piece, content, one_line
from briefing.ui.widgets.paragraphs import keys_line, title_line

LETTERS = "asdfghlwertuipcvbnm"  # not those that move, close, or say what to do: j k q o y
MOVING = frozenset("jkq ")
"""What moves the cursor or closes the list, and so begins no name."""
MOST = 300


class Choice(NamedTuple):
    """A line: what it is, and more about it."""

    words: str
    more: str = ""


class Picked(NamedTuple):
    """The number of the line, from 0, and what is to be done with it: a name of the screen's verbs."""

    number: int
    verb: str


class PickScreen(Dialog[Picked]):
    """Letters, or the number of a line, go to a line; the keys of the verbs answer.

    Where there is one verb only, the letter of a line answers at once. Lines that are names have no letters: who is
    asked for a name may begin to type it, which goes to the line, and answers nothing.
    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        ("j,down", "move(1)", "down"),
        ("k,up", "move(-1)", "up"),
        ("space,pagedown", "move(10)", "page down"),
        ("pageup", "move(-10)", "page up"),
    ]

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        verbs: Mapping[str, str],
        sign: str = "▌",
        are_names: bool = False,
    ) -> None:
        """`verbs` pairs keys with what they do, in words, or in none where those of another key say it.

        `sign` stands before the chosen line; `are_names` says that the lines are names that may be typed.
        """
        super().__init__()
        self.title_words = title
        self.choices = tuple(choices[:MOST])
        self.verbs = dict(verbs)
        self.are_names = are_names
        letters = "".join(letter for letter in LETTERS if letter not in self.verbs)
        count = len(self.choices)
        self.labels = tuple(map(str, range(1, count + 1))) if are_names else labels(count, letters)
        self.sign = sign
        self.cursor = 0
        self._typed = ""

    def compose(self) -> ComposeResult:
        """A title, the lines, and the keys."""
        keys = (f"{key.title() if len(key) > 1 else key} {words}" for key, words in self.verbs.items() if words)
        with Vertical(classes="box fitting"):
            yield title_line(self.title_words)
            with VerticalScroll(can_focus=False):
                yield Static(self._lines(), id="choices", classes="line")
            typed = ("a name or its number goes to it",) if self.are_names else ()
            yield keys_line(*keys, *typed, "Esc closes")

    def on_key(self, event: events.Key) -> None:
        """A verb, or a part of the letters, number or name of a line."""
        if event.key in self.verbs:
            event.stop()
            self._answer(event.key)
        elif event.character and self._can_be_typed(event.character) and self._type(event.character.casefold()):
            event.stop()

    def _can_be_typed(self, character: str) -> bool:
        if self.are_names:
            return bool(self._typed) or character not in MOVING
        return character in LETTERS or character.isdigit()

    def _type(self, character: str) -> bool:
        """Go to the line whose name goes on or begins so; False where there is none."""
        # What cannot be the beginning of a name begins anew.
        for typed in (self._typed + character, character):
            found = [(number, name) for number, name in self._numbers_and_names() if name.startswith(typed)]
            if found:
                break
        else:
            self._typed = ""
            return False
        self._typed = typed
        whole = [number for number, name in found if name == typed]
        if whole:
            self._choose(whole[0])
            if len(whole) == len(found) and len(self.verbs) == 1 and not self.are_names:
                self._answer(next(iter(self.verbs)))
        elif self.are_names:
            self._choose(found[0][0])
        return True

    def _numbers_and_names(self) -> Iterator[tuple[int, str]]:
        for number, (choice, label) in enumerate(zip(self.choices, self.labels, strict=True)):
            yield number, label
            yield number, choice.words.casefold() if self.are_names else str(number + 1)

    def _answer(self, key: str) -> None:
        if self.choices:
            self.dismiss(Picked(self.cursor, key))
        else:
            self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """A click chooses a line, a click on the chosen one answers."""
        lines = self.query_one("#choices", Static)
        if event.widget is not lines or not 0 <= event.y < len(self.choices):
            return
        if event.y == self.cursor:
            self._answer(next(iter(self.verbs)))
        else:
            self._choose(event.y)

    def action_move(self, steps: int) -> None:
        """Move the cursor."""
        self._typed = ""
        self._choose(self.cursor + steps)

    def _choose(self, number: int) -> None:
        self.cursor = max(0, min(number, len(self.choices) - 1))
        self.query_one("#choices", Static).update(self._lines())
        self.query_one(VerticalScroll).scroll_to_region(Region(0, self.cursor, 1, 1), animate=False)

    def _lines(self) -> Content:
        return content(self._pieces())

    def _pieces(self) -> Iterator[Piece]:
        for number, (choice, label) in enumerate(zip(self.choices, self.labels, strict=True)):
            chosen = number == self.cursor
            yield Piece(f"{chr(10) if number else ''}{self.sign if chosen else ' '} ", "$primary")
            yield Piece(f"{label}  ", "bold $accent")
            yield Piece(one_line(choice.words), "bold" if chosen else "")
            yield Piece(f"  {one_line(choice.more)}" if choice.more else "", "$muted")


def labels(count: int, letters: str = LETTERS) -> tuple[str, ...]:
    """So many names of one letter each, or of two where letters do not suffice."""
    if count <= len(letters):
        return tuple(letters[:count])
    return tuple("".join(pair) for pair in product(letters, repeat=2))[:count]
