"""The life of a process that reads documents of strangers: a line of JSON in, a line out.

The libraries that read them have no time limit, and while they search nothing else of a process runs; it can be killed.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from typing import Any

from briefing.core import clean
from briefing.core.errors import FetchError
from briefing.limits import give_way, limit_memory, limit_processor
from briefing.wire import own_output, to_json

MOST_MEMORY = 1 << 30

Answering = Callable[[Any], dict[str, Any]]
"""What a process makes of a request, as values. A FetchError is passed on as it is, any other error by its name."""


def serve(answer: Answering) -> None:
    """Answer every line until the input ends."""
    replies = own_output()
    logging.disable(logging.CRITICAL)
    limit_memory(MOST_MEMORY)
    give_way()
    while line := sys.stdin.readline():
        request = json.loads(line)
        del line  # it may be long
        limit_processor(request.pop("seconds", 0))
        reply = _as_json(request, {"ok": True}) if request["kind"] == "hello" else _reply(answer, request)
        replies.write(reply + b"\n")
        replies.flush()
        limit_processor(0)


def _reply(answer: Answering, request: Any) -> bytes:
    shown = clean.shown_address(request["address"])
    try:
        return _as_json(request, answer(request))
    except FetchError as error:
        fault = str(error)
    except MemoryError:
        fault = f"{shown}: this takes more memory than one document may"
    except Exception as error:
        fault = f"{shown}: this cannot be read ({clean.line(type(error).__name__, 60)})"
    return _as_json(request, {"error": clean.text(fault)})


def _as_json(request: Any, reply: dict[str, Any]) -> bytes:
    return to_json({"id": request["id"], **reply})
