"""The resources of a story: what is traded, sought, withheld or fought over."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from briefing.analysis.gazetteer import Gazetteer
from briefing.analysis.naming import slug
from briefing.analysis.reading import Reading
from briefing.core.analysis import Resource, Span


@dataclass(frozen=True, eq=False)
class Goods:
    """The resources of one story."""

    resources: tuple[Resource, ...]

    def within(self, span: Span) -> tuple[Resource, ...]:
        """The resources with a mention that stands inside the span."""
        return tuple(r for r in self.resources if any(span.covers(m) for m in r.mentions))


def find_resources(reading: Reading, gazetteer: Gazetteer) -> Goods:
    """The resources of a story, in the order of their first mention."""
    forms = {name: (name, kind) for kind, names in gazetteer.resources.items() for name in names}
    found: dict[str, tuple[str, list[Span]]] = {}
    for passage in reading:
        for start, end, name, kind in _matches(passage.doc, forms):
            found.setdefault(name, (kind, []))[1].append(passage.span(passage.doc[start:end]))
    return Goods(tuple(Resource(slug(name), name, kind, tuple(spans)) for name, (kind, spans) in found.items()))


def _matches(doc: Doc, forms: dict[str, tuple[str, str]]) -> list[tuple[int, int, str, str]]:
    found = []
    at = 0
    while at < len(doc):
        for length in (4, 3, 2, 1):
            words = doc[at : at + length]
            if len(words) < length or words[-1].pos_ not in ("NOUN", "PROPN"):
                continue
            key = " ".join([*(t.lower_ for t in words[:-1]), words[-1].lemma_.lower()])
            if key in forms:
                found.append((at, at + length, *forms[key]))
                at += length - 1
                break
        at += 1
    return found
