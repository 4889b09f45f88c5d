"""What each line is about: a matter of public life, or sport, show business, private life.

Decided by words, with which it can be explained: those of the line's evidence and terms, those of the whole story, what
its parties are, and under what its feed files it. A state, a court or a strike in a line makes a public matter of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from urllib.parse import urlsplit

from briefing.analysis.vocabulary import per_language, words
from briefing.core.analysis import Actor, ActorKind, Analysis, Line, Part, Party, Span
from briefing.core.matter import Matter

_LONGEST = 3
"""Words of the longest entry of a list."""
_TOKEN = re.compile(r"\w[\w'’.&-]*\w|\w")
_POSSESSIVE = ("'s", "’s")
_SHARE, _OF_LITTLE_ELSE = 1.0, 2.5
"""Of a hundred words of a story, how many sure ones tell that it is about a matter, and about hardly anything else."""
_LEAST = 3
"""Different sure words without which that is not enough."""
_HINTS, _WITH_HINTS = 5, 5.0
"""Different hints, and words of both sorts of a hundred, that tell the same beside one sure word."""
_PUBLIC = 1.4
"""Words of public life in a hundred words of a story of which every line is a public matter."""
_TOLD = 3
"""Words that are told as reasons."""


def tell_matters(analysis: Analysis, title: str, text: str, filed: Sequence[str] = ()) -> Analysis:
    """The analysis, each of its lines with the matter that it is about.

    `filed` is under what the feed of the story files it: categories, and the address of the story.
    """
    if not analysis.lines:
        return analysis
    story = _Story(analysis, title, text, filed)
    return replace(analysis, lines=tuple(_told(line, story) for line in analysis.lines))


def _told(line: Line, story: _Story) -> Line:
    matter, because = story.matter_of(line)
    if matter is Matter.PUBLIC:
        return replace(line, matter=matter)
    why = line.why and replace(line.why, doubts=(*line.why.doubts, f"{matter.sentence}: {because}"))
    return replace(line, matter=matter, why=why)


@dataclass(frozen=True, slots=True)
class _Signs:
    """The words of a text that tell of one matter: sure ones, and hints, which other matters share."""

    sure: tuple[str, ...]
    hints: tuple[str, ...]


class _Story:
    """A story, as its lines are asked about."""

    def __init__(self, analysis: Analysis, title: str, text: str, filed: Sequence[str]) -> None:
        self._texts = {Part.TITLE: title, Part.TEXT: text}
        self._actors = {actor.id: actor for actor in analysis.actors}
        self._filed = filed_under(filed)
        self._whole = [*_tokens(title), *_tokens(text)]
        self._length = max(1, len(self._whole))
        self._is_public = self._share(_public_words(self._whole)) >= _PUBLIC

    @cached_property
    def _signs(self) -> dict[Matter, _Signs]:
        """The words of the whole story, by the matter that they tell of."""
        return {matter: _signs(self._whole, matter) for matter in _TOPICS}

    def matter_of(self, line: Line) -> tuple[Matter, str]:
        """What a line is about, and why."""
        said = () if self._is_public else self._words_of(line)
        if self._is_public or _public_words(said):
            return Matter.PUBLIC, ""
        for matter in _TOPICS:
            told = self._tells(matter, _signs(said, matter), self._signs[matter])
            if told and not self._has_public_party(line, said, self._signs[matter]):
                return matter, told
        return self._private(line, said)

    def _tells(self, matter: Matter, here: _Signs, whole: _Signs) -> str:
        """The words by which a line is about a matter; empty where it is not."""
        if self._filed is matter:
            return "its feed files the story there"
        if len(set(here.sure)) >= 2 or (here.sure and self._is_about(whole)):
            return _quoted(here.sure)
        if self._is_about(whole) and (here.hints or self._share(whole.sure) >= _OF_LITTLE_ELSE):
            return f"the story says {_quoted(whole.sure)}"
        return ""

    def _is_about(self, whole: _Signs) -> bool:
        """Whether a story is about a matter as a whole."""
        if len(set(whole.sure)) >= _LEAST and self._share(whole.sure) >= _SHARE:
            return True
        both = (*whole.sure, *whole.hints)
        return bool(whole.sure) and len(set(whole.hints)) >= _HINTS and self._share(both) >= _WITH_HINTS

    def _share(self, found: Sequence[str]) -> float:
        """How many of a hundred words of the story these are."""
        return 100 * len(found) / self._length

    def _private(self, line: Line, said: Sequence[str]) -> tuple[Matter, str]:
        parties = [one for one in (line.proposer, line.recipient) if one is not None]
        if not parties or line.resources or not all(map(self._is_private, _all(parties))):
            return Matter.PUBLIC, ""
        telling = _found(said, words("matters.private_words"))
        if self._filed is Matter.PRIVATE:
            return Matter.PRIVATE, "its feed files the story there"
        return (Matter.PRIVATE, _quoted(telling)) if telling else (Matter.PUBLIC, "")

    def _has_public_party(self, line: Line, said: Sequence[str], whole: _Signs) -> bool:
        """Whether a court, a state or somebody who speaks for one has a part in a line, or companies do business in it.

        Where a story tells of hardly anything but sport, one state in it is a team.
        """
        parties = tuple(_all((line.proposer, line.recipient)))
        if any(_found(_tokens(party.name), words("matters.public_parties")) for party in parties):
            return True
        known = [self._actors[one.actor] for one in parties if one.actor in self._actors]
        states = [actor for actor in known if actor.kind is ActorKind.STATE]
        if len(states) > 1 or (states and self._share(whole.sure) < _OF_LITTLE_ELSE):
            return True
        if any(self._is_of_a_state(actor) and self._has_office(actor) for actor in known):
            return True
        is_business = any(actor.kind is ActorKind.COMPANY for actor in known)
        return is_business and bool(_found(said, words("matters.business_words")))

    def _is_of_a_state(self, actor: Actor) -> bool:
        return any(other.kind is ActorKind.STATE and other.name == actor.side for other in self._actors.values())

    def _is_private(self, party: Party) -> bool:
        """Whether a party is a person without an office, or called by a word for such people."""
        actor = self._actors.get(party.actor or "")
        if actor is None:
            *_, last = _tokens(party.name) or ("",)
            return _plain(last) in words("matters.private_people")
        return actor.kind is ActorKind.PERSON and not actor.side and not self._has_office(actor)

    def _has_office(self, actor: Actor) -> bool:
        """Whether a word for an office stands beside a mention of a person; a state's own bodies have one."""
        if actor.kind is not ActorKind.PERSON:
            return True
        return any(_found(self._around(mention), _offices()) for mention in actor.mentions)

    def _around(self, mention: Span) -> list[str]:
        text = self._texts[mention.part]
        before, after = text[max(0, mention.start - 60) : mention.start], text[mention.end : mention.end + 50]
        return [*_tokens(before)[-5:], *(_tokens(after)[:6] if after.startswith(",") else ())]

    def _words_of(self, line: Line) -> list[str]:
        """The words of a line: of its evidence, its terms and its parties."""
        found = []
        for span in dict.fromkeys((*line.evidence, line.terms.span)):
            found += _tokens(self._texts[span.part][span.start : span.end])
        for party in _all((line.proposer, line.recipient)):
            found += _tokens(party.name)
        return found


_TOPICS = (Matter.SPORT, Matter.SHOW)


def _signs(said: Sequence[str], matter: Matter) -> _Signs:
    if matter is Matter.SPORT:
        return _Signs(_found(said, words("matters.sport_words")), _found(said, words("matters.sport_hints")))
    return _Signs(_found(said, words("matters.show_words")), _found(said, words("matters.show_hints")))


def _public_words(said: Sequence[str]) -> tuple[str, ...]:
    """The words of public life in a text. "Rugby union" is none."""
    others = words("matters.public_words_not")
    return tuple(one for one in _found(said, _public_and_others()) if one not in others)


@per_language
def _public_and_others() -> frozenset[str]:
    return words("matters.public_words") | words("matters.public_words_not")


@per_language
def _offices() -> frozenset[str]:
    """The words for an office; "Mr" and its like are none."""
    return words("names.offices") - words("matters.honorifics")


def filed_under(filed: Iterable[str]) -> Matter:
    """The matter under which a feed files a story; public where it says another, or several."""
    path: set[str] = set()
    categories: set[str] = set()
    for name in filed:
        if name.startswith(("http://", "https://")):
            path |= {part.casefold() for part in _path(name).split("/")}
        else:
            categories.add("-".join(_tokens(name)).replace("-and-", "-"))
            categories.add("-".join(_tokens(name)))
    if (path | categories) & words("matters.filed_public"):
        return Matter.PUBLIC
    for matter, names in (
        (Matter.SPORT, words("matters.filed_sport")),
        (Matter.SHOW, words("matters.filed_show")),
        (Matter.PRIVATE, words("matters.filed_private")),
    ):
        if (path | categories) & names:
            return matter
    return Matter.PUBLIC


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:  # feeds write what they like
        return ""


def _all(parties: Iterable[Party | None]) -> Iterator[Party]:
    for party in parties:
        if party is not None:
            yield from (party, *party.joint)


def _tokens(text: str) -> list[str]:
    """The words of a text in lower case, without possessive endings."""
    return [word[:-2] if word.endswith(_POSSESSIVE) else word for word in _TOKEN.findall(text.casefold())]


def _plain(word: str) -> str:
    """A word without the ending of its plural."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _found(said: Sequence[str], wanted: frozenset[str]) -> tuple[str, ...]:
    """The entries of a list that a text has, in its order and as often as it has them."""
    found, start, openings = [], 0, _openings(wanted)
    while start < len(said):
        longest = min(_LONGEST, len(said) - start) if said[start] in openings else 1
        for length in range(longest, 0, -1):
            one = " ".join(said[start : start + length])
            if one in wanted or _plain(one) in wanted:
                found.append(one)
                start += length - 1
                break
        start += 1
    return tuple(found)


@lru_cache(maxsize=32)
def _openings(wanted: frozenset[str]) -> frozenset[str]:
    """What the entries of several words begin with."""
    return frozenset(entry.partition(" ")[0] for entry in wanted if " " in entry)


def _quoted(found: Sequence[str]) -> str:
    return ", ".join(f"“{one}”" for one in list(dict.fromkeys(found))[:_TOLD])
