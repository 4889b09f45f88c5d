"""Pronouns and descriptions of a story, resolved in one pass that keeps in mind who was mentioned."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from briefing.analysis import vocabulary
from briefing.analysis.actors.cluster import ActorCluster
from briefing.analysis.actors.coreference.descriptions import Description, Descriptions
from briefing.analysis.actors.coreference.discourse import DiscourseModel
from briefing.analysis.actors.coreference.pronouns import Pronouns
from briefing.analysis.names.gazetteer import Form, Gazetteer
from briefing.analysis.names.name import Name
from briefing.analysis.syntax.pronouns import pronoun
from briefing.core.analysis import ActorKind


def resolve_references(docs: list[Doc], parties: list[ActorCluster], gazetteer: Gazetteer) -> list[Description]:
    """All words that stand for a party without naming it, in text order. What stays doubtful is left out."""
    names = {t: (party, name) for party in parties for name in party.names for t in name.words}
    titled = {
        token
        for _, name in names.values()
        if name.title is not None
        for token in name.words.doc[name.title.start : name.title.stop]
    }
    discourse = DiscourseModel()
    pronouns = Pronouns(gazetteer, discourse)
    descriptions = Descriptions(gazetteer, parties, {place: party for place, (party, _) in names.items()}, discourse)
    found: list[Description] = []
    for token in (token for doc in docs for token in doc):
        discourse.sentence += bool(token.is_sent_start)
        named = names.get(token)
        if named is not None:
            if token.i == named[1].words.start:
                _add_name(discourse, *named)
            continue
        if token in titled:
            continue
        party = pronouns.resolve(token)
        description = descriptions.resolve(token) if party is None else None
        if party is not None:
            description = Description(token.doc[token.i : token.i + 1], party, named=False)
        if description is not None:
            found.append(description)
            discourse.add(description.party, token, _is_they(token))
    return found


def _is_they(token: Token) -> bool:
    found = pronoun(token)
    return found is not None and found.is_they


def _add_name(discourse: DiscourseModel, party: ActorCluster, name: Name) -> None:
    """How a name is mentioned: "Hamas negotiators" is spoken of where the negotiators stand, and in the plural."""
    root: Token = name.words.root
    if (
        party.kind is ActorKind.PERSON
        and party.side is not None
        and not any(h.party is party for h in discourse.mentions)
    ):
        # "The Turkish president, Erdogan" speaks of Turkey too, though not as of somebody who acts
        discourse.add(party.side, root.doc[max(0, name.words.start - 1)])
    plural = name.form in (Form.PEOPLE, Form.ADJECTIVE) or root.tag_ == "NNPS"
    head: Token = root.head
    speaking = head.lower_ in vocabulary.words("names.state_nouns") or head.lemma_.lower() in vocabulary.words(
        "names.offices"
    )
    if root.dep_ == "compound" and head.i > root.i and speaking:
        discourse.add(party, head, plural or head.tag_ == "NNS")
    else:
        discourse.add(party, root, plural)
