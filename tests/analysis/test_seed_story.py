"""One story of a contested deal, retold with other names, goods and order: every act has its parties and its terms."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from tests.analysis.conftest import Read
from tests.analysis.rules import lines_of, name

COPPER = (
    "Pavel Ondrak has resisted Martin Hale’s bid for Slovakia’s rare copper ores, and Budapest is making efforts to "
    "win over the president of Canada.\n\n"
    "On Friday, Hungarian leader Zoltan Kerek proposed that Hungary could resume selling bauxite to Canada, "
    "offering to supply “about 3 million tons to the Canadian market” as part of the deal.\n\n"
    "The Hale administration seeks preferential access to Slovakia’s copper ores, though Canada has yet to offer "
    "Slovakia clear security guarantees in return.\n\n"
    "Meanwhile, the African Union offered its own copper deal to Slovakia. African Union Commissioner for Coastal "
    "Trade Amara Diallo said that the African Union would never demand a deal that is not fair."
)
FISH = (
    "The Hale administration has committed to ending the fishing war as swiftly as possible. The European Union "
    "offered its own herring deal to Iceland. European Commissioner for Inland Waters Solène Vérany said that "
    "Europe would never demand a deal that isn’t fair to both.\n\n"
    "Norwegian leader Odd Sande suggested that Norway would be willing to work with Canada on herring farms. "
    "Canada has yet to offer Iceland clear guarantees, while Erla Jonsdottir rejected Martin Hale’s bid for "
    "Iceland’s herring grounds."
)
GAS = (
    "Turkmenistan has rejected Rafael Costa’s demand for half of its gas fields. Kazakh leader Askar Bek said on "
    "Sunday that Kazakhstan is ready to work with Brazil on gas, and proposed that Kazakhstan could resume "
    "selling uranium to Brazil.\n\n"
    "Brazil has not offered Turkmenistan money in return. India offered its own gas deal to Turkmenistan."
)


def _told(model: Language, text: str) -> list[str]:
    return [
        f"{'not ' * line.negated}{line.act}: {name(line.proposer)} -> {name(line.recipient)}: {line.terms.text}"
        for line in lines_of(model, text)
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            COPPER,
            [
                "reject: Pavel Ondrak -> Martin Hale: Slovakia’s rare copper ores",
                "offer: Hungary -> Canada: supply “about 3 million tons to the Canadian market” as part of the deal",
                "not offer: Canada -> Slovakia: clear security guarantees",
                "offer: African Union -> Slovakia: its own copper deal",
            ],
        ),
        (
            FISH,
            [
                "offer: European Union -> Iceland: its own herring deal",
                "offer: Norway -> Canada: work with Canada on herring farms",
                "not offer: Canada -> Iceland: clear guarantees",
                "reject: Erla Jonsdottir -> Martin Hale: Iceland’s herring grounds",
            ],
        ),
        (
            GAS,
            [
                "offer: Kazakhstan -> Brazil: work with Brazil on gas",
                "propose: Askar Bek -> Brazil: Kazakhstan could resume selling uranium to Brazil",
                "not offer: Brazil -> Turkmenistan: money",
                "offer: India -> Turkmenistan: its own gas deal",
            ],
        ),
    ],
)
def test_each_act_has_its_parties_and_its_whole_terms(model: Language, text: str, lines: list[str]) -> None:
    told = _told(model, text)
    assert [line for line in lines if line not in told] == [], told


@pytest.mark.parametrize(
    ("text", "person"), [(COPPER, "Amara Diallo"), (FISH, "Solène Vérany")], ids=["capitals", "accents"]
)
def test_a_commissioner_is_named_behind_what_the_office_is_for(
    understand: Callable[..., Read], text: str, person: str
) -> None:
    assert person in {actor.name for actor in understand(text).cast.actors}
