"""What each name of a story names, from all that the story says of it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from briefing.analysis import vocabulary
from briefing.analysis.actors.companies import label_companies
from briefing.analysis.names.gazetteer import Form, given_names
from briefing.analysis.names.initials import are_initials, is_acronym, is_short_form, without_article
from briefing.analysis.names.name import Label, Name
from briefing.analysis.syntax.pronouns import pronoun
from briefing.core.analysis import ActorKind


def label_names(names: list[Name]) -> dict[str, Name]:
    """Sets the label of every name; returns the long name of initials that the story introduces, by these."""
    label_companies(names)
    _call_by_short_forms(names)
    introduced = _join_initials(names)
    _spell_out(names)
    _settle(names)
    return introduced


def _call_by_short_forms(names: list[Name]) -> None:
    """People go by their last name and companies by their first word, where the model did not tell which they are.

    Where the family name comes first it tells nothing.
    """
    alone = {n.text for n in names if len(n.words) == 1 and n.known is None}
    titled = {n.text for n in names if n.title is not None}
    for name in names:
        if len(name.words) != 2 or name.known is not None or name.sure or name.text in titled:
            continue
        first, last = name.words[0], name.words[1]
        if last.lower_ in vocabulary.words("names.sons"):
            name.label, name.sure = Label.PERSON, True
            continue
        if last.lower_ in vocabulary.words("names.org_heads") or first.lower_ in given_names():
            continue
        if name.label is not Label.PERSON and last.text in alone and first.text not in alone:
            name.label = Label.PERSON
        elif (
            name.label is Label.PERSON
            and first.text in alone - titled
            and last.text not in alone | titled
            and first.lower_ not in vocabulary.words("actors.family_names")
        ):
            name.label, name.sure = Label.COMPANY, True


def _join_initials(names: list[Name]) -> dict[str, Name]:
    """Initials in brackets or commas behind a long name stand for it everywhere: "Front for the Upper Nubari (FUN)"."""
    introduced: dict[str, Name] = {}
    for long, short in pairwise(names):
        doc, at = short.words.doc, short.words.start - 1
        beside = long.words.doc is doc and long.words.end == at and doc[at].text in ("(", ",")
        if beside and long.label is not Label.PERSON and _stands_for(short, long):
            introduced.setdefault(short.text, long)
    for name in names:
        if long_name := introduced.get(name.text):
            name.label, name.known, name.form, name.sure = long_name.label, long_name.known, long_name.form, True
    return introduced


def _stands_for(short: Name, long: Name) -> bool:
    if are_initials(long.text, short.text):
        return True
    is_in_brackets = short.words.doc[short.words.start - 1].text == "("
    return is_in_brackets and short.known is None and is_short_form(long.text, short.text)


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
        meant = next((n for n in long if n.known is not name.known and is_acronym(n.text, name.text)), None)
        if meant is not None:
            name.known, name.label, name.sure = meant.known, meant.label, meant.sure


def _settle(names: list[Name]) -> None:
    """Every text gets the label that it has most often in the story; a sure label outweighs the model's guesses."""
    votes: dict[str, Counter[Label]] = {}
    for name in names:
        if name.known is None:
            votes.setdefault(name.text, Counter())[name.label] += 5 if name.sure or name.title else 1
    people = {_last(n) for n in names if n.label is Label.PERSON and " " in n.text}
    people |= {n.words[0].text for n in names if n.title is not None and " " in n.text}
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
        if " " not in name.text and _last(name) in people:
            firm = name.text in openings and name.title is None and not _is_he(name)
            best, weight = openings[name.text] if firm else Label.PERSON, 9
        elif name.text in openings and name.title is None and not name.sure and best is not Label.PLACE:
            best, weight = openings[name.text], 9
        if weight:
            name.label = best


def _is_he(name: Name) -> bool:
    """Whether the rest of the sentence speaks of a person: a founder and the firm that bears the name share it."""
    rest = name.words.doc[name.words.end : name.words.sent.end]
    return any((found := pronoun(t)) is not None and found.is_personal for t in rest)


def _last(name: Name) -> str:
    return without_article(name.text.rsplit(" ", 1)[-1])
