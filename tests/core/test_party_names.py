from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core.party_names import NO_NAMES, PartyNames, names_thing, person_name, plain_name

KNOWN = PartyNames(
    [
        ("Norland", "Norland"),
        ("NL", "Norland"),
        ("N.L.", "Norland"),
        ("Portby", "Norland"),
        ("Norlander", "Norland"),
        ("Sud", "Sud"),
        ("East Sud", "East Sud"),
        ("Türmen", "Türmen"),
        ("Øst", "Øst"),
    ],
    own={"Gray Works": "Graywick", "Portby Castle": "Norland"},
)


@pytest.mark.parametrize(
    ("typed", "name", "is_meant"),
    [
        ("nl", "Norland", True),
        ("nl", "N.L.", True),
        ("portby", "Norland", True),
        ("portby castle", "Norland", True),
        ("norland", "Norland's navy", True),
        ("norland", "the NL", True),
        ("nl", "Finland", False),
        ("sud", "East Sud", False),
        ("sud", "government of East Sud", False),
        ("sud", "Sud government", True),
        ("east sud", "East Sud", True),
        ("turmen", "Türmen", True),
        ("TÜRMEN", "Türmen", True),
        ("ost", "Øst", True),
        ("gray works", "Graywick", True),
        ("graywick", "Gray Works", True),
        ("zin", "Zinco", False),
        ("zin*", "Zinco", True),
        ("zinc", "Zinco", True),
        ("inco", "Zinco", False),
        ("", "Zinco", False),
        ("zinc", "", False),
    ],
)
def test_who_is_meant(typed: str, name: str, is_meant: bool) -> None:
    assert KNOWN.means(typed, name) is is_meant


def test_initials_are_one_word() -> None:
    assert plain_name("The U.S.A.") == plain_name("usa") == "usa"
    assert plain_name("U. S.") == "us"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Ada M. Quell", "ada quell"),
        ("ada m. quell", "ada quell"),
        ("Ada-Lis M. Quell", "ada lis quell"),
        ("Ada M Quell", "ada m quell"),
        ("Ada M. O’Quell", "ada o quell"),
        ("Ada M. T. Quell", "ada mt quell"),
        ("A. M. Quell", "am quell"),
        ("Class M holders", "class m holders"),
        ("Quell of M. Norland", "quell of m norland"),
    ],
)
def test_a_person_is_the_same_with_a_middle_initial(name: str, plain: str) -> None:
    assert person_name(name) == KNOWN.party(name) == plain


def test_who_types_an_initial_means_who_has_it() -> None:
    assert KNOWN.means("ada m quell", "Ada M. Quell")
    assert KNOWN.means("class m", "Class M Holders")


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("Kestrel Group Inc", "kestrel group"),
        ("Kestrel Group, Inc.", "kestrel group"),
        ("Kestrel Group", "kestrel group"),
        ("Kestrel Group and Co", "kestrel group"),
        ("Kestrel Group & Co. Inc", "kestrel group"),
        ("Kestrel Group Pty Ltd", "kestrel group"),
        ("Kestrel Group S.A.", "kestrel group"),
        ("Inc", "inc"),
        ("And Co", "and"),
        ("Norland Ltd", "norland ltd"),
        ("Gray Works PLC", "gray works plc"),
        ("Kestrel Incas", "kestrel incas"),
    ],
)
def test_a_legal_form_is_no_part_of_a_name_but_beside_that_of_another(name: str, party: str) -> None:
    assert KNOWN.party(name) == party


@given(st.text(), st.text())
def test_any_name_is_meant_or_not(typed: str, name: str) -> None:
    assert NO_NAMES.means(typed, name) in (True, False)


def test_a_party_is_known_by_one_name_with_its_side_and_what_the_reader_calls_it() -> None:
    names = PartyNames(
        [("Portby", "Norland"), ("Norland", "Norland"), ("Harbour Guard", "Harbour Guard")],
        own={"Gray Works": "Graywick"},
        sides=[("harbour guard", "Norland")],
        figures=[("Portby", "Norland")],
    )
    assert (names.party("PORTBY"), names.party("Kestrel Ltd"), names.party("Kestrel")) == (
        "norland",
        "kestrel",
        "kestrel",
    )
    assert (names.side("the Harbour Guard"), names.side("Norland")) == ("Norland", "")
    assert (names.called("Portby"), names.called("Gray Works")) == ("Norland", "Gray Works")
    assert (names.own("graywick"), names.own("norland")) == ("Graywick", "")
    assert names.own_names == (("gray works", "Graywick"), ("graywick", "Graywick"))
    assert (set(names.forms("portby")), names.forms("portby*"), names.forms("sud")) == ({"portby", "norland"}, (), ())


def test_a_thing_is_meant_whether_its_figures_are_raised_lowered_or_typed() -> None:
    assert names_thing("co2", "CO₂")
    assert not names_thing("co2", "CO₃")
