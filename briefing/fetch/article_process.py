"""The process that reads articles out of pages."""

from __future__ import annotations

import base64
from typing import Any

from briefing.core import shapes
from briefing.fetch.article import Article, extract
from briefing.fetch.sandbox_server import serve


def _answer(request: Any) -> shapes.Json:
    page = base64.b64decode(request.pop("page"))
    return {"ok": article_to_json(extract(page, request["content_type"], request["address"], request["whole"]))}


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


if __name__ == "__main__":
    serve(_answer)
