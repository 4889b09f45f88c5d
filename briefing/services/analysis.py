"""Stories analysed in the analysis process: that on the screen first, then those that wait."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Sized
from typing import Protocol

from briefing.core.analysis import Analysis, Line
from briefing.core.errors import AnalysisError, AnalysisKilledError, AnalysisOffError, UnknownStory
from briefing.core.events import AnalysisOff, Event, StoryAnalysed, StoryNotAnalysed
from briefing.core.story import Story
from briefing.core.why import Why
from briefing.services.clock import now
from briefing.services.rules import RuleRunner
from briefing.services.stories import StoryReader
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess

ANALYSED_AT_ONCE = 12


class Analyst(Protocol):
    """What is needed of the analysis process."""

    async def version(self) -> str:
        """The version of rules and model; raises AnalysisError if the process will not run."""
        ...

    async def analyse(self, story: Story, urgent: bool = False, explain: bool = False) -> Analysis:
        """Analyse one story; urgent ones go first, `explain` adds the reasons of offers. Raises AnalysisError."""
        ...

    async def close(self) -> None:
        """End the process."""
        ...


def _pair(line: Line) -> tuple[str, ...]:
    return tuple("" if party is None else party.name for party in (line.proposer, line.recipient))


class AnalysisService:
    """Has stories analysed and keeps what is found. The analyst starts at its first job."""

    def __init__(self, library: LibraryAccess, reader: StoryReader, analyst: Analyst, rules: RuleRunner) -> None:
        self._library = library
        self._reader = reader
        self._analyst = analyst
        self._rules = rules

    async def close(self) -> None:
        """End the analysis process."""
        await self._analyst.close()

    async def version(self) -> str:
        """The version of the rules and the model. Raises AnalysisOffError."""
        return await self._analyst.version()

    async def analyse_text(self, story: Story, explain: bool = False) -> Analysis:
        """The analysis of a story that is not kept, with the reasons of its offers if asked. Raises AnalysisError."""
        return self._reader.shown_alone(story, await self._analyst.analyse(story, urgent=True, explain=explain))

    async def explain(self, story_id: str, line: Line) -> Why | None:
        """Why an offer of a story is shown; None where a new look no longer finds it.

        The story is read again for that: reasons are not kept. Raises UnknownStory and AnalysisError.
        """
        analysis = await self._analyst.analyse((await self._open(story_id))[0], urgent=True, explain=True)
        found = [other for other in analysis.lines if other.terms.span == line.terms.span]
        # The likest one: the reader may have corrected the act, or a party.
        found.sort(key=lambda other: (other.act is not line.act, _pair(other) != _pair(line)))
        return found[0].why if found else None

    async def analyse_story(self, story_id: str) -> Analysis:
        """The analysis of the story on the screen, made before all others. Raises AnalysisError and UnknownStory."""
        story, analysis = await self._open(story_id)
        if analysis is not None and analysis.text_hash == story.text_hash:
            return analysis
        return await self._analyse(story, urgent=True)

    async def analyse_waiting(self) -> AsyncIterator[Event]:
        """Analyse every story that has no analysis of this version: unread and newest first."""
        running: set[asyncio.Task[StoryAnalysed | StoryNotAnalysed | None]] = set()
        try:
            version = await self._analyst.version()
            waiting = deque(await self._library.read(lambda library: library.analyses.waiting(version)))
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

    async def _analyse_next(
        self, story_id: str, version: str, waiting: Sized, total: int
    ) -> StoryAnalysed | StoryNotAnalysed | None:
        try:
            story, analysis = await self._open(story_id)
            if analysis is None or (analysis.version, analysis.text_hash) != (version, story.text_hash):
                analysis = await self._analyse(story)  # else a key, or another Briefing, was quicker
        except UnknownStory:
            return None
        except AnalysisOffError:
            raise
        except AnalysisError as error:
            message, again = str(error), isinstance(error, AnalysisKilledError)
            if not again:
                await self._library.write(lambda library: library.analyses.store_failure(story_id, version, message))
            return StoryNotAnalysed(story_id, message, again, total - len(waiting), total)
        return StoryAnalysed(story_id, analysis, total - len(waiting), total)

    async def _analyse(self, story: Story, urgent: bool = False) -> Analysis:
        analysis = await self._analyst.analyse(story, urgent)

        def store(library: Library) -> Analysis:
            if urgent and library.read_only:  # somebody waits for it; the others would be analysed in vain
                return self._reader.as_shown(library, story, analysis)
            with library.together():  # rules are for the first analysis alone: with it, or not at all
                is_first = library.analyses.get(story.id) is None
                stored = library.analyses.store(story.id, analysis)
                if is_first:
                    self._rules.run_on_analysed(library, story.id, now())
            return self._reader.as_shown(library, story, stored)

        return await self._library.write(store)

    async def _open(self, story_id: str) -> tuple[Story, Analysis | None]:
        opened = await self._library.read(lambda library: self._reader.open(library, story_id))
        return opened.story, opened.analysis
