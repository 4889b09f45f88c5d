"""One actor for one real-world party: the names of a story brought together, and those that name no actor left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from briefing.analysis import vocabulary
from briefing.analysis.actors.cluster import SUFFIX_CUT, ActorCluster
from briefing.analysis.actors.labels import label_names
from briefing.analysis.actors.people import cluster_people
from briefing.analysis.actors.scenes import is_actor
from briefing.analysis.names.gazetteer import Form
from briefing.analysis.names.initials import is_acronym
from briefing.analysis.names.name import Label, Name
from briefing.core.analysis import ActorKind


def cluster_names(found: list[list[Name]]) -> list[ActorCluster]:
    """The parties of a story from the names of its passages, in the order of their first mention."""
    names = [n for passage in found for n in passage]
    introduced = label_names(names)
    known = list(_cluster_known(names))
    made = [*known, *cluster_people(names), *_organisations(names, introduced, known)]
    return [party for party in made if is_actor(party)]


def _cluster_known(names: list[Name]) -> Iterator[ActorCluster]:
    made: dict[str, ActorCluster] = {}
    union, community = vocabulary.words("actors.european_union"), vocabulary.words("actors.european_community")
    europe = next((n.known for n in names if n.known and n.known.name in community), None)
    known_names = {n.known.name: n.known for n in names if n.known is not None and n.form is Form.NAME}
    houses = (community, vocabulary.words("actors.european_commission"))
    said = next((known_names[name] for house in houses for name in known_names if name in house), None)
    house = None if union & known_names.keys() else said
    for name in names:
        if name.form is Form.PLACE and europe is not None:
            name.known = europe
        elif name.form is Form.SEAT and name.known is not None and name.known.name in union and house is not None:
            name.known = house
        if name.known is not None:
            party = made.setdefault(name.known.name, ActorCluster(name.known.name, name.known.kind, known=True))
            party.names.append(name)
    for short in [p for p in made.values() if p.name in vocabulary.words("actors.shared_names")]:
        longer = [p for p in made.values() if p.kind is ActorKind.STATE and p.name.endswith(f" {short.name}")]
        if len(longer) == 1:  # "Korean firms" where the story has South Korea
            longer[0].names.extend(short.names)
            del made[short.name]
    yield from made.values()


def _organisations(
    names: list[Name], introduced: dict[str, Name], known: Sequence[ActorCluster]
) -> Iterator[ActorCluster]:
    """Long names first; a shorter one joins as their beginning, their acronym, or their head ("the Commission")."""
    rest = [n for n in names if n.known is None and n.label is not Label.PERSON]
    order = {id(name): place for place, name in enumerate(names)}
    made: dict[str, ActorCluster] = {}
    for name in sorted(rest, key=lambda n: -len(n.words)):
        key = _key(introduced.get(name.text, name).text)
        party = made.get(key) or _longer(made.values(), name) or _headed_by(name, [*known, *made.values()])
        if party is None:
            if name.label is Label.UNKNOWN and not _speaks(name):
                continue
            kind = _kind(name.label)
            party = made[key] = ActorCluster(re.sub(r"^[Tt]he |(?<=\w\w)\.$", "", name.text), kind)
        elif name.label is Label.COMPANY:
            party.kind = ActorKind.COMPANY
        party.names.append(name)
        party.first = min(party.first, order[id(name)])
    yield from made.values()


def _kind(label: Label) -> ActorKind:
    if label in (Label.PLACE, Label.UNKNOWN):
        return ActorKind.STATE if label is Label.PLACE else ActorKind.BODY
    return ActorKind(label.value)


def _key(text: str) -> str:
    plain = re.sub(r"^(?:the|a)\s+", "", text.casefold())
    return re.sub(r"\.", "", SUFFIX_CUT.sub("", plain)).strip()


def _longer(made: Iterable[ActorCluster], name: Name) -> ActorCluster | None:
    key = _key(name.text)
    words = key.split()
    whole = name.label is Label.PLACE or SUFFIX_CUT.search(name.text) is not None
    begun = [] if whole else [p for p in made if _begins(_key(p.name).split(), words)]
    if begun:  # of several that begin alike the one that the story names first
        return min(begun, key=lambda p: p.first)
    if name.text.isupper() and len(name.text) > 1:
        for party in made:
            if is_acronym(party.name, name.text):
                return party
    return None


def _headed_by(name: Name, made: Iterable[ActorCluster]) -> ActorCluster | None:
    """The one body whose name ends in the noun that a short form leaves of it: "the Commission"."""
    noun = name.words[-1].lower_
    article = name.words[0] if len(name.words) > 1 else name.words.doc[max(0, name.words.start - 1)]
    is_short = len(_key(name.text).split()) == 1 and noun in vocabulary.words("names.body_words")
    if not is_short or article.lower_ not in vocabulary.words("syntax.definite_articles"):
        return None
    ends = [party for party in made if party.kind is not ActorKind.STATE and party.name.lower().endswith(f" {noun}")]
    return ends[0] if len(ends) == 1 else None


def _begins(long: list[str], words: list[str]) -> bool:
    return len(long) > len(words) and long[: len(words)] == words


def _speaks(name: Name) -> bool:
    """Whether a name that nobody knows does what only an actor does."""
    head = name.head
    return (
        head.dep_ in ("nsubj", "agent")
        and head.head.pos_ == "VERB"
        and head.head.lemma_ not in vocabulary.words("syntax.copulas")
    )
