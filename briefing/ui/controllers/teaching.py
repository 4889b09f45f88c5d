"""What the reader says of entries: that one is none, that a sentence never is, that two lines are not one act."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, NamedTuple, Protocol

from briefing.core.journal import Step
from briefing.core.ledger.entries import Entry
from briefing.core.ledger.rulings import RulingKind, subject
from briefing.services.desk import Desk
from briefing.ui.controllers.host import Dialogs, Messages, Tasks
from briefing.ui.glyphs import Glyphs
from briefing.ui.screens.pick import Choice, Picked, PickScreen
from briefing.ui.text import one_line


class TeachingHost(Messages, Tasks, Dialogs, Protocol):
    """What teaching needs of the ledger's screen."""

    desk: Desk
    glyphs: Glyphs


class _Ruling(NamedTuple):
    choice: Choice
    carry_out: Callable[[], Coroutine[Any, Any, Step | None]]
    dismisses: bool = True


class Teaching:
    """Everything that is said here can be undone."""

    def __init__(self, host: TeachingHost, on_change: Callable[[bool, str], None]) -> None:
        """`on_change` is told of each change, whether the entry may be gone, and which one may be there again."""
        self.host = host
        self._on_change = on_change
        self._entries: dict[int, str] = {}
        """The entry that each step was about, for the cursor to find it again."""

    def choose(self, entry_id: str, line: str = "") -> object:
        """Say what is wrong with an entry; `line` is the one that the cursor is on in its history."""
        return self.host.run_in_background(self._choose(entry_id, line), "teach")

    async def _choose(self, entry_id: str, line: str) -> None:
        entry = await self.host.desk.ledger.open(entry_id)
        if entry is None:
            return
        rulings = self._rulings(entry, line)

        def on_answer(answer: Picked | None) -> None:
            if answer is not None:
                self.host.run_in_background(self._carry_out(rulings[answer.number], entry_id), "teach")

        choices = [ruling.choice for ruling in rulings]
        await self.host.open_dialog(
            PickScreen("What is wrong here?", choices, {"enter": "says so"}, self.host.glyphs.cursor), on_answer
        )

    def _rulings(self, entry: Entry, line: str) -> list[_Ruling]:
        ledger, row = self.host.desk.ledger, entry.row
        telling = next((telling for telling in entry.tellings if telling.line == line), None)
        # Where the cursor is on none, the one is meant whose words stand below the list.
        meant = telling or (entry.tellings[-1] if entry.tellings else None)
        source = one_line(meant.source) if meant else ""
        act = meant.act if meant and meant.act else row.act

        def dismissing(kind: RulingKind) -> Callable[[], Coroutine[Any, Any, Step | None]]:
            return lambda: ledger.dismiss(row.id, kind, meant.line if meant else "")

        found = []
        if telling is not None and len(entry.tellings) > 1:
            apart = Choice("this telling is another act", f"takes that of {source} out of the entry")
            found.append(_Ruling(apart, lambda: ledger.take_apart(telling.line), dismisses=False))
        if entry.answers is not None:
            no_answer = Choice("this does not answer that", "the two are no longer linked")
            found.append(_Ruling(no_answer, lambda: ledger.unlink_answer(row.id), dismisses=False))
        if meant is not None and meant.repeated:
            keep = Choice("this sentence is wanted", f"in all stories of {source}, though it has it in many")
            keeping = dismissing(RulingKind.KEEP_SENTENCE)
            found.append(_Ruling(keep, keeping, dismisses=False))
        found += [
            _Ruling(Choice("this is not an act"), dismissing(RulingKind.NOT_AN_ACT)),
            _Ruling(
                Choice("never this sentence again", f"in no story of {source}"), dismissing(RulingKind.NEVER_SENTENCE)
            ),
            _Ruling(Choice(f"never “{act.value}” again", f"from {source}"), dismissing(RulingKind.NEVER_KIND)),
            _Ruling(
                Choice("not my subject", f"nothing more on {one_line(subject(row))}"),
                dismissing(RulingKind.NOT_MY_SUBJECT),
            ),
        ]
        return found

    async def _carry_out(self, ruling: _Ruling, entry_id: str) -> None:
        step = await ruling.carry_out()
        if step is not None:
            self._entries[step.id] = entry_id
        self.tell(step, ruling.dismisses)

    def tell(self, step: Step | None, is_gone: bool = False) -> None:
        """Say what was changed, None: nothing; `is_gone` where an entry may be gone."""
        if step is None:
            self.host.show_message("There is nothing to change here.")
            return
        self.host.show_step(f"{step.label[:1].upper()}{step.label[1:]}; {self.host.key('undo')} undoes it")
        self._on_change(is_gone, "")

    def undo(self) -> None:
        """Take back the last change."""
        self.host.run_in_background(self._undo(), "teach")

    def redo(self) -> None:
        """Make it again."""
        self.host.run_in_background(self._redo(), "teach")

    async def _undo(self) -> None:
        await self._tell("Undone", "undo", await self.host.desk.annotations.undo())

    async def _redo(self) -> None:
        await self._tell("Redone", "redo", await self.host.desk.annotations.redo())

    async def _tell(self, done: str, verb: str, step: Step | None) -> None:
        self.host.show_step(f"There is nothing to {verb}." if step is None else f"{done}: {step.label}")
        if step is not None:
            self._on_change(False, self._entries.get(step.id, "") if verb == "undo" else "")
