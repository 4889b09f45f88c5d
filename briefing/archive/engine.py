"""The analysis of one worker: one process with one model, as the reader has it, and one more that reads web pages."""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from briefing.analyst import AnalysisProcesses
from briefing.archive.records import Unreadable
from briefing.core import clean
from briefing.core.analysis import Analysis
from briefing.core.errors import AnalysisError, AnalysisOffError, FetchError
from briefing.core.story import Story
from briefing.fetch.articles import ArticleReader
from briefing.fetch.page import Page

WORD = 8
"""Hexadecimal digits of the hashes in a version."""


class Engine:
    """Analyses stories from whatever thread, one after the other; its processes live until it is closed."""

    def __init__(self, model: str, log: Path, command: tuple[str, ...] | None = None) -> None:
        """`log` takes what the processes say on standard error; `command` replaces how the analysis is started."""
        self.model = model
        self._lock = threading.Lock()
        self._runner = asyncio.Runner()
        self._analyses = AnalysisProcesses(log, model, command=command)
        self._pages = ArticleReader(log)

    def version(self) -> str:
        """Names rules and model, with hashes of both as they are installed here. Raises AnalysisOffError."""
        with self._lock:
            name = self._runner.run(self._analyses.version())
        return f"{name}+{rules_hash()}.{model_hash(self.model)}"

    def analyse(self, stories: Sequence[Story]) -> list[Analysis | AnalysisError]:
        """For each story its analysis, or why there is none. Raises AnalysisOffError."""
        with self._lock:
            return self._runner.run(self._analyse(stories))

    def article(self, page: bytes, content_type: str, address: str) -> dict[str, object]:
        """The fields of the story in a web page. Raises Unreadable."""
        from briefing.core.body_json import blocks_to_json, links_to_json

        with self._lock:
            try:
                article = self._runner.run(self._pages.read(Page(address, page, content_type)))
            except FetchError as error:
                raise Unreadable(str(error)) from None
        return {
            "title": article.title,
            "text": article.body.text,
            "blocks": blocks_to_json(article.body),
            "links": links_to_json(article.body),
            "authors": [article.author] if article.author else [],
            "source": article.site or clean.host(address),
            "date": article.published,
        }

    def close(self) -> None:
        """End the processes."""
        with self._lock:
            self._runner.run(self._analyses.close())
            self._runner.run(self._pages.close())
            self._runner.close()

    async def _analyse(self, stories: Sequence[Story]) -> list[Analysis | AnalysisError]:
        return await asyncio.gather(*map(self._one, stories))

    async def _one(self, story: Story) -> Analysis | AnalysisError:
        try:
            return await self._analyses.analyse(story)
        except AnalysisOffError:
            raise
        except AnalysisError as error:
            return error


@cache
def rules_hash() -> str:
    """A hash of the rules and weights of the analysis that is installed here."""
    return _hash_of(Path(str(files("briefing"))) / "analysis")


@cache
def model_hash(model: str) -> str:
    """A hash of an installed spaCy pipeline; empty where it cannot be found."""
    path = Path(model)
    if path.is_dir():
        return _hash_of(path)
    try:
        found = find_spec(model)
    except (ImportError, ValueError):
        return ""
    places = found.submodule_search_locations if found is not None else None
    return _hash_of(Path(next(iter(places)))) if places else ""


def _hash_of(folder: Path) -> str:
    whole = hashlib.blake2b(digest_size=WORD // 2)
    for file in sorted(folder.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            whole.update(str(file.relative_to(folder).as_posix()).encode() + b"\0")
            with file.open("rb") as opened:
                whole.update(hashlib.file_digest(opened, "blake2b").digest())
    return whole.hexdigest()
