"""The reader's word on what was found: one key a kind, and what it should have been."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.core.analysis import Act, ActorKind, Offer, Part
from briefing.core.correction_words import in_words
from briefing.core.lines import offer_line
from briefing.core.view import Corrected, Correction
from briefing.desk import OpenStory
from briefing.ui.marks import Layer
from briefing.ui.panes import Pane
from briefing.ui.screens.ask_line import AskLineScreen
from briefing.ui.screens.correct import MenuScreen
from briefing.ui.screens.keeping import KeepingScreen
from briefing.ui.screens.pick import Choice, PickScreen

OF_AN_OFFER = {
    "p": "wrong proposer",
    "r": "wrong recipient",
    "a": "wrong act",
    "t": "wrong terms",
    "s": "wrong sign",
    "n": "not an offer",
}
OF_AN_ACTOR = {"o": "the same as another actor", "w": "goes by another name"}
NOBODY, ANOTHER = "nobody", "another name"


class CorrectingScreen(KeepingScreen):
    """What is said here holds when the story is analysed again, and what is said of actors in every story."""

    def action_correct(self) -> None:
        """Correct the offer or actor under the panel's cursor, or name an actor of the story."""
        if self.opened is None or self.opened.analysis is None:
            self.tell("Open a story that is analysed, and choose what is wrong in its panel.")
        else:
            self.begin(self._correct(self.opened), "correct")

    async def _correct(self, opened: OpenStory) -> None:
        item = self.panel.chosen if self.pane is Pane.PANEL else None
        offers = opened.analysis.lines if opened.analysis else ()
        if item is not None and item.layer is Layer.OFFERS:
            said = await self._of_offer(opened, next(offer for offer in offers if offer.id == item.offer))
        elif item is not None and item.layer is Layer.ACTORS:
            said = await self._of_actor(opened, item.name)
        else:
            said = await self._new_actor(opened)
        if said is None:
            return
        await self.desk.correct(said)
        await self._show_kept(opened.story.id)
        self.tell(f"Corrected: {in_words(said)}; {self.key('undo')} undoes it.")

    async def _of_offer(self, opened: OpenStory, offer: Offer) -> Correction | None:
        key = await self.app.push_screen_wait(MenuScreen(offer_line(offer, self.signs.arrow), OF_AN_OFFER))
        story = opened.story.id
        match key:
            case "p" | "r":
                part = Corrected.PROPOSER if key == "p" else Corrected.RECIPIENT
                name = await self._named(f"Who is the {part.value}?", opened)
                return None if name is None else Correction(offer.id, part, name, story=story)
            case "a":
                number = await self._pick("What did they do?", [act.value for act in Act])
                return None if number is None else Correction(offer.id, Corrected.ACT, list(Act)[number], story=story)
            case "t":
                terms = await self.app.push_screen_wait(AskLineScreen("What was put?", "", offer.terms.text))
                return Correction(offer.id, Corrected.TERMS, terms, story=story) if terms else None
            case "s":
                return Correction(offer.id, Corrected.NEGATED, "no" if offer.negated else "yes", story=story)
            case "n":
                return Correction(offer.id, Corrected.DROPPED, story=story)
        return None

    async def _named(self, question: str, opened: OpenStory) -> str | None:
        """The name of an actor of the story or another, empty for nobody; None where nothing was chosen."""
        names = [actor.name for actor in opened.analysis.actors] if opened.analysis else []
        number = await self._pick(question, [*names, NOBODY, ANOTHER])
        if number is None:
            return None
        if number <= len(names):
            return [*names, ""][number]
        typed = await self.app.push_screen_wait(AskLineScreen(question, "a name"))
        return typed or None

    async def _of_actor(self, opened: OpenStory, name: str) -> Correction | None:
        key = await self.app.push_screen_wait(MenuScreen(name, OF_AN_ACTOR))
        others = [actor.name for actor in opened.analysis.actors if actor.name != name] if opened.analysis else []
        if key == "o":
            number = await self._pick(f"{name} is the same as", others)
            other = None if number is None else others[number]
        elif key == "w":
            other = await self.app.push_screen_wait(AskLineScreen(f"{name} is called", "a name", name))
        else:
            return None
        return Correction("", Corrected.SAME, other, name, story=opened.story.id) if other and other != name else None

    async def _new_actor(self, opened: OpenStory) -> Correction | None:
        """An actor that was not found, by the words that are selected, or typed."""
        span = self.story.selected
        words = opened.story.body.text[span.start : span.end].strip() if span and span.part is Part.TEXT else ""
        name = await self.app.push_screen_wait(AskLineScreen("This is an actor:", "as the story writes it", words))
        if not name:
            return None
        number = await self._pick(f"What is {name}?", [kind.value for kind in ActorKind])
        if number is None:
            return None
        return Correction("", Corrected.ACTOR, list(ActorKind)[number], name, story=opened.story.id)

    async def _pick(self, question: str, names: Sequence[str]) -> int | None:
        choices = [Choice(name) for name in names]
        picked = await self.app.push_screen_wait(
            PickScreen(question, choices, {"enter": "takes it"}, self.signs.cursor)
        )
        return None if picked is None or not names else picked.number
