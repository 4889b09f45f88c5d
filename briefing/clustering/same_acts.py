"""Whether two lines tell one act.

Standing demands that are told weeks apart are one act. Alike acts of other parties, or on other matters, are others.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping

from briefing.clustering.act_weights import SAME, chance_of
from briefing.clustering.compared_line import (
    ALIKE,
    FOUND,
    MUCH,
    ComparedLine,
    agreement,
    common_words,
    has_terms_in,
    on_one_matter,
)
from briefing.clustering.words import cosine, weight
from briefing.core.analysis import Act
from briefing.core.ledger.entries import Join
from briefing.core.ledger.life import SAME_NEWS, are_far_apart, is_changed, same_amount
from briefing.core.ledger.lines import LedgerLine, LineParty

_LONG = 90
"""Days from which on it does not matter how many there are."""


def same_features(one: ComparedLine, other: ComparedLine) -> dict[str, float]:
    """What speaks for and against one act, by name; the order of the two does not matter.

    Words alone say little, and so does a pair of parties; the same sentence between the same parties says most. Names
    count as words, for a truce in one place is not the truce in another. Many an answer is alike and to another thing.
    """
    a, b = one.line, other.line
    proposer, recipient = _agreement(a.proposer, b.proposer), _agreement(a.recipient, b.recipient)
    is_dated = a.is_dated and b.is_dated
    days = abs((a.at - b.at).total_seconds()) / 86_400 if is_dated else 0.0
    return {
        "act": _likeness_of_acts(a.act, b.act),
        "together": float(proposer > 0 and recipient >= 0) * cosine(one.sentence, other.sentence),
        "terms": cosine(one.matter, other.matter),
        "words": math.log1p(sum(map(weight, _found_words(one, other)))),
        "proposer": _named_alike(a.proposer, b.proposer),
        "recipient": recipient,
        "amount": float(same_amount(a.quantity, b.quantity) is True),
        "days": math.log1p(min(days, _LONG)) / math.log1p(_LONG),
        "undated": float(not is_dated),
        "answers": float(a.act.is_answer and b.act.is_answer),
    }


def _found_words(one: ComparedLine, other: ComparedLine) -> set[str]:
    """Words of the terms of one that the other says, too: many of them say more than a like angle of short terms."""
    return {word for word in one.terms if word in other.quote} | {word for word in other.terms if word in one.quote}


def same_act(one: ComparedLine, other: ComparedLine) -> Join:
    """The chance that two lines tell one act, and why."""
    chance = same_chance(one, other)
    return Join(tuple(_why_same(one, other, same_features(one, other))) if chance else (), chance)


def same_chance(one: ComparedLine, other: ComparedLine) -> float:
    """The chance that two lines tell one act; 0 where something rules it out."""
    return chance_of(SAME, same_features(one, other)) if may_tell_one_act(one, other) else 0.0


def may_tell_one_act(one: ComparedLine, other: ComparedLine) -> bool:
    """Whether nothing rules out that two lines tell one act, their words neither. Acts that no story takes for each
    other need much the same terms: "the safe return of all" is what one wants, and what one promises.
    """
    if not may_be_one(one.line, other.line) or not on_one_matter(one, other):
        return False
    return one.line.act.may_be(other.line.act) or has_terms_in(one, other.quote) or has_terms_in(other, one.quote)


def may_be_one(one: LedgerLine, other: LedgerLine) -> bool:
    """Whether nothing rules out that two lines tell one act: yes is not no, what is done is not what is not, to lift is
    nothing but that, an answer is not what it answers, and what another does, what is put to another, what comes to
    a tenth of it, or what is called new days later, is another act.
    """
    acts = {one.act, other.act}
    if acts == {Act.ACCEPT, Act.REJECT} or _agreement(one.proposer, other.proposer) < 0:
        return False
    if is_put_to_another(one, [other.recipient]) or are_far_apart(one.quantity, other.quantity):
        return False
    if one.negated != other.negated or (Act.LIFT in acts and len(acts) > 1):
        return False
    if not one.act.is_near(other.act) and one.act.is_answer is not other.act.is_answer:
        return False
    return not _is_called_new(*sorted((one, other), key=lambda line: line.at))


def _is_called_new(earlier: LedgerLine, later: LedgerLine) -> bool:
    """Whether days after one line another speaks of something new ("fresh orders"), of which the first knows nothing:
    neither the amount nor the sentence.
    """
    is_days_later = later.is_dated and earlier.is_dated and later.at - earlier.at > SAME_NEWS
    if not is_days_later or not _NEW.match(later.terms) or same_amount(earlier.quantity, later.quantity):
        return False
    return earlier.quote != later.quote


_NEW = re.compile(r"(?:(?:a|an|its|their)\s+)?(?:new|fresh|another|renewed)\b", re.IGNORECASE)
"""How terms begin that are not those of days ago."""


def is_put_to_another(line: LedgerLine, recipients: Iterable[LineParty | None]) -> bool:
    """Whether a line is put to another side than any of these. All recipients of an entry are asked, for a line that
    names nobody would lead from the one side to the other.
    """
    return any(_agreement(line.recipient, one) < 0 for one in recipients)


def _agreement(one: LineParty | None, other: LineParty | None) -> float:
    """As `agreement`, but 0 where the one may be the other in fewer words."""
    if one is not None and other is not None and (_may_be_described(one, other) or _may_be_described(other, one)):
        return max(0.0, agreement(one, other))
    return agreement(one, other)


def _may_be_described(one: LineParty, other: LineParty) -> bool:
    """Whether the second, which bears no name, is described in words that all stand in the first's: "commercial banks"
    may be the "banks" of another paper.
    """
    words, fewer = one.key.split(), other.key.split()
    is_name = other.kind is not None or not other.side.split(" ")[-1].islower()
    return not is_name and words[-1:] == fewer[-1:] and set(fewer) <= set(words)


HEADLINE = Join(("the headline of the same story",))


def told_in_full(line: LedgerLine, found: Iterable[LedgerLine]) -> LedgerLine | None:
    """The line of the same story that tells in full what a headline says; None where there is none, or it is none."""
    if not line.in_title:
        return None
    headline = ComparedLine(line)
    likely = [ComparedLine(one) for one in found if _may_be_headline_of(line, one)]
    likely.sort(key=lambda full: -cosine(headline.terms, full.terms))
    for is_told in (_is_headline_of, _is_headline_for_another, _is_headline_by_people, _is_headline_of_near_act):
        if full := next((one for one in likely if is_told(headline, one)), None):
            return full.line
    return None


def _may_be_headline_of(headline: LedgerLine, full: LedgerLine) -> bool:
    return not full.in_title and headline.negated is full.negated and not differ(headline, full)


def _is_headline_of(headline: ComparedLine, full: ComparedLine) -> bool:
    """Whether act and parties are the same, on a matter that the terms of the headline name: the rest of a headline
    may tell something else.
    """
    if not _are_of_one_act(headline, full) or agreement(headline.line.recipient, full.line.recipient) < 0:
        return False
    if set(headline.line.resources) & set(full.line.resources) or not headline.terms or not full.terms:
        return True
    return cosine(headline.terms, full.quote) >= FOUND


def _is_headline_for_another(headline: ComparedLine, full: ComparedLine) -> bool:
    """Whether the words are the same though the recipient is not: short as they are, headlines name whom they like."""
    return _are_of_one_act(headline, full) and _has_same_terms(headline, full)


def _is_headline_by_people(headline: ComparedLine, full: ComparedLine) -> bool:
    """Whether the words are the same, and the proposers people whom a story calls now so, now so: "Britons"."""
    a, b = headline.line, full.line
    is_theirs = a.act is b.act and agreement(a.recipient, b.recipient) >= 0
    return is_theirs and _may_be_same_people(a.proposer, b.proposer) and _has_same_terms(headline, full)


def _is_headline_of_near_act(headline: ComparedLine, full: ComparedLine) -> bool:
    """Whether another act of the same parties is meant, as of what is vowed and what is threatened."""
    a, b = headline.line, full.line
    if agreement(a.proposer, b.proposer) <= 0 or agreement(a.recipient, b.recipient) < 0:
        return False
    if a.act.opens and b.act.opens and _has_same_terms(headline, full):
        return True
    return a.act.is_near(b.act) and cosine(headline.quote, full.quote) >= MUCH


def _are_of_one_act(headline: ComparedLine, full: ComparedLine) -> bool:
    return headline.line.act is full.line.act and agreement(headline.line.proposer, full.line.proposer) > 0


def _has_same_terms(headline: ComparedLine, full: ComparedLine) -> bool:
    return cosine(headline.terms, full.terms) >= _SAME_TERMS


def _may_be_same_people(one: LineParty | None, other: LineParty | None) -> bool:
    if one is None or other is None:
        return False
    return one.kind is other.kind is None or one.key.split()[-1:] == other.key.split()[-1:] != []


_SAME_TERMS = 0.55


def differ(one: LedgerLine, other: LedgerLine) -> bool:
    """Whether two lines of one act give other figures: the act has changed between them."""
    return is_changed(one.quantity, other.quantity)


def _likeness_of_acts(one: Act, other: Act) -> float:
    return 1.0 if one is other else 0.5 if one.is_near(other) else 0.0


def _named_alike(one: LineParty | None, other: LineParty | None) -> float:
    """1 where each is a name of the other, half where one is: some of a party are not the party."""
    if one is None or other is None:
        return 0.0
    return 0.5 * (one.key in other.keys) + 0.5 * (other.key in one.keys)


def _why_same(one: ComparedLine, other: ComparedLine, found: Mapping[str, float]) -> list[str]:
    a, b, reasons = one.line, other.line, []
    agree = {"proposer": agreement(a.proposer, b.proposer), "recipient": agreement(a.recipient, b.recipient)}
    parties = [role for role, agrees in agree.items() if agrees > 0]
    if parties:
        reasons.append(f"the same {' and '.join(parties)}")
    if found["act"]:
        reasons.append("the same act" if found["act"] == 1 else "acts that are told alike")
    if words := common_words(one, other):
        reasons.append(f"terms with the same words: {words}")
    amounts = same_amount(a.quantity, b.quantity)
    if amounts is not None:
        reasons.append("the same quantity" if amounts else "another quantity")
    if cosine(one.sentence, other.sentence) > ALIKE:
        reasons.append("sentences that say nearly the same")
    return reasons
