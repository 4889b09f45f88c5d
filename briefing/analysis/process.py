"""The analysis process: requests as JSON lines in, answers as JSON lines out.

Every request is answered, and a failure is an answer too: `{"id": 7, "error": "…"}`. See `answer` for the kinds.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from typing import IO, Any

from spacy.language import Language

from briefing.analysis import pipeline
from briefing.core.shapes import analysis_to_json, body_from_json

Json = dict[str, Any]


def serve(nlp: Language, requests: Iterable[bytes], replies: IO[bytes]) -> None:
    """Answers each line of `requests` with one line on `replies`, until the requests end."""
    for line in requests:
        if line.strip():
            replies.write(json.dumps(answer(nlp, line), ensure_ascii=True).encode() + b"\n")
            replies.flush()


def refuse(requests: Iterable[bytes], replies: IO[bytes], reason: str) -> None:
    """Answers every request with the same error, until the requests end."""
    for line in requests:
        if line.strip():
            replies.write(json.dumps({"id": None, "error": reason}).encode() + b"\n")
            replies.flush()


def answer(nlp: Language, line: bytes) -> Json:
    """The answer to one request.

    `{"id", "kind": "hello"}` → `{"version", "model"}`;
    `{"id", "kind": "analyse", "title", "text", "blocks": [[kind, start, end, level], …]}` → the analysis.
    """
    try:
        request = json.loads(line)
    except ValueError:
        return {"id": None, "error": "a request to the analysis is not JSON"}
    if not isinstance(request, dict):
        return {"id": None, "error": "a request to the analysis is not a JSON object"}
    number, kind = request.get("id"), request.get("kind")
    if kind == "hello":
        model = f"{nlp.meta['lang']}_{nlp.meta['name']}"
        return {"id": number, "ok": {"version": pipeline.version(nlp), "model": model}}
    if kind == "analyse":
        return {"id": number, **_analysed(nlp, request)}
    return {"id": number, "error": f"the analysis knows no request of the kind {str(kind)[:40]!r}"}


def _analysed(nlp: Language, request: Mapping[str, Any]) -> Json:
    """`{"ok": …}` or `{"error": …}`; nothing of spaCy outlives the memory zone, exceptions included."""
    with nlp.memory_zone():
        try:
            text = str(request["text"])
            body = body_from_json(text, request["blocks"])
            return {"ok": analysis_to_json(pipeline.analyse(nlp, str(request.get("title") or ""), body), text)}
        except Exception as error:  # the process must live and the caller must hear of it
            print(f"analysis failed: {error!r}", file=sys.stderr)  # noqa: T201 - the log
            return {"error": f"the text could not be analysed ({type(error).__name__})"}


def own_output() -> IO[bytes]:
    """The real standard output, for replies alone; whatever else prints to it goes to standard error from now on."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return replies
