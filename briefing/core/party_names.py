"""Who is meant by a name that a person types: `us`, `Beijing` or `skoda` mean the party that stories name otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from briefing.core.words import fold, spellings

SHORT = 3
"""Letters up to which an unknown name is a whole word; a longer one may be the beginning of one."""
_LEGAL_FORMS = frozenset([
    "inc", "incorporated", "corp", "corporation", "co", "ltd", "limited", "plc", "llc", "llp", "ag", "gmbh", "kgaa",
    "nv", "bv", "sa", "ab", "spa", "oyj", "pty", "bhd",
])  # fmt: skip
"""What stands behind the names of companies in one story and not in the next, two of them at times."""
_SIGNS = re.compile(r"[^\w]+")
_INITIALS = re.compile(r"\b\w\.(?: ?\w\.)+|\b(?:\w\.)+\w\b")
_WITH_INITIAL = re.compile(r"([^\W\d_][\w'’-]+) [^\W\d_]\. ([^\W\d_][\w'’-]+)")
"""A person between whose two names one initial stands, which the next story leaves out."""


@lru_cache(20_000)
def plain_name(name: str) -> str:
    """A name for comparison: small letters without marks, one space between words, no article, `us` for `U.S.`."""
    joined = _INITIALS.sub(lambda found: re.sub(r"[. ]", "", found[0]), fold(name))
    return _SIGNS.sub(" ", joined.replace("'s ", " ").replace("’s ", " ")).strip().removeprefix("the ")


@lru_cache(20_000)
def person_name(name: str) -> str:
    """A plain name, that of a person without a middle initial: stories give or leave it out."""
    person = _WITH_INITIAL.fullmatch(name)
    return plain_name(f"{person[1]} {person[2]}" if person else name)


def _without_legal_form(plain: str) -> str:
    words = plain.split(" ")
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
        if len(words) > 1 and words[-1] == "and":  # "and Co"
            words.pop()
    return " ".join(words)


class PartyNames:
    """The names by which known parties go, each with the one that stands for the party."""

    def __init__(
        self,
        names: Iterable[tuple[str, str]] = (),
        own: Mapping[str, str] | None = None,
        sides: Iterable[tuple[str, str]] = (),
        figures: Iterable[tuple[str, str]] = (),
    ) -> None:
        """`names` are pairs of a name and the name of the party; the reader's `own` go before them. `sides` are pairs
        of a body and the state that it belongs to, `figures` those of `names` that are figures of speech: a capital, a
        people.
        """
        mine = {plain_name(name): plain_name(party) for name, party in (own or {}).items()}
        mine |= {party: party for party in mine.values()}
        self._own = {plain_name(party): party for party in (own or {}).values()}
        known: dict[str, str] = {}
        for name, party in names:
            plain = plain_name(party)
            known.setdefault(plain_name(name), mine.get(plain, plain))
        self._parties = {**known, **mine}
        self._forms: dict[str, list[str]] = {}
        for name, party in self._parties.items():
            self._forms.setdefault(party, []).append(name)
        self._figures = {plain_name(name): party for name, party in figures}
        self._sides = {plain_name(body): state for body, state in sides}
        self.means = lru_cache(100_000)(self._means)

    def party(self, name: str) -> str:
        """The plain name that stands for the party of this name; that name itself where nobody is known by it, without
        a person's middle initial and the legal form of a company, which stories give or leave out.
        """
        plain = person_name(name)
        if (known := self._parties.get(plain_name(name), self._parties.get(plain))) is not None:
            return known
        bare = _without_legal_form(plain)
        return plain if bare in self._parties else bare

    def side(self, name: str) -> str:
        """The state for which a body of this name speaks, whatever a story says; empty where none is known."""
        return self._sides.get(self.party(name), "")

    def called(self, name: str) -> str:
        """What a party is called whom a story calls so: by its own name where that is a figure of speech."""
        return self._figures.get(plain_name(name), name)

    def own(self, party: str) -> str:
        """What the reader calls the party of this plain name; empty where they did not say."""
        return self._own.get(party, "")

    @property
    def own_names(self) -> tuple[tuple[str, str], ...]:
        """All that the reader says of names: plain names, and what their parties are called."""
        found = ((name, self._own.get(party, "")) for name, party in self._parties.items())
        return tuple(sorted((name, called) for name, called in found if called))

    def forms(self, typed: str) -> tuple[str, ...]:
        """All plain names of the party that somebody means who types this; none where the party is not known."""
        if typed.rstrip().endswith("*"):
            return ()
        return tuple(self._forms.get(self._parties.get(plain_name(typed), ""), ()))

    def _means(self, typed: str, name: str) -> bool:
        """Whether someone who types `typed` may mean the party that a story calls `name`.

        A known name means that party under all its names, and what has it in its name; another one means what has
        words that begin so. A star at the end asks for beginnings.
        """
        wanted, found = plain_name(typed), plain_name(name)
        if not wanted or not found:
            return False
        party = None if typed.rstrip().endswith("*") else self._parties.get(wanted)
        if party is None:
            is_whole = len(wanted) <= SHORT and not typed.rstrip().endswith("*")
            return _holds(wanted, found, is_whole)
        theirs = self._parties.get(found)
        if theirs is not None:
            return theirs == party
        return any(_holds(one, found, True) and not self._is_part(one, found, party) for one in {wanted, party})

    def _is_part(self, wanted: str, found: str, party: str) -> bool:
        """Whether the words belong to a longer name of another party, as Sudan does in South Sudan."""
        words = found.split()
        size = len(wanted.split())
        for longer in range(size + 1, min(len(words), size + 3) + 1):
            for start in range(len(words) - longer + 1):
                one = " ".join(words[start : start + longer])
                other = self._parties.get(one)
                if other is not None and other != party and _holds(wanted, one, True):
                    return True
        return False


NO_NAMES = PartyNames()
"""Nobody is known by another name."""


def names_thing(typed: str, name: str) -> bool:
    """Whether someone who types `typed` may mean the thing of this name, which may have raised or lowered figures."""
    return any(NO_NAMES.means(spelling, name) for spelling in spellings(typed))


def _holds(wanted: str, found: str, is_whole: bool) -> bool:
    return f" {wanted}{' ' if is_whole else ''}" in f" {found} "
