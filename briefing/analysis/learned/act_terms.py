"""Which words are the terms of an act: those the network points at, whole, and nothing that the line says anyway."""

from __future__ import annotations

from briefing.analysis.learned.conditions import what_hangs_on_it
from briefing.analysis.learned.document import Document, Word
from briefing.analysis.learned.network import ANSWERS, MEASURES, TriggerScores
from briefing.analysis.learned.party_choice import Choice
from briefing.analysis.vocabulary import words as listed

Range = tuple[int, int]

_ASKING = ("demand", "propose")
_VOWS = ("pledge", "threaten")
_BEGINS = ("NOUN", "PROPN", "ADJ", "NUM", "DET", "SYM")
"""What terms may begin with behind the recipient."""
_BEFORE_NOUN, _FAR_NOUN = ("compound", "amod", "nmod", "nummod", "poss"), 3
"""How a word hangs on the noun behind it, and words up to that noun."""
_PARTICLE, _HELPERS, _HELPING = 2, 3, ("aux", "auxpass", "neg", "advmod")
"""Words from a verb to what is done to, with its particle: "cut [off] payments"; and helping verbs before it."""
_FEW = 4
"""Words that say which thing is meant, at most."""
_ENDING = 2
"""Letters of a verb's ending."""
_PAIRS = (("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"))


def terms_of(document: Document, said: TriggerScores, act: str, negated: bool, recipient: Choice | None) -> Range:
    """The words `[first, last)` of the terms of an act."""
    pointed_at = what_hangs_on_it(document, _without_own_verb(document, said, recipient))
    terms = _with_against(document, said.word, act, _without_recipient(document, pointed_at, recipient))
    if act in (*_ASKING, *_VOWS) and not negated:
        terms = _with_not(document, said.word, terms)
    terms = _with_its_verb(document, said.word, _of_own_verb(document, said.word, terms))
    if act not in MEASURES:
        terms = _with_ending_below(document, said.word, terms)
    if act not in (*MEASURES, *ANSWERS):
        terms = _with_ending(document, said.word, terms)
    terms = _without_next_act(document, said.word, _of_relative_clause(document, said.word, terms))
    terms = _with_object(document, _with_participle(document, _whole_phrase(document, said.word, terms)))
    terms = _whole_quotes(document, terms)
    return _without_no(document, terms) if negated else terms


def _without_own_verb(document: Document, said: TriggerScores, recipient: Choice | None) -> Range:
    """The terms without the act's own verb, where the recipient stands behind it: "[fined Chad] ten francs"."""
    behind = said.terms[0] + 1
    if said.terms[0] != said.word or document.words[said.word].pos != "VERB" or behind >= said.terms[1]:
        return said.terms
    without = behind, said.terms[1]
    return said.terms if _without_recipient(document, without, recipient) == without else without


def _without_recipient(document: Document, terms: Range, recipient: Choice | None) -> Range:
    """The terms behind the recipient, where they begin with it: "offered [Chad cheap salmon]"."""
    if recipient is not None:
        for candidate in document.candidates:
            if candidate.party == recipient.party and candidate.first == terms[0] and candidate.last < terms[1]:
                behind = document.words[candidate.last]
                if behind.pos in _BEGINS:
                    return candidate.last, terms[1]
    return terms


def _without_no(document: Document, terms: Range) -> Range:
    """The terms of what is said not to happen, without a second "no": "offered [no] deal"."""
    first, last = terms
    return (first + 1, last) if last - first > 1 and document.words[first].lemma == "no" else terms


def what_is_given(document: Document, terms: Range) -> Range:
    """The terms without the verb that says it again: "[offer] a better deal"."""
    says_it_again = document.words[terms[0]].lemma == "offer" and terms[1] > terms[0] + 1
    return (terms[0] + 1, terms[1]) if says_it_again else terms


def with_own_verb(document: Document, word: int, act: str, terms: Range) -> Range:
    """The terms with the verb beside them that says what is done: "[barred] ten ships", "ten ships [were barred]".

    What the act says anyway stays out: "imposed a toll", "will pay a toll". Who is kept from something stands between:
    "[barred ten ships from entering the port]".
    """
    words, (first, last) = document.words, terms
    said = words[word]
    if said.pos != "VERB" or said.head in range(first, last) or not _needs_its_verb(document, word, act):
        return terms
    if _keeps_from(document, word, first):
        return word, last  # without its verb, what is forbidden would seem to be ordered
    if first - _PARTICLE <= word < first and all(w.dep == "prt" for w in words[word + 1 : first]):
        return word, last
    passive = last <= word <= last + _HELPERS and all(w.dep in _HELPING for w in words[last:word])
    return (first, word + 1) if passive and words[document.top(*terms)].head == word else terms


def _needs_its_verb(document: Document, word: int, act: str) -> bool:
    """Whether an act says too little without its verb: "imposed [ten ships]", "pledged [the duties]"."""
    verb = document.words[word].lemma
    if act in MEASURES:
        return verb not in listed("acts.plain_measures")
    if act in _VOWS and _is_ahead(document, word):
        return verb not in listed("acts.plain_vows")
    says = ("acts.restricting", "acts.stopping", "acts.relieving", "acts.ending_measures")
    return act not in ANSWERS and any(verb in listed(topic) for topic in says)


def _is_ahead(document: Document, word: int) -> bool:
    """Whether a "will" alone makes a vow of a verb: "will [follow] the cut"."""
    helpers = (document.words[i].text.lower() for i in document.children(word, "aux"))
    return any(helper in listed("acts.will_words") for helper in helpers)


def _keeps_from(document: Document, word: int, first: int) -> bool:
    """Whether a "from" makes the terms what is not allowed: "barred ships from [entering the port]"."""
    before = document.words[first - 1] if first else None
    return before is not None and before.lemma == "from" and before.head == word and word < first - 1


def _with_against(document: Document, word: int, act: str, terms: Range) -> Range:
    """The terms from "against" on, where that says what must not be: "warned [against closing the canal]".

    Without it, what somebody asks not to have would seem to be asked for: "argued [against a toll]".
    """
    words = document.words
    warns = words[word].lemma in listed("acts.warning_verbs")
    asks = act == "demand" and words[document.top(*terms)].pos != "PROPN"
    against = (i for i in document.upwards(terms[0]) if words[i].lemma == "against" and words[i].dep == "prep")
    asked = (i for i in against if warns or (asks and words[i].head == word))
    return next(((i, terms[1]) for i in asked if word < i < terms[0]), terms)


def _with_not(document: Document, word: int, terms: Range) -> Range:
    """The terms with the "not" before their verb: "insisted that it should [not surrender land]".

    A "not" that is no word by itself takes the one before with it: "said that it [won't surrender land]".
    """
    words, first = document.words, terms[0]
    before = first - 1 if first and words[first - 1].pos == "PART" and words[first - 1].lemma == "to" else first
    behind_word = before > word + 1 or before == word
    if behind_word and words[before - 1].dep == "neg" and words[before - 1].head in (first, first + 1):
        first = before - 1
    if words[first].dep == "neg" and words[first].text in listed("acts.joined_nots"):
        first -= 1
    return first, terms[1]


def _of_relative_clause(document: Document, word: int, terms: Range) -> Range:
    """The noun that a clause says it of, where the terms have too much or too little of it.

    "Charged with breaking [the sanctions] that Fiji imposed", "[a toll] that Fiji threatened to levy on ships".
    """
    words, noun = document.words, document.words[word].head
    if words[word].dep != "relcl" or words[noun].pos not in ("NOUN", "PROPN") or noun > word:
        return terms
    if words[noun].dep == "pobj" and words[words[noun].head].lemma == "of":
        noun = words[words[noun].head].head  # "a toll of ten francs that …" is about the toll
    first = _phrase_start(document, noun)
    if terms[0] < first <= noun < terms[1] <= word and any(w.pos == "VERB" for w in words[terms[0] : first]):
        return first, terms[1]
    below = terms[0] + (words[terms[0]].lemma == "to")
    is_laid = words[below].head == word and words[below].dep == "xcomp" and words[below].lemma in listed("acts.laying")
    if is_laid and all(w.head != below or w.dep != "dobj" for w in words[below : terms[1]]):
        return first, document.words[word].head + 1
    return terms


def _of_own_verb(document: Document, word: int, terms: Range) -> Range:
    """What the word's own verb is done to, where the terms are another's: "promised [a ship], and Chad sold one"."""
    words, top = document.words, document.top(*terms)
    verb = words[top].head
    other = verb > word and words[verb].head == word and words[verb].dep == "conj" and words[verb].pos == "VERB"
    if not other or not any(w.head == verb and w.dep == "nsubj" for w in words[word:verb]):
        return terms
    own = next((i for i in range(word + 1, verb) if words[i].head == word and words[i].dep == "dobj"), None)
    return terms if own is None else (_phrase_start(document, own), own + 1)


def _with_its_verb(document: Document, word: int, terms: Range) -> Range:
    """The terms with the verb of their clause: "vowed that [duties would not go unanswered]"."""
    words, top = document.words, document.top(*terms)
    verb = words[top].head
    if words[top].dep not in ("nsubj", "nsubjpass") or words[verb].dep != "ccomp" or words[verb].head != word:
        return terms
    last = max(verb + 1, terms[1])
    while last < len(words) and words[last].head == verb and words[last].dep in ("acomp", "advmod", "dobj", "attr"):
        last += 1
    return terms[0], last


def _with_ending(document: Document, word: int, terms: Range) -> Range:
    """The terms with what says that they end: "will [cut off trade with Chad]", "announced [the end of its treaty]"."""
    words, top = document.words, document.top(*terms)
    above = words[top].head
    if above == word < terms[0] and words[top].dep == "dobj" and words[word].pos == "VERB":
        ends = words[word].lemma in listed("acts.stopping") or words[word].lemma in listed("acts.ending_measures")
        return (word, terms[1]) if ends and terms[0] - word <= _PARTICLE + 1 else terms
    noun = words[above].head
    of_end = words[above].lemma == "of" and words[noun].lemma in listed("acts.endings") and words[noun].pos == "NOUN"
    return (_phrase_start(document, noun), terms[1]) if of_end and words[top].dep == "pobj" else terms


def _with_ending_below(document: Document, word: int, terms: Range) -> Range:
    """The terms with the verb before them that ends or frees what they name: "hopes to [lift] the duties"."""
    words, top = document.words, document.top(*terms)
    verb = words[top].head
    is_below = words[verb].dep == "xcomp" and words[verb].head == word and words[top].dep == "dobj"
    says = ("acts.stopping", "acts.ending_measures", "acts.relieving")
    if not is_below or not word < verb < terms[0] <= verb + _PARTICLE + 1:
        return terms
    return (verb, terms[1]) if any(words[verb].lemma in listed(topic) for topic in says) else terms


def _phrase_start(document: Document, noun: int) -> int:
    """The first word of what stands before a noun and hangs on it."""
    words, first = document.words, noun
    while first > 0 and _hangs_on(document, first - 1, noun) and words[first - 1].dep not in ("punct", "cc"):
        first -= 1
    return first


def _hangs_on(document: Document, word: int, noun: int) -> bool:
    for _ in range(_FAR_NOUN):
        above = document.words[word].head
        if above == noun:
            return True
        if above == word or above > noun:
            return False
        word = above
    return False


def _without_next_act(document: Document, word: int, terms: Range) -> Range:
    """The terms up to the "and" or "but" of the next verb: "imposed [a toll] and closed its ports".

    That verb may stand beside the one that the act is told under: "to spurn [a proposal for peace] and name its own".
    """
    words, (first, last) = document.words, terms
    told = words[word].head if words[word].pos == "NOUN" and first <= word else word
    if words[told].pos != "VERB" or first <= told:
        return terms
    for at in range(first + 1, last):
        verb = words[at]
        is_next = verb.head == told and verb.dep == "conj" and verb.pos == "VERB"
        if is_next and (told != word or _are_of_one_form(verb, words[told])):
            ands = [i for i in range(first + 1, at) if words[i].head == told and words[i].dep == "cc"]
            return (first, ands[-1]) if ands else terms
    return terms


def _are_of_one_form(one: Word, other: Word) -> bool:
    """Whether two verbs have the same ending: "imposed" and "closed", not "imposed" and "feedgrains"."""
    return one.text != one.lemma and other.text != other.lemma and one.text[-_ENDING:] == other.text[-_ENDING:]


def _whole_phrase(document: Document, word: int, terms: Range) -> Range:
    """The terms up to their noun, where they end before it in a title: "[FIGHT U.S.] POTASH ACTION"."""
    words, (first, last) = document.words, terms
    noun = words[last - 1].head
    behind = words[last : noun + 1]
    if noun == word or words[last - 1].dep not in _BEFORE_NOUN or not last <= noun < last + _FAR_NOUN:
        return terms
    capitals = all(w.text[:1].isupper() or w.text[:1].isdigit() for w in (words[last - 1], *behind))
    return (first, noun + 1) if capitals and words[noun].pos in ("NOUN", "PROPN") else terms


def _with_participle(document: Document, terms: Range) -> Range:
    """The terms with the few words behind their noun that say which is meant: "[all ports] claimed by Chad"."""
    words, last = document.words, terms[1]
    if last >= len(words) or words[last].dep != "acl" or words[last].pos != "VERB" or words[last].head != last - 1:
        return terms
    below = document.below(last)
    agent = next((i for i in sorted(below) if words[i].head == last and words[i].dep == "agent"), None)
    end = 1 + max(below if agent is None else document.below(agent))  # what stands behind "by Chad" is often another's
    return (terms[0], end) if min(below) == last and end - last <= _FEW else terms


def _with_object(document: Document, terms: Range) -> Range:
    """The terms with what their last verb is done to, where that stands right behind it: "[free] the crew"."""
    words, (first, last) = document.words, terms
    verb = last - 1
    if words[verb].dep == "amod" and words[verb].head == last and words[verb - 1].dep == "aux":
        return first, last + 1  # "to free crew", where the parser takes the verb for an adjective
    if words[verb].pos != "VERB" or words[verb].dep in ("amod", "acl", "relcl"):
        return terms
    thing = next(iter(document.children(verb, "dobj")), None)
    if thing is None or not last <= thing < last + _FAR_NOUN or _phrase_start(document, thing) != last:
        return terms
    return first, thing + 1


def _whole_quotes(document: Document, terms: Range) -> Range:
    """The terms with the other half of a pair of quotes, where that stands beside them; without the half, where not."""
    for opening, closing in _PAIRS:
        terms = _whole_pair(document, terms, opening, closing)
    return terms


def _whole_pair(document: Document, terms: Range, opening: str, closing: str) -> Range:
    first, last = terms
    inside = [_sign(word) for word in document.words[first:last]]
    opened, closed = inside.count(opening), inside.count(closing)
    odd = opening == closing and opened % 2 == 1
    before = _sign(document.words[first - 1]) if first else ""
    after = _sign(document.words[last]) if last < len(document.words) else ""
    if (opened > closed or odd) and after == closing:
        return first, last + 1
    if (closed > opened or odd) and before == opening:
        return first - 1, last
    if last - first > 1 and (opened != closed or odd):
        if inside[0] in (opening, closing):
            return first + 1, last
        if inside[-1] in (opening, closing):
            return first, last - 1
    return terms


def _sign(word: Word) -> str:
    """What a word is; nothing where it is the apostrophe of an owner: "workers' rights"."""
    return "" if word.pos == "PART" else word.text
