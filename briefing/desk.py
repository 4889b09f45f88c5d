"""The use cases: list, read, mark, refresh, analyse, save. Asynchronous; knows neither Textual nor spaCy.

Rows are read and written on two threads of their own, so that no key press waits for a write.
"""

from __future__ import annotations

import asyncio
import os
from collections import deque
from collections.abc import AsyncIterator, Callable, Collection, Sequence, Sized
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from briefing.core import clean
from briefing.core.analysis import Analysis, Offer, Part, Span
from briefing.core.anchor import anchored
from briefing.core.errors import AnalysisError, AnalysisOffError, UnknownStory
from briefing.core.events import AnalysisOff, Event, StoryAnalysed
from briefing.core.feed import Feed, FeedStatus
from briefing.core.journal import Change, Field, Step
from briefing.core.keep import EVERYTHING, Keep
from briefing.core.kept import NOTHING_KEPT, Kept
from briefing.core.lines import words_of
from briefing.core.query import Query
from briefing.core.rules import Notice, Rule
from briefing.core.story import Counts as Counts
from briefing.core.story import Headline, Story
from briefing.core.view import NO_ALIASES, Aliases, Correction, view
from briefing.core.why import Why
from briefing.core.written import PLAIN, Saved, Style, Written
from briefing.files import from_home
from briefing.intake.files import Downloader, FileOptions, Files
from briefing.intake.pages import PageFetcher, PageOptions, Pages, Reader
from briefing.intake.rounds import FeedFetcher, Rounds
from briefing.intake.subscriptions import Finder, Subscriptions
from briefing.memory import Memory
from briefing.overview import Overview
from briefing.ruling import Ruling
from briefing.storage.database_thread import DatabaseThread
from briefing.storage.library import Library
from briefing.storage.maintenance import LibraryMaintenance

if TYPE_CHECKING:
    from briefing.notebook.folder import Folder  # only its name, as templates are late

SETTLED_AT_ONCE = 25
SAVED_AT_ONCE = 50
ANALYSED_AT_ONCE = 12


class Fetcher(FeedFetcher, PageFetcher, Finder, Downloader, Protocol):
    """What the desk needs of the network."""


class Analyst(Protocol):
    """What the desk needs of the analysis process."""

    async def version(self) -> str:
        """The version of rules and model; raises AnalysisError if the process will not run."""
        ...

    async def analyse(self, story: Story, urgent: bool = False, explain: bool = False) -> Analysis:
        """Analyse one story; urgent ones go first, `explain` adds the reasons of offers. Raises AnalysisError."""
        ...

    async def close(self) -> None:
        """End the process."""
        ...


class Names(Protocol):
    """What the desk needs of actors.yaml."""

    def current(self) -> Aliases:
        """The reader's names for actors, as they are now; every fault is told by `take_warnings`."""
        ...

    def take_warnings(self) -> tuple[str, ...]:
        """What a person should know of the file; each sentence is given once."""
        ...


@dataclass(frozen=True, slots=True)
class OpenStory:
    """A story as the reader opens it. `analysis` is None until there is one; `place` is how far it was read."""

    story: Story
    analysis: Analysis | None
    kept: Kept
    headline: Headline
    place: int = 0

    @property
    def note(self) -> str:
        """The note on the story, or nothing."""
        return self.kept.note


def now() -> datetime:
    """The time, aware, in UTC."""
    return datetime.now(UTC)


def _article_reader() -> Reader:
    from briefing.fetch.articles import ArticleReader  # late: no first screen waits for it

    return ArticleReader(Path(os.devnull))


class Desk:
    """Everything a reader does, over one library.

    The network is opened for each run, the analyst starts at its first job: neither may hold up the first screen.
    """

    def __init__(
        self,
        reading: DatabaseThread[Library],
        writing: DatabaseThread[Library],
        feeds: Sequence[Feed],
        open_fetcher: Callable[[], Fetcher],
        analyst: Analyst,
        save_folder: Path,
        maintenance: LibraryMaintenance | None = None,
        actors: Names | None = None,
        keep: Keep = EVERYTHING,
        feeds_file: Path | None = None,
        style: Style = PLAIN,
        open_reader: Callable[[], Reader] = _article_reader,
        pages: PageOptions | None = None,
        files: FileOptions | None = None,
        rules: Sequence[Rule] = (),
        cluster_read: bool = False,
    ) -> None:
        self._maintenance = maintenance
        self._actors = actors
        self._keep = keep
        self._reading = reading
        self._writing = writing
        self._ruling = Ruling(rules)
        on_new = self._ruling.stored
        self.subscriptions = Subscriptions(feeds, feeds_file, open_fetcher, reading, writing, on_new)
        self.pages = Pages(
            reading, writing, open_fetcher, open_reader, lambda: self.configured, pages or PageOptions(), on_new
        )
        self.files = Files(reading, open_fetcher, files or FileOptions(save_folder / "files"))
        self._cluster_read = cluster_read
        self.rounds = Rounds(reading, writing, open_fetcher, lambda: self.configured, on_new)
        self._analyst = analyst
        self.save_folder = save_folder
        self.style = style
        self.memory = Memory(reading, writing)
        self.overview = Overview(reading, writing, save_folder, lambda: self.aliases, now)

    @property
    def configured(self) -> tuple[Feed, ...]:
        """The feeds of feeds.yaml."""
        return self.subscriptions.feeds

    async def close(self) -> None:
        """End the processes and close the library; what was begun to be written is written."""
        await self._analyst.close()
        await self.pages.close()
        await self._writing.close()
        await self._reading.close()

    # ---------------------------------------------------------------------------------------------- the folder

    def heard(self) -> tuple[str, ...]:
        """What happened to the reader's files that a person should know; each sentence is given once."""
        return tuple(word for source in (self._maintenance, self._actors) if source for word in source.take_warnings())

    def notices(self) -> tuple[Notice, ...]:
        """New stories that the reader's rules want told; each is given once."""
        return self._ruling.notices()

    def copies(self) -> tuple[Path, ...]:
        """The copies of the library that there are, the newest first."""
        return self._maintenance.copies if self._maintenance is not None else ()

    async def look_after(self) -> None:
        """Make the copy of the day, and let go what is beyond the reader's limits. Others can read and write."""
        if self._maintenance is not None:
            await asyncio.to_thread(self._maintenance.run_daily, now().date())
        forgotten = int(bool(self._keep))
        while forgotten:
            forgotten = await self._writing.call(lambda library: library.retention.forget_some(self._keep, now()))

    async def settle(self, seconds: float | None = None) -> int:
        """Find out of stories of older versions who else reports them; how many were looked at. Half of the time,
        others can write. It goes on where it ended last, and ends after so many `seconds`.
        """
        began, looked_at = monotonic(), 0
        while seconds is None or monotonic() - began < seconds:
            step = monotonic()
            some = await self._writing.call(lambda library: library.backfill.process_batch(SETTLED_AT_ONCE))
            if not some:
                break
            looked_at += some
            await asyncio.sleep(monotonic() - step)
        return looked_at

    # ------------------------------------------------------------------------------------------------- reading

    async def find(self, query: Query, limit: int | None = None) -> tuple[str, ...]:
        """The ids of the stories that a query means, in its order."""
        return await self._reading.call(lambda library: library.stories.find(query, limit))

    async def headlines(self, ids: Sequence[str], sought: Sequence[str] = ()) -> tuple[Headline, ...]:
        """The lines of a list, in the order of `ids`; ids that no longer exist are left out.

        Where words are sought, each line has the place in the story's text that holds them.
        """
        return await self._reading.call(lambda library: library.stories.headlines(ids, sought))

    async def unread_of(self, ids: Sequence[str]) -> frozenset[str]:
        """Those of some stories that are unread."""
        return await self._reading.call(lambda library: library.stories.unread_of(ids))

    async def open(self, story_id: str) -> OpenStory:
        """A story with its analysis and note. Raises UnknownStory."""

        return await self._reading.call(lambda library: self._open(library, story_id))

    def _open(self, library: Library, story_id: str) -> OpenStory:
        story = library.stories.get(story_id)
        headlines = library.stories.headlines([story_id])
        if story is None or not headlines:
            raise UnknownStory(story_id)
        analysis = library.analyses.get(story_id)
        shown = None if analysis is None else self._as_seen(library, story, analysis)
        return OpenStory(
            story,
            shown,
            library.annotations.of_story(story),
            headlines[0],
            library.reader_state.reading_position(story_id),
        )

    async def count(self, query: Query) -> int:
        """How many stories a query means."""
        return await self._reading.call(lambda library: library.stories.count(query))

    async def counts(self) -> Counts:
        """How many stories there are."""
        return await self._reading.call(lambda library: library.stories.counts())

    async def feeds(self) -> tuple[FeedStatus, ...]:
        """Every feed that is configured, in the order of feeds.yaml, then those that left it but have stories."""
        configured = self.configured
        return await self._reading.call(lambda library: library.feeds.statuses(configured))

    # ------------------------------------------------------------------------------------------------ annotating

    async def mark(self, ids: Sequence[str], field: Field, value: bool, automatic: bool = False) -> Step | None:
        """Set a field of stories, as one step that can be undone; None where nothing changed.

        An automatic step is one that nobody asked for; undo passes over it. As the settings say, other reports are
        read with a story that is.
        """
        together = self._cluster_read and field is Field.READ and value

        def record(library: Library) -> Step | None:
            stories = library.stories.with_reports(ids) if together else ids
            return library.journal.record([Change(story, field, value) for story in stories], now(), automatic)

        return await self._writing.call(record)

    async def set_tags(self, story_id: str, tags: Collection[str]) -> Step | None:
        """Give a story these tags and no others, as one step that can be undone. Raises UnknownStory."""
        had = frozenset((await self.open(story_id)).kept.tags)
        wanted = frozenset(cleaned for tag in tags if (cleaned := clean.line(tag).strip()))
        changes = [Change(story_id, Field.TAG, True, tag) for tag in sorted(wanted - had)]
        changes += (Change(story_id, Field.TAG, False, tag) for tag in sorted(had - wanted))
        return await self._writing.call(lambda library: library.journal.record(changes, now()))

    async def undo(self) -> Step | None:
        """Take back the last step that still stands; None where there is none."""
        return await self._writing.call(lambda library: library.journal.undo())

    async def redo(self) -> Step | None:
        """Do the step again that was undone last; None where there is none."""
        return await self._writing.call(lambda library: library.journal.redo())

    async def set_note(self, story_id: str, text: str, offer: str = "") -> None:
        """Keep a note on a story, or on one of its offers; an empty text takes it away. Raises UnknownStory."""
        cleaned = clean.text(text).strip()
        await self._writing.call(lambda library: library.annotations.set_note(story_id, cleaned, now(), offer))

    async def add_mark(self, story: Story, span: Span, colour: str) -> tuple[str, Step | None]:
        """Mark a passage of a story; the id of the mark, and the step that undo takes back. Raises UnknownStory."""
        anchor = anchored(story.title if span.part is Part.TITLE else story.body.text, span)
        return await self._writing.call(lambda library: library.annotations.add_mark(story.id, anchor, colour, now()))

    async def remove_mark(self, story_id: str, mark_id: str) -> Step | None:
        """Take a mark away, as a step that can be undone."""
        change = Change(story_id, Field.MARK, False, mark_id)
        return await self._writing.call(lambda library: library.journal.record([change], now()))

    async def change_mark(self, mark_id: str, *, colour: str | None = None, note: str | None = None) -> None:
        """Give a mark another colour or another note; an empty note takes it away."""
        words = None if note is None else clean.text(note).strip()
        await self._writing.call(lambda library: library.annotations.change_mark(mark_id, colour=colour, note=words))

    async def correct(self, correction: Correction) -> Step | None:
        """Keep the reader's word on what was found, as a step that can be undone. Raises UnknownStory."""
        cleaned = replace(correction, value=clean.line(correction.value), subject=clean.line(correction.subject))
        return await self._writing.call(lambda library: library.annotations.correct(cleaned, now()))

    async def corrections(self) -> tuple[Correction, ...]:
        """All that the reader said about what was found, in the order in which it was said."""
        return await self._reading.call(lambda library: library.annotations.corrections())

    def as_text(self, story: Story, analysis: Analysis | None, kept: Kept = NOTHING_KEPT) -> str:
        """A story as it would be saved now. Raises ConfigError where the template is wrong."""
        from briefing.notebook.page import text_of  # late: no first screen waits for templates

        return text_of(story, analysis, kept, saved=now(), style=self.style)

    async def save(self, story_id: str, folder: Path | None = None) -> Saved:
        """Put the annotated story into its file; what the reader wrote there stays.

        Raises UnknownStory, StorageError, and ConfigError where the template is wrong.
        """
        (saved,) = [saved async for saved in self.save_all([story_id], folder)]
        return saved

    async def save_all(self, ids: Sequence[str], folder: Path | None = None) -> AsyncIterator[Saved]:
        """Put stories into their files, one after the other, as `save` does. Unknown ids raise UnknownStory."""
        from briefing.notebook.folder import Folder  # late, as above

        target = from_home(folder or self.save_folder)
        files = Folder(target)
        for start in range(0, len(ids), SAVED_AT_ONCE):
            for saved in await self._save_some(ids[start : start + SAVED_AT_ONCE], target, files):
                yield saved

    async def _save_some(self, ids: Sequence[str], target: Path, files: Folder) -> list[Saved]:
        """Read, written and remembered together; where a file cannot be written, those before it are remembered."""

        def read(library: Library) -> list[tuple[OpenStory, Written | None]]:
            return [(self._open(library, story_id), library.saved_files.last(story_id, target)) for story_id in ids]

        done: list[Saved] = []

        def write(stories: list[tuple[OpenStory, Written | None]]) -> None:
            for opened, last in stories:
                done.append(self._put(opened, files, last))

        stories = await self._reading.call(read)
        try:
            await asyncio.to_thread(write, stories)
        finally:
            new = {
                story_id: saved.written
                for story_id, saved in zip(ids, done, strict=False)
                if saved.changed or saved.told
            }
            await self._writing.call(lambda library: library.saved_files.remember(target, new))
        return done

    def _put(self, opened: OpenStory, files: Folder, last: Written | None) -> Saved:
        from briefing.notebook.page import ending_of, text_of
        from briefing.notebook.save import put

        def text_at(saved: datetime) -> str:
            return text_of(opened.story, opened.analysis, opened.kept, saved=saved, style=self.style)

        return put(opened.story, text_at, ending_of(self.style), files, last, now())

    # ---------------------------------------------------------------------------------------------- refreshing

    def refresh(self, urls: Sequence[str] | None = None, everything: bool = False) -> AsyncIterator[Event]:
        """Ask feeds for what is new: those of `urls`, else all, else those that are due; see `Rounds.ask`."""
        return self.rounds.ask(urls, everything)

    # ----------------------------------------------------------------------------------------------- analysing

    async def analyse_text(self, story: Story, explain: bool = False) -> Analysis:
        """The analysis of a story that is not kept, with the reasons of its offers if asked. Raises AnalysisError."""
        analysis = await self._analyst.analyse(story, urgent=True, explain=explain)
        return view(analysis, self.aliases, words=lambda span: words_of(story, span))

    async def explain(self, story_id: str, offer: Offer) -> Why | None:
        """Why an offer of a story is told; None where a new look no longer finds it.

        The story is read again for that: reasons are not kept. Raises UnknownStory and AnalysisError.
        """
        opened = await self.open(story_id)
        analysis = await self._analyst.analyse(opened.story, urgent=True, explain=True)
        found = [told for told in analysis.lines if told.terms.span == offer.terms.span]
        found.sort(key=lambda told: told.act is not offer.act)  # the reader may have corrected the act
        return found[0].why if found else None

    async def analyst_version(self) -> str:
        """The version of the rules and the model. Raises AnalysisOffError."""
        return await self._analyst.version()

    async def analyse_story(self, story_id: str) -> Analysis | None:
        """The analysis of the story on the screen, made before all others; None where it cannot be made."""
        opened = await self.open(story_id)
        if opened.analysis is not None and opened.analysis.text_hash == opened.story.text_hash:
            return opened.analysis
        try:
            return await self._analyse(opened.story, urgent=True)
        except AnalysisError:
            return None

    async def analyse_waiting(self) -> AsyncIterator[Event]:
        """Analyse every story that has no analysis of this version: unread and newest first."""
        running: set[asyncio.Task[StoryAnalysed | None]] = set()
        try:
            version = await self._analyst.version()
            waiting = deque(await self._reading.call(lambda library: library.analyses.waiting(version)))
            total = len(waiting)
            while waiting or running:
                while waiting and len(running) < ANALYSED_AT_ONCE:
                    running.add(asyncio.create_task(self._analyse_next(waiting.popleft(), version, waiting, total)))
                finished, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                for task in finished:
                    event = task.result()
                    if event is not None:
                        yield event
        except AnalysisOffError as error:
            yield AnalysisOff(str(error))
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    async def _analyse_next(self, story_id: str, version: str, waiting: Sized, total: int) -> StoryAnalysed | None:
        try:
            opened = await self.open(story_id)
            analysis = await self._analyse(opened.story)
        except UnknownStory:
            return None
        except AnalysisOffError:
            raise
        except AnalysisError as error:
            message = str(error)
            await self._writing.call(lambda library: library.analyses.store_failure(story_id, version, message))
            return None
        return StoryAnalysed(story_id, analysis, total - len(waiting), total)

    async def _analyse(self, story: Story, urgent: bool = False) -> Analysis:
        analysis = await self._analyst.analyse(story, urgent)

        def store(library: Library) -> Analysis:
            with library.together():  # rules are for the first analysis alone: with it, or not at all
                known = library.analyses.get(story.id) is not None
                stored = library.analyses.store(story.id, analysis)
                if not known:
                    self._ruling.analysed(library, story.id, now().astimezone())
            return self._as_seen(library, story, stored)

        return await self._writing.call(store)

    def _as_seen(self, library: Library, story: Story, analysis: Analysis) -> Analysis:
        """The analysis as the reader corrected it, under the reader's names for actors."""
        said = library.annotations.corrections(story.id)
        return view(analysis, self.aliases, said, lambda span: words_of(story, span), story)

    @property
    def aliases(self) -> Aliases:
        """The reader's own names for actors."""
        return self._actors.current() if self._actors else NO_ALIASES
