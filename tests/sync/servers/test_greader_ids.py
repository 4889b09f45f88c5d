"""One story has one spelling here, whichever of its three a server used."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sync.servers.greader_ids import item_id, label_of, long_id, stream_id

PREFIX = "tag:google.com,2005:reader/item/"
OBJECT = "5f0c1d2e3a4b5c6d7e8f9a0b"


@pytest.mark.parametrize(
    ("spelt", "one"),
    [
        ("1795000000000001", "1795000000000001"),
        (1795000000000001, "1795000000000001"),
        (PREFIX + "000660a146f0b001", "1795095656443905"),
        (PREFIX + "2f2", "754"),
        (PREFIX + "0000000000000754", "1876"),
        (PREFIX + "80484b00000e8003", "-9203023375158575101"),
        ("-9203023375158575101", "-9203023375158575101"),
        ("0012", "12"),
        (OBJECT, OBJECT),
        (PREFIX + OBJECT, OBJECT),
        ("123456789012345678901234", "123456789012345678901234"),
        ("what-ever", "what-ever"),
        ("000000000000048c", "1164"),
        ("99999999999999999999", "99999999999999999999"),
    ],
)
def test_every_spelling_is_made_one(spelt: str | int, one: str) -> None:
    assert item_id(spelt) == one
    assert item_id(long_id(one)) == one


def test_the_long_form_has_sixteen_digits_without_a_sign() -> None:
    assert long_id("754") == PREFIX + "00000000000002f2"
    assert long_id("-9203023375158575101") == PREFIX + "80484b00000e8003"
    assert long_id(OBJECT) == PREFIX + OBJECT


@given(st.integers(-(1 << 63), (1 << 63) - 1))
def test_no_number_of_64_bits_is_lost(number: int) -> None:
    assert long_id(str(number)).removeprefix(PREFIX) == format(number % (1 << 64), "016x")
    assert item_id(long_id(str(number))) == str(number)


@given(st.text(max_size=40).filter(lambda spelt: not re.fullmatch("[0-9a-fA-F]{1,16}", spelt.strip())))
def test_whatever_a_server_calls_a_story_it_is_called_so_again(spelt: str) -> None:
    once = item_id(spelt)
    assert item_id(once) == once
    assert item_id(long_id(once)) == once


def test_the_user_of_a_list_does_not_matter() -> None:
    assert stream_id("user/123/state/com.google/read") == "user/-/state/com.google/read"
    assert stream_id("feed/user/1/x") == "feed/user/1/x"
    assert label_of("user/ann/label/Zinc/Tin") == "Zinc/Tin"
    assert label_of("user/-/state/com.google/read") is None
    assert label_of("zinc") is None
