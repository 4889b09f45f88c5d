"""The reader as lines: for screen readers and Braille, for terminals that can only print, and for scripts.

No boxes, no colours, nothing drawn twice: a command is read, its answer printed, and the cursor is where the text is.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from briefing.cli.feeds import chosen_groups, group_lines
from briefing.cli.output import Progress, arrow, flush, say, tell
from briefing.cli.plain_ledger import PlainLedger, number_of
from briefing.cli.sync import sync_accounts
from briefing.core import plaintext
from briefing.core.errors import AnalysisError, BriefingError
from briefing.core.events import AnalysisOff, FeedDone, RefreshFinished
from briefing.core.feed import FeedState
from briefing.core.formatting import age, counted
from briefing.core.headline import Headline
from briefing.core.journal import Field
from briefing.core.ledger.sheet import Target
from briefing.core.open_story import OpenStory
from briefing.core.pictures import pictures_of
from briefing.core.query import Query, parsing
from briefing.services.clock import now
from briefing.services.desk import Desk
from briefing.services.notices import Told
from briefing.services.other_steps import OtherStep, OtherSteps

PROMPT = "briefing> "
LISTED = 10


@dataclass(frozen=True, slots=True)
class Verb:
    """A command of a line: what it takes, in words, and what it does."""

    takes: str
    does: str
    run: Callable[[PlainReader, str], Awaitable[None]]


class PlainReader:
    """Reads commands from standard input, a line each, and prints what they ask for."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.stories: tuple[str, ...] = ()
        self.place = 0
        self.opened: OpenStory | None = None
        self.waiting: list[str] = []
        self.talks = sys.stdin.isatty()
        self.ledger = PlainLedger(desk)
        self.notes = OtherSteps()

    def run(self) -> int:
        """Until `quit`, or until nothing more comes in."""
        with asyncio.Runner() as runner:
            try:
                runner.run(self._run(self._greet()))
                for line in self._lines():
                    if line in ("quit", "q", "exit"):
                        break
                    try:
                        runner.run(self._run(self._answer(line)))
                    except KeyboardInterrupt:
                        say("Stopped.")
            finally:
                with suppress(BriefingError, KeyboardInterrupt):
                    runner.run(self.desk.maintenance.run_daily())
                for sentence in self.desk.maintenance.take_warnings():
                    tell(sentence)
                runner.run(self.desk.close())
        return 0

    def _lines(self) -> Iterator[str]:
        while True:
            flush()
            try:
                # The prompt is for a person; a script's output is the answers alone.
                yield (input(PROMPT) if self.talks else input()).strip()
            except EOFError:
                return

    async def _run(self, work: Awaitable[None]) -> None:
        try:
            await work
        except BriefingError as error:
            say(f"{error}")

    async def _greet(self) -> None:
        counts = await self.desk.stories.counts()
        say(f"Briefing. {counts.unread:,} unread of {counted(counts.total, 'story', 'stories')}.")
        if not counts.total:
            say("There are no stories yet. The command fetch fetches the feeds.")
        if offered := await self.desk.shipped.offered():
            feeds = counted(sum(len(group.feeds) for group in offered), "feed")
            say(f"{feeds} in {counted(len(offered), 'group')} to begin with. The command groups chooses which stay.")
        await self._find("")
        if self.talks:
            say("The command help lists all commands.")

    async def _answer(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        word, rest = word.casefold(), rest.strip()
        if not word:
            word = "more"
        elif word.isdecimal():
            word, rest = "open", word
        verb = VERBS.get(word) or VERBS.get(SHORT.get(word, ""))
        if verb is None:
            say(f"{word} is not a command. The command help lists all.")
        else:
            await verb.run(self, rest)

    # ------------------------------------------------------------------------------------------------------- the list

    async def _find(self, wanted: str) -> None:
        query = parsing.parse(wanted, now()) if wanted else Query()
        for sentence in await self.desk.stories.unknown_names(query):
            say(f"{sentence[0].upper()}{sentence[1:]}.")
        self.stories = await self.desk.stories.find(query)
        self.place = 0

    async def list(self, rest: str) -> None:
        """The stories of a search, or all; in parts."""
        await self._find(rest)
        say(counted(len(self.stories), "story", "stories") + ("." if self.stories else " found."))
        self.waiting = []
        await self._list_more()

    async def _list_more(self) -> None:
        first = self.place
        for number, headline in enumerate(
            await self.desk.stories.headlines(self.stories[first : first + LISTED]), first + 1
        ):
            say(f"{number}. {_headline(headline)}")
        self.place = min(first + LISTED, len(self.stories))
        if self.place < len(self.stories):
            say(f"{counted(len(self.stories) - self.place, 'more story', 'more stories')}. The command more goes on.")

    async def more(self, _rest: str) -> None:
        """What is left of a story that is read, or else the next stories of the list."""
        if self.waiting:
            self._print_page()
        elif self.place < len(self.stories):
            await self._list_more()
        else:
            say("That was all.")

    # ------------------------------------------------------------------------------------------------------ the story

    async def open(self, rest: str) -> None:
        """Open a story by its number in the list, or by its id."""
        if 1 <= (number := number_of(rest)) <= len(self.stories):
            await self._open(self.stories[number - 1])
        elif rest in self.stories:
            await self._open(rest)
        else:
            told = f"There is no story {rest}." if rest else "Say which story by its number: open 1."
            say(f"{told} The list has {counted(len(self.stories), 'story', 'stories')}.")

    async def _open(self, story: str) -> None:
        self.opened = opened = await self.desk.stories.open(story)
        if not opened.headline.read:
            await self.desk.annotations.mark([story], Field.READ, True, automatic=True)
        self._print(_story(opened))

    async def next(self, _rest: str) -> None:
        """Open the next unread story of the list."""
        at = self.stories.index(self.opened.story.id) + 1 if self._open_in_list() and self.opened else 0
        for headline in await self.desk.stories.headlines(self.stories[at:] + self.stories[:at]):
            if not headline.read:
                await self._open(headline.id)
                return
        say("No unread story is left here.")

    def _open_in_list(self) -> bool:
        return self.opened is not None and self.opened.story.id in self.stories

    async def offers(self, _rest: str) -> None:
        """Who proposed what to whom in the story that is open."""
        if opened := self._reading():
            try:
                analysis = await self.desk.analysis.analyse_story(opened.story.id)
            except AnalysisError as error:
                say(f"This story could not be analysed: {error}")
            else:
                self._print(plaintext.analysis_text(opened.story, analysis, arrow()).split("\n"))

    async def pictures(self, _rest: str) -> None:
        """The pictures of the story that is open: what they show, and where they lie."""
        if opened := self._reading():
            found = pictures_of(opened.story)
            say("These lines cannot draw; the addresses are for a browser." if found else "This story has no pictures.")
            self._print([f"{picture.words or 'without a description'}: {picture.address}" for picture in found])

    async def star(self, _rest: str) -> None:
        """Star the story that is open, or take its star away."""
        if opened := self._reading():
            starred = (await self.desk.stories.headlines([opened.story.id]))[0].starred
            await self.desk.annotations.mark([opened.story.id], Field.STARRED, not starred)
            say("Star removed." if starred else "Starred.")

    async def read(self, _rest: str) -> None:
        """Mark all stories of the list as read."""
        step = await self.desk.annotations.mark(self.stories, Field.READ, True)
        if step is None:
            say("All of these stories are read.")
        else:
            say(f"{step.label[:1].upper()}{step.label[1:]}. The command undo takes it back.")

    async def undo(self, _rest: str) -> None:
        """Take back the last change."""
        annotations = self.desk.annotations
        if note := self.notes.undo(await annotations.newest_step()):
            await note.take_back()
            say(f"Undone: {note.label}")
        else:
            step = await annotations.undo()
            say(f"Undone: {step.label}." if step else "There is nothing to undo.")

    async def note(self, rest: str) -> None:
        """Write a note on the story that is open; without words, read it."""
        if opened := self._reading():
            if rest:
                await self._write_note(opened.story.id, rest)
            else:
                say((await self.desk.stories.open(opened.story.id)).note or "There is no note.")

    async def _write_note(self, story: str, text: str) -> None:
        annotations, before = self.desk.annotations, (await self.desk.stories.open(story)).note
        await annotations.set_note(story, text)
        step = OtherStep(
            f"the note {text}",
            partial(annotations.set_note, story, before, base=text),
            partial(annotations.set_note, story, text, base=before),
        )
        self.notes.add(await annotations.newest_step(), step)
        say(f"Note saved. The command undo brings back the one in its place:\n{before}" if before else "Note saved.")

    async def save(self, _rest: str) -> None:
        """Save the story that is open as Markdown."""
        if opened := self._reading():
            say(str(await self.desk.saving.save(opened.story.id)))

    def _reading(self) -> OpenStory | None:
        if self.opened is None:
            say("No story is open. The command open and a number opens one.")
        return self.opened

    # ----------------------------------------------------------------------------------------------------- the ledger

    async def search_ledger(self, rest: str) -> None:
        """The entries of the ledger that a search means."""
        self._print(await self.ledger.search(rest, now()))

    async def since(self, _rest: str) -> None:
        """What moved since the last session."""
        self._print(await self.ledger.since(now()))

    async def actor(self, rest: str) -> None:
        """The page of an actor."""
        self._print(await self.ledger.actor(rest, now()))

    async def pair(self, rest: str) -> None:
        """The page of two actors."""
        self._print(await self.ledger.pair(rest, now()))

    async def resource(self, rest: str) -> None:
        """The page of a resource."""
        self._print(await self.ledger.resource(rest, now()))

    async def go(self, rest: str) -> None:
        """Where a number of the ledger leads."""
        found = await self.ledger.go(rest, now())
        if isinstance(found, Target):
            await self._open(found.names[0])
        else:
            self._print(found)

    async def watch(self, rest: str) -> None:
        """The watches, or a new one."""
        self._print(await self.ledger.watches(rest))

    # ------------------------------------------------------------------------------------------------------- the rest

    async def fetch(self, _rest: str) -> None:
        """Ask all feeds for new stories."""
        async for event in self.desk.refresher.refresh(everything=True):
            if isinstance(event, FeedDone) and event.fetched.state is FeedState.FAILED:
                say(f"{event.title}: {event.fetched.message}")
            elif isinstance(event, RefreshFinished):
                say(f"{counted(event.new_stories, 'new story', 'new stories')}.")
        await sync_accounts(self.desk, self.desk.sync.accounts, Progress(shown=False), chatty=True)
        async for happened in self.desk.analysis.analyse_waiting():
            if isinstance(happened, AnalysisOff):
                say(happened.message)
        await self.desk.maintenance.backfill()
        await self.desk.notices.tell_hits(_say_notices)
        self.opened = None
        await self._find("")

    async def groups(self, rest: str) -> None:
        """The groups of the feeds that ship; with names, keep these and leave out the others."""
        names = [name.strip() for name in rest.split(",") if name.strip()]
        if names:
            say(f"{await chosen_groups(self.desk, names)}.")
            await self._find("")
        else:
            self._print(await group_lines(self.desk))

    async def help(self, _rest: str) -> None:
        """All commands."""
        for name, verb in VERBS.items():
            say(f"{name} {verb.takes}: {verb.does}".replace(" :", ":"))
        say("A number alone opens that story; an empty line is more; quit ends.")

    # ---------------------------------------------------------------------------------------------------------- pages

    def _print(self, lines: Sequence[str]) -> None:
        self.waiting = list(lines)
        self._print_page()

    def _print_page(self) -> None:
        """As many lines as fit; a script, which cannot ask for more, gets all."""
        room = shutil.get_terminal_size().lines - 2 if self.talks else len(self.waiting)
        shown, self.waiting = self.waiting[: max(1, room)], self.waiting[max(1, room) :]
        say("\n".join(shown))
        if self.waiting:
            say(f"{counted(len(self.waiting), 'line')} left. The command more goes on.")


def _say_notices(told: Told) -> None:
    for line in told.lines:
        say(line)


def _headline(headline: Headline) -> str:
    """A story as a sentence or two, in words that can be spoken."""
    facts = [
        "" if headline.read else "unread",
        "starred" if headline.starred else "",
        "with a note" if headline.noted else "",
        headline.source,
        f"{age(headline.moment, now())} ago".replace("now ago", "just now"),
        counted(headline.offers, "offer") if headline.offers else "",
    ]
    return f"{headline.title or '(no title)'} ({', '.join(filter(None, facts))})"


def _story(opened: OpenStory) -> list[str]:
    """A story's lines, without its offers, which have a command of their own."""
    whole = plaintext.story_text(opened.story, None, opened.note)
    return whole.removesuffix("not analysed yet").rstrip().split("\n")


VERBS: dict[str, Verb] = {
    "list": Verb("QUERY", "the stories, or those of a search such as oil is:unread since:3d", PlainReader.list),
    "more": Verb("", "what is left of the story, or more of the list", PlainReader.more),
    "open": Verb("N", "open story N of the list", PlainReader.open),
    "next": Verb("", "open the next unread story", PlainReader.next),
    "offers": Verb("", "who proposed what to whom in the open story", PlainReader.offers),
    "ledger": Verb("QUERY", "entries of the ledger, such as from:iran act:demand since:7d", PlainReader.search_ledger),
    "go": Verb("N", "where number N of the ledger leads", PlainReader.go),
    "actor": Verb("NAME", "the page of an actor", PlainReader.actor),
    "pair": Verb("NAME, NAME", "the exchange of two actors", PlainReader.pair),
    "resource": Verb("NAME", "the page of a resource", PlainReader.resource),
    "since": Verb("", "what moved since the last session", PlainReader.since),
    "watch": Verb("NAME: QUERY", "watch a search of the ledger; alone, the watches", PlainReader.watch),
    "pictures": Verb("", "what the pictures of the open story show, and where they lie", PlainReader.pictures),
    "star": Verb("", "star the open story, or take the star away", PlainReader.star),
    "read": Verb("", "mark all stories of the list as read", PlainReader.read),
    "undo": Verb("", "take back the last star or note, or reading of a list", PlainReader.undo),
    "note": Verb("TEXT", "write a note on the open story; alone, read it", PlainReader.note),
    "save": Verb("", "save the open story as Markdown", PlainReader.save),
    "fetch": Verb("", "ask all feeds for new stories", PlainReader.fetch),
    "groups": Verb("NAME, NAME", "keep these groups of the feeds that ship; alone, list them", PlainReader.groups),
    "help": Verb("", "these commands", PlainReader.help),
}
SHORT = {
    "l": "list",
    "search": "list",
    "/": "list",
    "m": "more",
    "o": "open",
    "n": "next",
    "u": "undo",
    "?": "help",
    "h": "help",
}


def read_plain(desk: Desk) -> int:
    """The reader as lines, until the person leaves."""
    return PlainReader(desk).run()
