"""Personal pronouns: person, number, gender and case, from the one table of the language in use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Token

from briefing.analysis.vocabulary import data, per_language


class Number(StrEnum):
    """Whether a pronoun stands for one or for many; EITHER where its form does not tell."""

    ONE = "one"
    MANY = "many"
    EITHER = ""


class Gender(StrEnum):
    """Of whom a pronoun stands for; ANY where its form does not tell."""

    MALE = "male"
    FEMALE = "female"
    NEUTER = "neuter"
    ANY = ""


class Case(StrEnum):
    """How a form stands in the clause: "he", "him", "his offer", "hers", "himself"."""

    SUBJECT = "subject"
    OBJECT = "object"
    DETERMINER = "determiner"
    INDEPENDENT = "independent"
    REFLEXIVE = "reflexive"


@dataclass(frozen=True, slots=True)
class Pronoun:
    """One form of a personal pronoun. `person` is 1, 2 or 3."""

    person: int
    number: Number
    gender: Gender
    cases: frozenset[Case]

    @property
    def is_personal(self) -> bool:
        """Whether it stands for a human being: "he", "her"."""
        return self.gender in (Gender.MALE, Gender.FEMALE)

    @property
    def is_neuter(self) -> bool:
        """Whether it stands for one that is no human being: "it", "its"."""
        return self.gender is Gender.NEUTER

    @property
    def is_they(self) -> bool:
        """Whether it stands for several: "they", "them"."""
        return self.person == 3 and self.number is Number.MANY

    @property
    def is_argument(self) -> bool:
        """Whether it is a subject, an object or an owner before a noun: no "hers", no "themselves"."""
        return bool(self.cases & {Case.SUBJECT, Case.OBJECT, Case.DETERMINER})

    @property
    def is_core(self) -> bool:
        """Whether it is a subject or an object."""
        return bool(self.cases & {Case.SUBJECT, Case.OBJECT})


@per_language
def pronouns() -> Mapping[str, Pronoun]:
    """All personal pronouns of the language in use, by their form in lower case."""
    return {form: _pronoun(row) for form, row in data("pronouns.yaml").items()}


def _pronoun(row: Mapping[str, object]) -> Pronoun:
    cases = row["cases"]
    if not isinstance(cases, list):
        raise ValueError(f"the cases of a pronoun are a list, not {cases!r}")
    number, gender = Number(str(row.get("number", ""))), Gender(str(row.get("gender", "")))
    return Pronoun(int(str(row["person"])), number, gender, frozenset(map(Case, cases)))


def is_pronoun(text: str) -> bool:
    """Whether a word is a pronoun by its form alone; in capitals it is a name: "US", "IT"."""
    return text.lower() in pronouns() and not _is_in_capitals(text)


def pronoun(token: Token) -> Pronoun | None:
    """The pronoun that a word is, by its form; in capitals ("US", "IT") only where the parser takes it for one."""
    return None if _is_in_capitals(token.text) and token.pos_ != "PRON" else pronouns().get(token.lower_)


def _is_in_capitals(text: str) -> bool:
    return len(text) > 1 and text.isupper()  # "I" is one letter


def is_first_person(token: Token) -> bool:
    """Whether the word means the speaker or the speaker's side."""
    found = pronoun(token)
    return found is not None and found.person == 1


def is_second_person(token: Token) -> bool:
    """Whether the word means the one who is spoken to."""
    found = pronoun(token)
    return found is not None and found.person == 2 and found.is_argument
