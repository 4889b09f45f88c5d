"""The figures of an archive are those of the reader: the real analysis, on the same texts, in both."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from briefing.analyst import AnalysisProcesses
from briefing.archive.database import open_database
from briefing.archive.folder import ArchiveFolder
from briefing.archive.lines import line_of
from briefing.archive.partitions import Input, Kind
from briefing.archive.work import Job, analyse_partition, divide, version_here
from briefing.core.analysis import Analysis
from briefing.core.default_model import DEFAULT_MODEL
from briefing.core.query import ALL
from briefing.storage.library import Library
from tests.support.made import entry, fetched

TEXTS = {
    "Ministers meet": "Norway offered Poland 40,000 tons of copper by Friday, said Deputy Minister Kari Berg.\n\n"
    "Poland rejected the offer. It demanded that Norway lower the price by 5 percent.",
    "Tariffs on steel": "Canada imposed a tariff of 25 percent on steel from Brazil. Brazil and Chile threatened Canada"
    " with sanctions.",
    "Stille Tage": "Die Minister trafen sich am Montag, um über den Preis von Kupfer und Stahl zu sprechen. Es gab"
    " keine Einigung, und sie vertagten das Gespräch auf die kommende Woche.",
}


async def of_the_reader(library: Library, log: Path) -> dict[str, Analysis]:
    """What the reader keeps of its stories, by their ids."""
    processes = AnalysisProcesses(log)
    try:
        for story_id in library.stories.find(ALL):
            story = library.stories.get(story_id)
            assert story is not None
            library.analyses.store(story_id, await processes.analyse(story))
    finally:
        await processes.close()
    kept = {story_id: library.analyses.get(story_id) for story_id in library.stories.find(ALL)}
    return {story_id: analysis for story_id, analysis in kept.items() if analysis is not None}


def of_the_archive(folder: Path, input_: Input) -> dict[str, Analysis]:
    """What an archive has of the same stories."""
    archive, job = ArchiveFolder(folder), Job(folder, DEFAULT_MODEL)
    archive.open()
    job = replace(job, version=version_here(job))
    parts = divide(input_, job.stories)
    archive.expect(input_, tuple(part.key(job.version) for part in parts))
    for part in parts:
        analyse_partition(part, job)
    with open_database(folder) as database:
        lines = list(database.rows("SELECT * FROM lines ORDER BY story, place"))
        return {
            row["id"]: Analysis(
                lines=tuple(line_of(line) for line in lines if line["story"] == row["id"]),
                version=row["version"],
                text_hash=row["text_hash"],
                language=row["language"],
            )
            for row in database.rows("SELECT * FROM stories")
        }


async def test_every_line_is_the_same(tmp_path: Path) -> None:
    import asyncio

    with closing(Library(tmp_path / "briefing.db")) as library:
        library.feeds.store(fetched(*(entry(title, text) for title, text in TEXTS.items())))
        theirs = await of_the_reader(library, tmp_path / "log")
    ours = await asyncio.to_thread(of_the_archive, tmp_path / "out", Input(tmp_path / "briefing.db", Kind.LIBRARY))
    assert sum(len(analysis.lines) for analysis in theirs.values()) >= 4
    assert {len(analysis.lines) for analysis in theirs.values()} > {0}
    assert ours.keys() == theirs.keys()
    for story, analysis in theirs.items():
        mine = ours[story]
        assert (mine.version, mine.text_hash, mine.language) == (
            analysis.version,
            analysis.text_hash,
            analysis.language,
        )
        assert [replace(line, id="") for line in mine.lines] == [replace(line, id="") for line in analysis.lines]
