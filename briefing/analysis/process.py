"""The analysis process: requests as JSON lines in, answers as JSON lines out.

Every request gets an answer, and a failure is an answer too: `{"id": 7, "error": "…"}`. See `Server` for the kinds.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from typing import IO, Any, NoReturn

from spacy.language import Language

from briefing.analysis import pipeline
from briefing.analysis.requests import Request, Requests
from briefing.core.story import Body
from briefing.wire import from_wire, to_wire

SIGN_OF_LIFE_SECONDS = 5.0


class Server:
    """Answers requests until the process ends.

    `{"id", "kind": "hello"}` → `{"version", "model", "pid"}`;
    `{"id", "kind": "analyse", "title", "body", "filed", "urgent", "explain"}` → the analysis, its lines with the
    reasons of each if `explain` asks for them. `filed` are the story's categories and its address. Bodies and analyses
    have the fields of their dataclasses (`wire.py`).

    Stories that wait are read together. What is urgent comes between, in the midst of the work on others. During long
    work a line without an answer, `{"id": null}`, says now and then that the process is alive.
    """

    def __init__(self, nlp: Language, requests: Requests, replies: IO[bytes]) -> None:
        self._nlp = nlp
        self._requests = requests
        self._replies = replies
        self._last_word = time.monotonic()

    def serve(self) -> NoReturn:
        """Work for ever: the process ends with its input."""
        while True:
            waiting = self._requests.wait()
            with self._nlp.memory_zone():  # nothing of spaCy outlives it, exceptions included
                self._answer(waiting)

    def _answer(self, requests: Sequence[Request]) -> None:
        stories: list[tuple[Request, tuple[str, Body]]] = []
        for request in requests:
            match request.kind:
                case "hello":
                    model = f"{self._nlp.meta['lang']}_{self._nlp.meta['name']}"
                    self._say(request, ok={"version": pipeline.version(self._nlp), "model": model, "pid": os.getpid()})
                case "analyse":
                    try:
                        stories.append((request, _story(request.content)))
                    except (KeyError, ValueError, TypeError) as error:
                        self._say(request, error=_failure(error))
                case _:
                    self._say(request, error=request.fault())
        self._analyse(stories)

    def _analyse(self, stories: Sequence[tuple[Request, tuple[str, Body]]]) -> None:
        done = 0
        try:
            explain = any(request.content.get("explain") for request, _ in stories)
            filed = [_filed(request.content) for request, _ in stories]
            analyses = pipeline.analyse_all(self._nlp, [story for _, story in stories], self._pause, explain, filed)
            for (request, _), analysis in zip(stories, analyses, strict=True):
                self._say(request, ok=to_wire(analysis))
                done += 1
        except Exception as error:  # the process must live and the caller must hear of it
            if len(stories) == 1:
                self._say(stories[0][0], error=_failure(error))
            else:  # one of them is the cause, and the others are none the worse for it
                for story in stories[done:]:
                    self._analyse([story])

    def _pause(self) -> None:
        if time.monotonic() - self._last_word > SIGN_OF_LIFE_SECONDS:
            self._write({"id": None})
        while (urgent := self._requests.urgent()) is not None:
            self._answer([urgent])

    def _say(self, request: Request, **answer: Any) -> None:
        self._write({"id": request.number, **answer})

    def _write(self, line: Mapping[str, Any]) -> None:
        self._replies.write(json.dumps(line, ensure_ascii=True).encode() + b"\n")
        self._replies.flush()
        self._last_word = time.monotonic()


def refuse(requests: Requests, replies: IO[bytes], reason: str) -> NoReturn:
    """Answers every request with the same error, until the process ends with its input."""
    while True:
        for request in requests.wait():
            replies.write(json.dumps({"id": request.number, "error": reason}).encode() + b"\n")
            replies.flush()


def _story(content: Mapping[str, Any]) -> tuple[str, Body]:
    body = from_wire(content["body"], Body)
    if any(not 0 <= block.start <= block.end <= len(body.text) for block in body.blocks):
        raise ValueError("a block lies outside the text")
    return str(content.get("title") or ""), body


def _filed(content: Mapping[str, Any]) -> list[str]:
    filed = content.get("filed")
    return [one for one in filed if isinstance(one, str)] if isinstance(filed, list) else []


def _failure(error: Exception) -> str:
    print(f"analysis failed: {error!r}", file=sys.stderr)  # noqa: T201 - the log
    return f"the text could not be analysed ({type(error).__name__})"
