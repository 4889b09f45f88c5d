"""Stories that wait are analysed once, also where two Briefings work on one library."""

from __future__ import annotations

import asyncio
from pathlib import Path

from briefing.core.analysis import Act, Analysis, Line, Party, Span, Terms
from briefing.core.events import StoryAnalysed
from briefing.core.query import ALL
from briefing.core.story import Story
from briefing.core.why import Why
from briefing.services.analysis import ANALYSED_AT_ONCE, AnalysisService
from tests.ui.desks import Shop, WordAnalyst, entry, fetched, open_shop

WAITING = ANALYSED_AT_ONCE + 3


class SlowAnalyst(WordAnalyst):
    """Remembers what it was asked for, and answers once it may."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.is_busy, self.may_answer = asyncio.Event(), asyncio.Event()

    async def analyse(self, story: Story, urgent: bool = False, explain: bool = False) -> Analysis:
        self.asked.append(story.id)
        if not urgent:
            if len(self.asked) == ANALYSED_AT_ONCE:
                self.is_busy.set()
            await self.may_answer.wait()
        return await super().analyse(story, urgent, explain)


def slow_shop(folder: Path) -> tuple[Shop, SlowAnalyst]:
    stories = (entry(f"Story {n}", f"Text {n}.", n, f"https://harbour.example/{n}") for n in range(WAITING))
    shop, analyst = open_shop(folder, fetched(*stories)), SlowAnalyst()
    shop.desk.analysis._analyst = analyst
    return shop, analyst


async def analysed(service: AnalysisService) -> list[str]:
    """The stories that are told as analysed."""
    return [event.story async for event in service.analyse_waiting() if isinstance(event, StoryAnalysed)]


async def test_what_another_briefing_has_analysed_meanwhile_is_told_and_not_analysed_again(tmp_path: Path) -> None:
    shop, analyst = slow_shop(tmp_path)
    other = open_shop(tmp_path)
    running = asyncio.create_task(analysed(shop.desk.analysis))
    await analyst.is_busy.wait()
    assert len(await analysed(other.desk.analysis)) == WAITING
    analyst.may_answer.set()
    told = await running
    assert len(analyst.asked) == ANALYSED_AT_ONCE
    assert sorted(told) == sorted(shop.library.stories.find(ALL))
    await shop.desk.close()
    await other.desk.close()


async def test_a_waiting_story_that_was_opened_is_not_analysed_again(tmp_path: Path) -> None:
    shop, analyst = slow_shop(tmp_path)
    running = asyncio.create_task(analysed(shop.desk.analysis))
    await analyst.is_busy.wait()
    last = shop.library.analyses.waiting("words 1")[-1]
    await shop.desk.analysis.analyse_story(last)
    analyst.may_answer.set()
    assert last in await running
    assert len(analyst.asked) == len(set(analyst.asked)) == WAITING
    await shop.desk.close()


async def test_of_two_acts_with_the_same_terms_the_one_between_the_same_parties_is_explained(tmp_path: Path) -> None:
    terms = Terms("tin", Span(6, 9))
    lines = tuple(
        Line(Act.OFFER, terms, (Span(0, 9),), Party(who), Party("Chad"), why=Why(who, "", "", ""))
        for who in ("Peru", "Laos")
    )

    class Twice(WordAnalyst):
        async def analyse(self, story: Story, urgent: bool = False, explain: bool = False) -> Analysis:
            return Analysis(lines=lines)

    shop = open_shop(tmp_path, fetched(entry("A story")))
    (story,) = await shop.desk.stories.find(ALL)
    service = shop.desk.analysis
    service._analyst = Twice()
    for line in lines:
        assert await service.explain(story, line) == line.why
    await shop.desk.close()
