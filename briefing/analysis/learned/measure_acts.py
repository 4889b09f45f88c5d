"""Measures whose act or sense the network mistakes: relief told as harm, permission told as assent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.analysis.learned.document import Document
from briefing.analysis.vocabulary import words as listed

_OBJECTS = ("dobj", "nsubjpass")
_CLAUSES = ("xcomp", "ccomp", "pcomp", "prep", "dobj")
"""How what is considered hangs on the verb of considering."""
_PARTICIPLES = ("acl", "relcl")
_LONGEST_LIST = 6


def measure_act(document: Document, word: int, act: str, negated: bool) -> tuple[str, bool]:
    """The act of a word and its sign, where its syntax tells of a measure what the network does not.

    Any other act comes back as it is.
    """
    if act == "impose":
        return _imposed(document, word, negated)
    if act == "lift":
        tightens = (_takes_relief, _renews_measure, _permits_measure, _lets_measure_go_on)
        return ("impose" if any(tells(document, word) for tells in tightens) else act), negated
    if act in ("accept", "offer") and not negated and _permits(document, word):
        return ("impose" if _permits_measure(document, word) else "lift"), negated
    return ("impose" if act == "demand" and _orders_measure(document, word) else act), negated


def plain_measure(document: Document, word: int) -> str | None:
    """Whether a verb by itself imposes ("banning ships") or lifts ("easing the curbs"); None where it does neither."""
    if _takes_relief(document, word) or _renews_measure(document, word):
        return "impose"
    if _relieves(document, word) or _ends_measure(document, word):
        return "lift"
    return "impose" if _puts_measure(document, word) else None


def names_end(document: Document, word: int) -> bool:
    """ "announced a pause in the duties", "the [easing] of sanctions"."""
    words, sentence = document.words, document.sentence(word)
    objects = set(document.children(word, *_OBJECTS))
    ends = {i for i in (word, *objects) if words[i].lemma in listed("acts.endings") and words[i].pos == "NOUN"}
    behind = {i for i in sentence if words[i].dep == "prep" and words[i].head in ends}
    return any(words[i].head in behind and words[i].lemma in listed("acts.burdens") for i in sentence)


def _imposed(document: Document, word: int, negated: bool) -> tuple[str, bool]:
    """ "paused tariffs", "freed the crew", "plans to lift the ban" and "is no longer banned" relieve."""
    if _rebuffs(document, word):
        return "reject", negated
    if _is_no_longer(document, word):
        return "lift", False
    if _takes_relief(document, word) or _renews_measure(document, word):
        return "impose", negated
    relieving = (
        _relieves,
        _grants_relief,
        _is_looser,
        _ends_measure,
        _is_within_what_ends,
        names_end,
        _is_about_to_end_measure,
    )
    relief = any(tells(document, word) for tells in relieving)
    return "lift" if relief and not _is_denied_above(document, word) else "impose", negated


def _rebuffs(document: Document, word: int) -> bool:
    """ "rebuffed firms that had asked to be spared"."""
    said = document.words[word]
    return said.pos == "VERB" and said.lemma in listed("acts.rebuffing")


def _relieves(document: Document, word: int) -> bool:
    """ "cleared the swimmer", "reopened the border"."""
    said = document.words[word]
    return said.pos == "VERB" and said.lemma in listed("acts.relieving")


def _grants_relief(document: Document, word: int) -> bool:
    """ "announced an exemption to its sanctions"."""
    gives = document.words[word].lemma in (*listed("acts.granting"), *listed("acts.announcing"))
    return gives and not _objects(document, word).isdisjoint(listed("acts.reliefs"))


def _is_looser(document: Document, word: int) -> bool:
    """ "looser [restrictions] on exports", "[announced] looser restrictions"."""
    words, sentence = document.words, document.sentence(word)
    burdens = {i for i in (word, *document.children(word)) if words[i].lemma in listed("acts.burdens")}
    return any(words[i].head in burdens and words[i].text.lower() in listed("acts.looser") for i in sentence)


def _ends_measure(document: Document, word: int) -> bool:
    """ "halted its planned duties", "scrapped the rule"; "cut tariffs", but no "cut exports"."""
    lemma, things = document.words[word].lemma, _objects(document, word)
    if lemma in listed("acts.lowering"):
        return not things.isdisjoint(listed("acts.charges"))
    return lemma in listed("acts.ending_measures") and not things.isdisjoint(listed("acts.burdens"))


def _takes_relief(document: Document, word: int) -> bool:
    """ "removed the exemptions", "ended the waiver"."""
    lemma = document.words[word].lemma
    return lemma in listed("acts.ending_measures") and not _objects(document, word).isdisjoint(listed("acts.reliefs"))


def _renews_measure(document: Document, word: int) -> bool:
    """ "restored the duties", "extended its ban", "extended its output cuts"."""
    words = document.words
    if words[word].lemma not in listed("acts.renewing"):
        return False
    behind = {words[i].lemma for i in range(word + 1, min(word + 2, len(words)))}  # whatever the parser makes of it
    burdens = listed("acts.burdens")
    return not (_objects(document, word) | behind).isdisjoint(burdens) or _is_cut_of_output(document, word)


def _is_cut_of_output(document: Document, word: int) -> bool:
    words, sentence = document.words, document.sentence(word)
    cuts = {i for i in document.children(word, *_OBJECTS) if words[i].lemma == "cut"}
    kinds = (w for i in sentence if (w := words[i]).head in cuts and w.dep == "compound")
    return any(w.lemma in listed("acts.outputs") for w in kinds)


def _lets_measure_go_on(document: Document, word: int) -> bool:
    """ "allowed the sanctions to go forward"."""
    words = document.words
    if words[word].lemma not in listed("acts.permitting"):
        return False
    below = set(document.children(word, *_CLAUSES))
    going_on = {i for i in below if words[i].lemma not in listed("acts.running_out")}
    subjects = (w for i in document.sentence(word) if (w := words[i]).head in going_on and w.dep == "nsubj")
    return any(w.lemma in listed("acts.burdens") for w in subjects)


def _permits_measure(document: Document, word: int) -> bool:
    """ "authorised sanctions", "allowed an increase in duties"."""
    lemma = document.words[word].lemma
    return lemma in listed("acts.permitting") and not _objects(document, word).isdisjoint(listed("acts.burdens"))


def _orders_measure(document: Document, word: int) -> bool:
    """ "ordered a blockade": nobody is asked to."""
    lemma = document.words[word].lemma
    return lemma in listed("acts.ordering") and not _objects(document, word).isdisjoint(listed("acts.burdens"))


def _is_within_what_ends(document: Document, word: int) -> bool:
    """ "lifted the duties [imposed] in May", "an end to [sanctions]": what is told is that they end."""
    words = document.words
    noun = words[word].head if words[word].dep in _PARTICIPLES else word
    if words[noun].lemma not in listed("acts.burdens") or words[noun].dep not in _OBJECTS:
        return False
    verb = words[noun].head
    denied = bool(document.children(verb, "neg", "aux"))
    return not denied and words[verb].lemma in listed("acts.ending_measures")


def _is_about_to_end_measure(document: Document, word: int) -> bool:
    """ "[plans] to lift its ban"."""
    below = document.children(word, "xcomp")
    return any(_relieves(document, i) or _ends_measure(document, i) for i in below)


def _is_denied_above(document: Document, word: int) -> bool:
    """ "is not expected to loosen the limits": they stay."""
    words = document.words
    if words[word].dep != "xcomp":
        return False
    above = words[word].head
    return bool(document.children(above, "neg"))


def _is_no_longer(document: Document, word: int) -> bool:
    """ "will no longer be banned from joining"."""
    words = document.words
    if words[word].pos != "VERB" or words[word].lemma not in listed("acts.restricting"):
        return False
    return any(words[i].text.lower() in listed("acts.longer") for i in document.children(word))


def _puts_measure(document: Document, word: int) -> bool:
    lemma = document.words[word].lemma
    if lemma in listed("acts.burdens") or lemma in listed("acts.restricting"):
        return True
    return lemma in listed("acts.stopping") and not _objects(document, word).isdisjoint(listed("acts.flows"))


def _permits(document: Document, word: int) -> bool:
    """ "was authorised to unload", "gave the charity permission to"."""
    lemma = document.words[word].lemma
    if lemma in listed("acts.permitting"):
        return document.words[word].pos == "VERB"
    return lemma in listed("acts.granting") and not _objects(document, word).isdisjoint(listed("acts.permissions"))


def _objects(document: Document, word: int) -> set[str]:
    """The lemmas of what is done to by a verb, each of several."""
    words = document.words
    sentence = document.sentence(word)
    found = [*document.children(word, *_OBJECTS)]
    found += [i for i in sentence if words[i].dep == "pobj" and _is_start(document, words[i].head, found)]
    return {words[i].lemma for first in found for i in _listed(document, first, sentence)}


def _is_start(document: Document, preposition: int, things: Sequence[int]) -> bool:
    """Whether a preposition says of what a thing is the start: "delayed the introduction of duties"."""
    start = document.words[preposition].head
    return start in things and document.words[start].lemma in listed("acts.starts")


def _listed(document: Document, first: int, sentence: range) -> Iterator[int]:
    """A word, and those in one list with it."""
    yield first
    last = first
    for i in sentence:
        if document.words[i].dep == "conj" and document.words[i].head == last and i - first <= _LONGEST_LIST * 2:
            last = i
            yield i
