"""Annotated stories as the analysis reads them: `python -m learn.reading STORIES.jsonl OUT.jsonl [--titles]`.

Writes for each story the words, sentences and candidates of its document, where each word stands, and the words that
the lexicon knows. It needs spaCy; the training (`learn.train`) needs torch and reads these lines alone.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from briefing.analysis import pipeline
from briefing.analysis.actors.cast import Cast, find_actors
from briefing.analysis.acts.lexicon import load_lexicon
from briefing.analysis.learned.document_map import describe
from briefing.analysis.names import gazetteer
from briefing.analysis.text.parsed_story import ParsedStory, parse_story
from briefing.analysis.vocabulary import shipped_vocabulary, using
from briefing.core.analysis import Span
from briefing.core.story import Body


def parse(nlp: Any, title: str, text: str) -> tuple[ParsedStory, Cast]:
    """A story with its actors."""
    parsed = parse_story(nlp, title, Body.plain(text))
    return parsed, find_actors(parsed, gazetteer.load())


def read(nlp: Any, story: dict[str, Any], titles: bool) -> dict[str, Any]:
    """One story as it was read."""
    parsed, cast = parse(nlp, (story.get("title") or "") if titles else "", story["text"])
    made = describe(parsed, cast)
    lexicon = load_lexicon()
    triggers = (t for passage in parsed for t in lexicon.triggers(passage.doc))
    document = made.document
    return {
        "id": story["id"],
        "words": [[w.text, w.lemma, w.pos, w.dep, w.head, w.entity] for w in document.words],
        "sents": document.sentences,
        "cands": [[c.first, c.last, c.head, c.name, c.party, c.sort, c.kind, c.side] for c in document.candidates],
        "spans": [_span(made.span(i, i + 1)) for i in range(len(document.words))],
        "trig": [[made.number(t.token)] for t in triggers],
    }


def _span(span: Span) -> list[Any]:
    return [span.start, span.end, span.part.value]


def main() -> None:
    """Read every story of a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--titles", action="store_true", help="read the titles too")
    args = parser.parse_args()
    nlp = pipeline.load()
    with (
        args.stories.open(encoding="utf-8") as lines,
        args.out.open("w", encoding="utf-8") as out,
        using(shipped_vocabulary("en")),
    ):
        for line in lines:
            out.write(json.dumps(read(nlp, json.loads(line), args.titles)) + "\n")


if __name__ == "__main__":
    main()
