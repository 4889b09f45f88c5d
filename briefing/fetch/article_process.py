"""The process that reads articles out of pages: a line of JSON in, a line out.

Pages are written by strangers, and the libraries that read them have no time limit; a process can be killed.
"""

from __future__ import annotations

import base64
import json
import logging
import os
import signal
import sys
from contextlib import suppress
from typing import Any

from briefing.core import clean, shapes
from briefing.core.errors import FetchError
from briefing.fetch.article import Article, extract

LONGEST_SECONDS = 60  # the one that asked has given up long before, or is no more
MOST_MEMORY = 1 << 30


def main() -> None:
    """Answer every line until the input ends."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints must not stand among the replies
    logging.disable(logging.CRITICAL)
    _limit_memory()
    for line in sys.stdin:
        if hasattr(signal, "alarm"):
            signal.alarm(LONGEST_SECONDS)
        request = json.loads(line)
        replies.write(json.dumps({"id": request["id"], **_answer(request)}) + "\n")
        replies.flush()
        if hasattr(signal, "alarm"):
            signal.alarm(0)


def _answer(request: Any) -> Any:
    try:
        page = base64.b64decode(request["page"])
        return {"ok": article_to_json(extract(page, request["content_type"], request["address"], request["whole"]))}
    except FetchError as error:
        return {"error": str(error)}
    except (Exception, MemoryError) as error:
        shown = clean.shown_address(request["address"])
        return {"error": f"{shown}: the page cannot be read ({clean.line(type(error).__name__, 60)})"}


def article_to_json(article: Article) -> shapes.Json:
    """An article as it travels between the processes."""
    return {
        "title": article.title,
        "text": article.body.text,
        "blocks": shapes.blocks_to_json(article.body),
        "links": shapes.links_to_json(article.body),
        "author": article.author,
        "published": shapes.time_to_json(article.published),
        "site": article.site,
    }


def article_from_json(shape: shapes.Json) -> Article:
    """The way back."""
    return Article(
        title=shape["title"],
        body=shapes.body_from_json(shape["text"], shape["blocks"], shape["links"]),
        author=shape["author"],
        published=shapes.time_from_json(shape["published"]),
        site=shape["site"],
    )


def _limit_memory() -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    main()
