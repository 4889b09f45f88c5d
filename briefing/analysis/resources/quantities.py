"""How much the terms of an offer are about: an amount with its unit, a number of things, or a number alone."""

from __future__ import annotations

import re

from spacy.tokens import Span as Words
from spacy.tokens import Token

from briefing.analysis import vocabulary
from briefing.core.quantities import Quantity, quantities
from briefing.core.units import WEIGHED

_RATE_BEHIND = 24
"""Characters behind the terms that may still hold the "a tonne" of a price."""
_NUMBER_ALONE = re.compile(
    r"(?:(?:about|around|nearly|at least|at most|up to|no more than|more than|less than|another)\s)?(?:\$|€|£)?"
    r"(?:\d[\d,.]*|[a-z]+)(?:\s(?:hundred|thousand|million|billion|trillion|mln|bln))?(?:\s(?:each|apiece|more))?",
    re.IGNORECASE,
)
_OBJECTS = frozenset({"dobj", "nsubjpass", "ROOT", "attr", "oprd", "dative"})


def quantity_of(terms: Words) -> str | None:
    """The quantity in the terms or right behind them, "cut exports | by 15 %", or that is to be supplied by what else
    their sentence says; else by when, "until Friday", or how long: "a 90-day truce".
    """
    return (
        quantity_in(terms)
        or _amount_behind(terms)
        or _supplied_beside(terms)
        or _deadline(terms)
        or _given_time(terms)
        or _compound(terms)
    )


def quantity_in(terms: Words) -> str | None:
    """The first quantity of the terms, in their words; a length of time only where there is no other."""
    amounts = list(_amounts(terms))
    measured = next((amount.text for amount in amounts if not amount.is_time), None)
    return measured or _counted_things(terms) or _alone(terms) or next((amount.text for amount in amounts), None)


def _amount_behind(terms: Words) -> str | None:
    """ "by 15 %", "for 15 years", and both ends of a change: "from 25% to 100%"."""
    doc, lead, start = terms.doc, terms.end, vocabulary.words("resources.change_prepositions")
    if _is_within(terms, lead + 2) and doc[lead].lower_ == "," and doc[lead + 1].lower_ in start:
        lead += 1
    if not _is_within(terms, lead + 1) or doc[lead].lower_ not in vocabulary.words("resources.amount_prepositions"):
        return None
    text = doc[lead + 1 : doc[lead].sent.end].text
    amounts = quantities(text)
    amount = next(amounts, None)
    if amount is None or text[: amount.start].strip():
        return None
    if doc[lead].lower_ not in start:
        return amount.text
    last = next(amounts, None)
    return f"from {text[: last.end]}" if last is not None and text[amount.end : last.start] == " to " else None


def _supplied_beside(terms: Words) -> str | None:
    """The one amount of goods that another clause of the sentence says is to be supplied: "… offering to ship 9 t"."""
    sentence = terms.sent
    found = []
    for amount in quantities(sentence.text):
        words = sentence.char_span(amount.start, amount.end, alignment_mode="expand")
        if amount.unit in WEIGHED and words is not None and (words.end <= terms.start or words.start >= terms.end):
            found.append((amount, words.root))
    if len(found) != 1:
        return None
    amount, root = found[0]
    supplied = root.dep_ == "dobj" and root.head.lemma_.lower() in vocabulary.words("resources.supplying")
    return amount.text if supplied and root.i > terms.start else None


def _compound(terms: Words) -> str | None:
    """A length of time before a noun: "a 90-day truce", but no age: "a 90-day-old"."""
    lengths = (one for one in quantities(terms.text) if one.is_time and "-" in one.text)
    return next((one.text for one in lengths if terms.text[one.end : one.end + 1] == " "), None)


def _deadline(terms: Words) -> str | None:
    """A date behind "by" or "until", in the terms or right behind them."""
    doc = terms.doc
    limits = vocabulary.words("resources.time_limits")
    dates = {entity.start: entity for entity in terms.sent.ents if entity.label_ == "DATE"}
    for start in sorted(dates):
        if terms.start < start <= terms.end + 1 and _is_within(terms, start) and doc[start - 1].lower_ in limits:
            return str(doc[start - 1 : dates[start].end].text)
    return None


def _given_time(terms: Words) -> str | None:
    """How long somebody is given to do what the terms say: "gave Chile two weeks to [open the port]"."""
    verb = terms.root.head if terms.root.dep_ in ("acl", "advcl", "relcl", "xcomp") else None
    if verb is not None and verb.dep_ == "dobj":
        verb = verb.head  # "two weeks to open the port", where the parser takes it so
    if verb is None or verb.i >= terms.start or verb.lemma_.lower() not in vocabulary.words("resources.giving_time"):
        return None
    dates = (entity for entity in terms.sent.ents if entity.label_ in ("DATE", "TIME"))
    between = next((entity for entity in dates if verb.i < entity.start and entity.end <= terms.start), None)
    if between is None:
        return None
    before = terms.doc[between.start - 1]
    first = between.start - (before.lower_ in vocabulary.words("resources.time_limits"))
    return str(terms.doc[first : between.end].text)


def _is_within(terms: Words, place: int) -> bool:
    """Whether a word of the text stands in the sentence in which the terms end."""
    return place < terms.doc[terms.end - 1].sent.end


def _amounts(terms: Words) -> list[Quantity]:
    size = terms.end_char - terms.start_char
    text = terms.doc[terms.start : terms.end + _RATE_BEHIND].text[: size + _RATE_BEHIND]
    found = [amount for amount in quantities(text) if amount.end <= size or (amount.start < size and amount.per)]
    return [amount for amount in found if not (amount.is_time and "-" in amount.text)]  # "a two-year delay"


def _counted_things(terms: Words) -> str | None:
    """ "another 600 police officers": a number of things that are themselves what is put."""
    for token in terms:
        if token.like_num and token.dep_ == "nummod" and _is_object(token.head, terms) and _counts(token):
            first = token.i
            while first > terms.start and terms.doc[first - 1].lower_ in vocabulary.words("resources.number_modifiers"):
                first -= 1
            return str(terms.doc[first : token.head.i + 1].text)
    return None


def _is_object(noun: Token, terms: Words) -> bool:
    return noun.tag_ in ("NNS", "NNPS") and noun in terms and (noun.dep_ in _OBJECTS or noun.i == terms.root.i)


def _counts(number: Token) -> bool:
    """Whether the number counts its noun: not the day of a date, a calibre, or the 2 of "Leopard 2 tanks"."""
    before = number.nbor(-1) if number.i else None
    model = before is not None and before.pos_ == "PROPN" and before.head == number.head
    calibre = number.nbor().lower_ in vocabulary.words("resources.calibres")
    return not (
        model or calibre or {number.lower_, number.head.lemma_.lower()} & vocabulary.words("resources.not_counted")
    )


def _alone(terms: Words) -> str | None:
    """ "12 million", where the story has said before what of."""
    number = any(token.like_num and token.lower_ not in vocabulary.words("resources.not_counted") for token in terms)
    return terms.text if number and _NUMBER_ALONE.fullmatch(terms.text) else None
