"""One actor for one real-world party: the names of a story brought together, and those that name no actor left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Token

from briefing.analysis.gazetteer import Form, Gazetteer
from briefing.analysis.names import Label, Name
from briefing.analysis.naming import acronym, initials
from briefing.core.analysis import ActorKind

_SUFFIX_CUT = re.compile(
    r"(?:,?\s+(?:inc|co|corp|ltd|plc|llc|ag|nv|sa|limited|incorporated|corporation|company)\.?)+$", re.I
)
_SCENE = frozenset(
    {"in", "at", "near", "across", "through", "throughout", "within", "around", "inside", "outside", "via"}
)
_FACING = frozenset({"with", "between", "against", "from", "by", "to", "for", "on", "among", "towards", "toward"})
_OBJECTS = frozenset({"dobj", "dative"})
_GIVING = frozenset({"offer", "give", "lend", "grant", "promise", "pledge", "owe", "pay", "hand", "send", "deny"})


@dataclass(slots=True, eq=False)
class Party:
    """An actor in the making."""

    name: str
    kind: ActorKind
    names: list[Name] = field(default_factory=list)
    offices: set[str] = field(default_factory=set)
    known: bool = False
    side: Party | None = None
    first: float = float("inf")
    """Where among the story's names an organisation's first one stands."""

    @property
    def shown(self) -> str:
        """The name to show: a state's is always the same, other known parties go by their fullest in the story."""
        if not self.known or self.kind is ActorKind.STATE:
            return self.name
        told = {n.text for n in self.names if n.form is Form.NAME}
        forms = {_SUFFIX_CUT.sub("", name) for name in told}
        if not forms or self.name.casefold() in {name.casefold() for name in told | forms}:
            return self.name
        return max(forms, key=lambda form: (len(form), form))


def parties(found: list[list[Name]], gazetteer: Gazetteer) -> list[Party]:
    """The parties of a story from the names of its passages, in the order of their first mention."""
    names = [n for passage in found for n in passage]
    _call_firms(names, gazetteer)
    introduced = _introduced(names)
    _spell_out(names)
    _settle(names)
    made = [*_known(names), *_people(names), *_organisations(names, introduced)]
    return [party for party in made if _acts(party, gazetteer)]


def _call_firms(names: list[Name], gazetteer: Gazetteer) -> None:
    """ "Aurelian Metals" is a company, whatever the model makes of it, and "Daniel Mills" is none."""
    for name in names:
        if name.label is Label.PERSON and name.title is None and len(name.words) > 1:
            first, last = name.words[0].lower_, name.words[-1].lower_
            if last in gazetteer.words["company_suffixes"] and first not in gazetteer.given_names:
                name.label, name.sure = Label.COMPANY, True


def _introduced(names: list[Name]) -> dict[str, Name]:
    """Initials in brackets or commas behind a long name stand for it everywhere: "Front for the Upper Nubari (FUN)"."""
    introduced: dict[str, Name] = {}
    for long, short in pairwise(names):
        doc, at = short.words.doc, short.words.start - 1
        beside = long.words.doc is doc and long.words.end == at and doc[at].text in ("(", ",")
        if beside and long.label is not Label.PERSON and initials(long.text, short.text):
            introduced.setdefault(short.text, long)
    for name in names:
        if long_name := introduced.get(name.text):
            name.label, name.known, name.form, name.sure = long_name.label, long_name.known, long_name.form, True
    return introduced


def _spell_out(names: list[Name]) -> None:
    """Initials that the data gives to another body belong to the long name that the story has for them, and the first
    words of a known company's name to that company."""
    whole = {n.text for n in names}
    long = [n for n in names if len(n.words) > 1]
    companies = [n for n in long if n.known is not None and n.known.kind is ActorKind.COMPANY]
    for name in names:
        if name.known is None and name.label is not Label.PLACE and name.title is None:
            name.known = next((n.known for n in companies if n.text.startswith(f"{name.text} ")), None)
            name.form = Form.NAME if name.known else None
            continue
        if (
            name.known is None
            or name.known.kind is ActorKind.STATE
            or not name.text.isupper()
            or len(name.text) < 2
            or name.known.name in whole
        ):
            continue
        meant = next((n for n in long if n.known is not name.known and acronym(n.text, name.text)), None)
        if meant is not None:
            name.known, name.label, name.sure = meant.known, meant.label, meant.sure


def _settle(names: list[Name]) -> None:
    """Every text gets the label that it has most often in the story; a sure label outweighs the model's guesses."""
    votes: dict[str, Counter[Label]] = {}
    for name in names:
        if name.known is None:
            votes.setdefault(name.text, Counter())[name.label] += 5 if name.sure or name.title else 1
    people = {n.words[-1].text for n in names if n.label is Label.PERSON and len(n.words) > 1}
    openings = {
        n.words[:end].text: n.label
        for n in names
        if n.sure and n.known is None and n.label is not Label.GROUP
        for end in range(1, len(n.words))
    }
    for name in names:
        if name.known is not None:
            continue
        counted = votes[name.text]
        counted[Label.UNKNOWN] = min(counted[Label.UNKNOWN], 0)
        best, weight = max(counted.items(), key=lambda item: item[1])
        if len(name.words) == 1 and name.text in people:
            best, weight = Label.PERSON, 9
        elif name.text in openings and name.title is None and not name.sure and best is not Label.PLACE:
            best, weight = openings[name.text], 9
        if weight:
            name.label = best


def _known(names: list[Name]) -> Iterator[Party]:
    made: dict[str, Party] = {}
    europe = next((n.known for n in names if n.known and n.known.name == "European Community"), None)
    for name in names:
        if name.form is Form.PLACE and europe is not None:
            name.known = europe
        if name.known is not None:
            party = made.setdefault(name.known.name, Party(name.known.name, name.known.kind, known=True))
            party.names.append(name)
    for short in [p for p in made.values() if p.kind is ActorKind.STATE]:
        longer = [p for p in made.values() if p.kind is ActorKind.STATE and p.name.endswith(f" {short.name}")]
        if len(longer) == 1:  # "Korean firms" where the story has South Korea
            longer[0].names.extend(short.names)
            del made[short.name]
    yield from made.values()


def _people(names: list[Name]) -> Iterator[Party]:
    """Full names first; a short name joins the latest full name before it, or else the first after it."""
    people = [n for n in names if n.label is Label.PERSON and n.known is None]
    made: list[Party] = []
    full = [n for n in people if len(_plain(n)) > 1]
    for name in full:
        party = next((p for p in made if _same_person(_parts(p.name), _plain(name))), None)
        if party is None:
            party = Party(name.text, ActorKind.PERSON)
            made.append(party)
        elif len(name.text) > len(party.name) and len(_plain(name)) <= 4:
            party.name = name.text
        party.names.append(name)
    order = {id(n): i for i, n in enumerate(people)}
    for name in people:
        if len(_plain(name)) != 1:
            continue
        word = _plain(name)[0]
        fitting = [p for p in made if word in _parts(p.name)]
        by_last = [p for p in fitting if _parts(p.name)[-1] == word] or fitting
        before = [p for p in by_last if any(order[id(n)] < order[id(name)] for n in p.names)]
        if before:
            party = max(before, key=lambda p: max(order[id(n)] for n in p.names if order[id(n)] < order[id(name)]))
        elif by_last:
            party = by_last[0]
        else:
            party = Party(name.text, ActorKind.PERSON)
            made.append(party)
        party.names.append(name)
    for party in made:
        for name in party.names:
            if name.title is not None:
                party.offices |= name.title.offices
    yield from made


def _plain(name: Name) -> list[str]:
    return _parts(name.text)


def _parts(text: str) -> list[str]:
    words = [w.strip(".,'’\"“”") for w in re.sub(r",?\s+(?:Jr|Sr|II|III|IV)\.?$", "", text).split()]
    return [w for w in words if w]


def _same_person(one: list[str], other: list[str]) -> bool:
    if one[-1] != other[-1]:
        return len(one) > 1 and len(other) > 1 and (one[: len(other)] == other or other[: len(one)] == one)
    a, b = one[0], other[0]
    return (
        a == b
        or (min(len(a), len(b)) == 1 and a[0] == b[0])
        or (len(one) > 2 and b in one)
        or (len(other) > 2 and a in other)
    )


def _organisations(names: list[Name], introduced: dict[str, Name]) -> Iterator[Party]:
    """Long names first; a shorter one joins as their beginning, their acronym, or their head ("the Commission")."""
    rest = [n for n in names if n.known is None and n.label is not Label.PERSON]
    order = {id(name): place for place, name in enumerate(names)}
    made: dict[str, Party] = {}
    for name in sorted(rest, key=lambda n: -len(n.words)):
        key = _key(introduced.get(name.text, name).text)
        party = made.get(key) or _longer(made.values(), name)
        if party is None:
            if name.label is Label.UNKNOWN and not _speaks(name):
                continue
            kind = _kind(name.label)
            party = made[key] = Party(re.sub(r"^[Tt]he |(?<=\w\w)\.$", "", name.text), kind)
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
    return re.sub(r"\.", "", _SUFFIX_CUT.sub("", plain)).strip()


def _longer(made: Iterable[Party], name: Name) -> Party | None:
    key = _key(name.text)
    words = key.split()
    whole = name.label is Label.PLACE or _SUFFIX_CUT.search(name.text) is not None
    begun = [] if whole else [p for p in made if _begins(_key(p.name).split(), words)]
    if begun:  # of several that begin alike the one that the story names first
        return min(begun, key=lambda p: p.first)
    if name.text.isupper() and len(name.text) > 1:
        for party in made:
            if acronym(party.name, name.text):
                return party
    return None


def _begins(long: list[str], words: list[str]) -> bool:
    return len(long) > len(words) and long[: len(words)] == words


def _speaks(name: Name) -> bool:
    """Whether a name that nobody knows does what only an actor does."""
    head = name.head
    return head.dep_ in ("nsubj", "agent") and head.head.pos_ == "VERB" and head.head.lemma_ != "be"


def _acts(party: Party, gazetteer: Gazetteer) -> bool:
    """Whether a party does or meets anything: a place that is only the scene is no actor.

    Mentions that are the scene are taken from those that stay: "in Athens" is not Greece.
    """
    weights = [(name, _weight(name, gazetteer)) for name in party.names]
    top = max(weight for _, weight in weights)
    if party.kind is ActorKind.STATE:
        if top < (2 if party.known else 3):
            return False
        party.names = [n for n, weight in weights if weight >= 1 or n.form is not Form.CAPITAL]
    elif any(n.form is Form.PLACE for n in party.names):
        if all(n.form is Form.PLACE and weight < 3 for n, weight in weights):
            return False
    elif (party.known and party.kind is ActorKind.COMPANY) or (
        party.kind is ActorKind.PERSON and not party.offices and len(party.name.split()) == 1
    ):
        return top >= 2
    return bool(party.names)


def _weight(name: Name, gazetteer: Gazetteer) -> int:
    """How far a mention of a place speaks for an actor: 3 does something, 2 is dealt with, 1 may be, 0 is the scene."""
    if name.form in (Form.SEAT, Form.PEOPLE, Form.ADJECTIVE):
        return 3
    if name.part_of_title:
        owns = name.head.dep_ == "poss" or (name.head.dep_ == "pobj" and name.form is not Form.CAPITAL)
        return 2 if owns else 1
    head: Token = name.head
    while head.dep_ == "conj" and head.head != head:
        head = head.head
    above: Token = head.head
    if head.dep_ in ("nsubj", "nsubjpass") and above.pos_ in ("VERB", "AUX"):
        return 3 if above.lemma_ != "be" else 2
    if head.dep_ == "poss":
        return 2
    if head.dep_ == "pobj":
        below = _below(above, name.form, gazetteer)
        return 0 if below == 1 and name.form is Form.CAPITAL else below
    if head.dep_ in _OBJECTS:
        return 2
    if head.dep_ == "compound" and above.head.lemma_ in _GIVING and name.words.start == above.head.i + 1:
        return 2  # "offered Chile copper": the parser takes whom it is offered to for a part of what is offered
    if head.dep_ == "compound":
        return 2 if above.lower_ in gazetteer.words["deeds"] else 0
    return 0 if head.dep_ in ("appos", "npadvmod") else 1


def _below(preposition: Token, form: Form | None, gazetteer: Gazetteer) -> int:
    """The weight of a name below a preposition."""
    word = preposition.lower_
    if preposition.dep_ == "agent" or word == "by":
        return 3
    if word in _SCENE:
        return 0
    if word in _FACING or word in ("including", "like"):
        return 2
    if word == "as":
        return 2 if preposition.i and preposition.nbor(-1).lower_ == "such" else 1
    if word == "of":
        above: Token = preposition.head
        if above.ent_type_ == "PERSON":
            return 2
        if above.lower_ in gazetteer.words["state_nouns"]:
            return 3 if above.dep_ in ("nsubj", "nsubjpass") else 2
        if above.lemma_.lower() in gazetteer.words["offices"] and form is not Form.CAPITAL:
            return 2
    return 1
