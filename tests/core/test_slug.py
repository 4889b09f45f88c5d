"""File names that every file system takes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core.slug import slug


@given(st.text())
def test_slugs_are_safe(title: str) -> None:
    made = slug(title)
    assert made
    assert all(letter in "-" or letter.isalnum() or unicodedata.category(letter)[0] == "M" for letter in made)
    assert not any(letter.isascii() and letter.isupper() for letter in made)
    assert len(made) <= 76
    assert len(made.encode()) <= 126
    assert made not in {"con", "nul", "aux", "prn"}


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("Zinc: a deal, at last", "zinc-a-deal-at-last"),
        ("Don't – São Paulo’s €5 µ-chips ½", "dont-sao-paulos-5-chips-12"),
        ("Café ﬁnance in Łódź, ℃", "cafe-finance-in-lodz-c"),
        ("Søren, Þór und Äpfel auf der Straße", "soren-thor-und-apfel-auf-der-strasse"),
        ("Новый год: Київ", "новый-год-київ"),
        ("ΕΛΛΑΔΑ και πρόταση", "ελλαδα-και-πρόταση"),
        ("中国石油公司 ❤\ufe0f iPhone", "中国石油公司-iphone"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("한국은 수요일", "한국은-수요일"),
        ("إيران والأمم", "إيران-والأمم"),
        ("銅" * 100, "銅" * 40),
        ("❤ !", "story"),
    ],
)
def test_slugs_keep_the_letters_of_every_script(title: str, made: str) -> None:
    assert slug(title) == made
