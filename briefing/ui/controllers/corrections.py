"""The reader's corrections of what was found: one key a kind, then the right value."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from briefing.core.analysis import Act, ActorKind, Line, Part
from briefing.core.correction_words import in_words
from briefing.core.corrections import Corrected, Correction
from briefing.core.formatting import whole_line
from briefing.core.open_story import OpenStory
from briefing.ui.controllers.host import CurrentStory, Dialogs, Messages, StoryPanes, Tasks
from briefing.ui.controllers.target import is_of_target
from briefing.ui.glyphs import Glyphs
from briefing.ui.layers import Layer
from briefing.ui.panes import Pane
from briefing.ui.screens.ask_line import AskLineScreen
from briefing.ui.screens.correct import MenuScreen
from briefing.ui.screens.pick import Choice, PickScreen

OFFER_FAULTS = {
    "p": "wrong proposer",
    "r": "wrong recipient",
    "a": "wrong act",
    "t": "wrong terms",
    "s": "wrong about whether it happened",
    "n": "not an offer",
}
ACTOR_FAULTS = {"o": "the same as another actor", "w": "has another name"}
NOBODY, ANOTHER = "nobody", "another name"


class CorrectionsHost(Messages, Tasks, CurrentStory, Dialogs, StoryPanes, Protocol):
    """What corrections need of the screen."""

    glyphs: Glyphs


class Corrections:
    """A correction holds when the story is analysed again; one of an actor holds in every story."""

    def __init__(self, host: CorrectionsHost, show_changes: Callable[[Sequence[str]], Awaitable[None]]) -> None:
        self.host = host
        self._show_changes = show_changes

    def correct(self) -> object:
        """Correct the offer or actor under the panel's cursor, or name an actor of the story."""
        if not is_of_target(self.host):
            return None
        if self.host.opened is not None and self.host.opened.analysis is not None:
            return self.host.run_in_background(self._correct(self.host.opened), "correct")
        self.host.show_message("Open a story that is analysed, and select in its panel what is wrong.")
        return None

    async def _correct(self, opened: OpenStory) -> None:
        item = self.host.panel.chosen if self.host.pane is Pane.PANEL else None
        offers = opened.analysis.lines if opened.analysis else ()
        if item is not None and item.layer is Layer.OFFERS:
            correction = await self._of_offer(opened, next(offer for offer in offers if offer.id == item.offer))
        elif item is not None and item.layer is Layer.ACTORS:
            correction = await self._of_actor(opened, item.name)
        else:
            correction = await self._new_actor(opened)
        if correction is None:
            return
        await self.host.desk.annotations.correct(correction)
        await self._show_changes([opened.story.id])
        self.host.show_step(f"Corrected: {in_words(correction)}; {self.host.key('undo')} undoes it.")

    async def _of_offer(self, opened: OpenStory, line: Line) -> Correction | None:
        key = await self.host.ask(MenuScreen(whole_line(line, self.host.glyphs.arrow), OFFER_FAULTS))
        story = opened.story.id
        match key:
            case "p" | "r":
                part = Corrected.PROPOSER if key == "p" else Corrected.RECIPIENT
                name = await self._ask_name(f"Who is the {part.value}?", opened)
                return None if name is None else Correction(line.id, part, name, story=story)
            case "a":
                number = await self._pick("What did they do?", [act.value for act in Act])
                return None if number is None else Correction(line.id, Corrected.ACT, list(Act)[number], story=story)
            case "t":
                terms = await self.host.ask(AskLineScreen("What are the terms?", "", line.terms.text))
                return Correction(line.id, Corrected.TERMS, terms, story=story) if terms else None
            case "s":
                return Correction(line.id, Corrected.NEGATED, "no" if line.negated else "yes", story=story)
            case "n":
                return Correction(line.id, Corrected.DROPPED, story=story)
        return None

    async def _ask_name(self, question: str, opened: OpenStory) -> str | None:
        """The name of an actor of the story or another, empty for nobody; None where nothing was chosen."""
        names = [actor.name for actor in opened.analysis.actors] if opened.analysis else []
        number = await self._pick(question, [*names, NOBODY, ANOTHER])
        if number is None:
            return None
        if number <= len(names):
            return [*names, ""][number]
        typed = await self.host.ask(AskLineScreen(question, "a name"))
        return typed or None

    async def _of_actor(self, opened: OpenStory, name: str) -> Correction | None:
        key = await self.host.ask(MenuScreen(name, ACTOR_FAULTS))
        others = [actor.name for actor in opened.analysis.actors if actor.name != name] if opened.analysis else []
        if key == "o":
            number = await self._pick(f"{name} is the same as", others)
            other = None if number is None else others[number]
        elif key == "w":
            other = await self.host.ask(AskLineScreen(f"{name} is called", "a name", name))
        else:
            return None
        return Correction("", Corrected.SAME, other, name, story=opened.story.id) if other and other != name else None

    async def _new_actor(self, opened: OpenStory) -> Correction | None:
        """An actor that was not found, by the words that are selected, or typed."""
        span = self.host.story.selected_span
        words = opened.story.body.text[span.start : span.end].strip() if span and span.part is Part.TEXT else ""
        name = await self.host.ask(AskLineScreen("Add this actor:", "as the story writes it", words))
        if not name:
            return None
        number = await self._pick(f"What is {name}?", [kind.value for kind in ActorKind])
        if number is None:
            return None
        return Correction("", Corrected.ACTOR, list(ActorKind)[number], name, story=opened.story.id)

    async def _pick(self, question: str, names: Sequence[str]) -> int | None:
        choices = [Choice(name) for name in names]
        verbs, cursor = {"enter": "chooses it"}, self.host.glyphs.cursor
        picked = await self.host.ask(PickScreen(question, choices, verbs, cursor, are_names=True))
        return None if picked is None or not names else picked.number
