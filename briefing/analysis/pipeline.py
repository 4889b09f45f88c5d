"""From a title and a body to an analysis: parsed story → cast → resources → candidates → linked acts → lines."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import spacy
from spacy.language import Language
from thinc.api import use_ops
from threadpoolctl import threadpool_limits

from briefing.analysis.actors.cast import Cast, find_actors
from briefing.analysis.acts.extraction import find_candidates
from briefing.analysis.clock import STORY_SECONDS, StoryClock
from briefing.analysis.learned.stage import Findings, is_shipped, make_findings
from briefing.analysis.linking.link import link
from briefing.analysis.names import gazetteer
from briefing.analysis.problems import Problems, quote
from briefing.analysis.resources.finder import Resources, find_resources
from briefing.analysis.scoring.matters import tell_matters
from briefing.analysis.text.chunking import join_analyses, split_story
from briefing.analysis.text.parsed_story import ParsedStory, parse_stories
from briefing.analysis.text.parsing import Pause, no_pause
from briefing.analysis.vocabulary import shipped_vocabulary, using
from briefing.core.analysis import Analysis
from briefing.core.default_model import DEFAULT_MODEL
from briefing.core.language import is_read, language
from briefing.core.story import Body, text_hash

VERSION = "31"
"""Of the rules and the learned part: a change that finds something else raises it, and stories are analysed anew."""

_WITH_BRANCH = re.compile(r"[A-Z]\w{0,11}\([A-Z]\w{0,3}\)")
"""A party with the sign of its branch, which is one word: "the SD(K)"."""
_PARTS = ("tagger", "parser", "lemmatizer", "ner")


def load(model: str = DEFAULT_MODEL) -> Language:
    """An installed spaCy pipeline; OSError where there is none of this name, ValueError where it cannot do the work."""
    with use_ops("numpy", use_blis=False):  # BLIS does not know every processor, and is three times as slow on those
        nlp = spacy.load(model)
    tokenizer: Any = nlp.tokenizer
    tokenizer.token_match = _WITH_BRANCH.fullmatch
    missing = [part for part in _PARTS if not nlp.has_pipe(part)]
    if missing:
        raise ValueError(f"it has no {' and no '.join(missing)}")
    threadpool_limits(1, user_api="blas")  # on so small matrices more threads only wait for each other, and busily
    gc.freeze()  # the model stays as long as the process: there is no need to look through it for garbage
    return nlp


def version(nlp: Language) -> str:
    """Names the rules and the model, as `1/core_web_sm-3.8.0`; `1-rules/…` where the learned part is missing."""
    return f"{VERSION}{'' if is_shipped() else '-rules'}/{nlp.meta['name']}-{nlp.meta['version']}"


def analyse(nlp: Language, title: str, body: Body) -> Analysis:
    """All that is found in one story, as plain values that hold nothing of spaCy; nothing in a foreign language."""
    return next(analyse_all(nlp, [(title, body)]))


def analyse_all(
    nlp: Language,
    stories: Sequence[tuple[str, Body]],
    pause: Pause = no_pause,
    explain: bool = False,
    filed: Sequence[Sequence[str]] = (),
) -> Iterator[Analysis]:
    """As `analyse`, for several stories, which takes less time together than one after the other.

    `explain` has every offer say why it is told. `filed` has for each story the categories of its feed and its address,
    where they are known. A story that takes too long is read in part, as its problems say.
    """
    made_by = version(nlp)
    unread = [_unread(made_by, title, body) for title, body in stories]
    pieces = [
        split_story(title, body) if is_read(analysis.language) else []
        for analysis, (title, body) in zip(unread, stories, strict=True)
    ]
    short = parse_stories(nlp, [mine[0] for mine in pieces if len(mine) == 1], pause)
    vocabulary = shipped_vocabulary(nlp.lang)
    for number, (analysis, mine) in enumerate(zip(unread, pieces, strict=True)):
        with using(vocabulary):
            if len(mine) == 1:
                whole = join_analyses(analysis, [_analyse_piece(next(short), pause, explain)])
            else:
                whole = _analyse_long(nlp, analysis, mine, pause, explain)
            title, body = stories[number]
            told = tell_matters(whole, title, body.text, filed[number] if filed else ())
        yield told


def _analyse_long(
    nlp: Language, about: Analysis, pieces: Sequence[tuple[str, Body]], pause: Pause, explain: bool
) -> Analysis:
    """A story of several pieces, or of none: as many as there is time for."""
    clock, found = StoryClock(pause), list[Analysis]()
    for reading in parse_stories(nlp, pieces, clock.pause):
        found.append(_analyse_piece(reading, clock.pause, explain))
        if clock.is_over:
            break
    whole = join_analyses(about, found)
    if len(found) == len(pieces):
        return whole
    body = pieces[len(found)][1]
    rest = quote(body.text[body.blocks[0].start :])
    took = f"The analysis of this text took longer than {STORY_SECONDS:.0f} seconds"
    return replace(whole, problems=(*whole.problems, f"{took}; nothing was read from here on: “{rest}”"))


def _unread(made_by: str, title: str, body: Body) -> Analysis:
    """What can be said of a story before it is read."""
    code = language(f"{title}\n{body.text}")
    return Analysis(version=made_by, text_hash=text_hash(title, body.text), language=code)


def _analyse_piece(story: ParsedStory, pause: Pause, explain: bool) -> Analysis:
    """The stages, one after the other. A stage that fails leaves what those before it found."""
    problems = Problems()
    known = gazetteer.load()
    cast, resources = Cast(()), Resources(())
    found = Findings((), (), ())
    pause()
    with problems.guard("read a text", story.text):
        cast = find_actors(story, known)
        resources = find_resources(story, known)
        found = Findings(cast.actors, resources.resources, ())
        candidates = find_candidates(story, cast, problems)
        linked = link(candidates, story, cast, problems)
        found = make_findings(linked, story, cast, resources, problems, explain)
    return Analysis(found.actors, found.resources, found.lines, problems=problems.sentences)
