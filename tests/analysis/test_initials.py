"""Ids and initials out of names."""

from __future__ import annotations

import pytest

from briefing.analysis.names.initials import is_acronym, is_short_form
from briefing.core.ids import entity_id, unique


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Vladimir Putin", "vladimir-putin"),
        ("Stéphane Séjourné", "stephane-sejourne"),
        ("U.S. Congress", "us-congress"),
        ("Lloyd's of London", "lloyds-of-london"),
        ("Ørsted", "orsted"),
        ("中国", "中国"),
        ("!!!", "unnamed"),
    ],
)
def test_entity_ids(name: str, made: str) -> None:
    assert entity_id(name) == made


def test_a_taken_id_gets_a_number() -> None:
    taken: set[str] = set()
    assert [unique("peru", taken) for _ in range(3)] == ["peru", "peru-2", "peru-3"]


@pytest.mark.parametrize(
    ("name", "short", "is_short"),
    [
        ("Baltic Grain Council", "BGC", True),
        ("Zambian Cobalt Mines Ltd", "ZCM", True),
        ("Bank of Norway", "BN", True),
        ("Bank of Norway", "BON", True),
        ("Baltic Grain Council", "BGD", False),
        ("Norway", "N", False),
    ],
)
def test_initials(name: str, short: str, is_short: bool) -> None:
    assert is_acronym(name, short) is is_short


@pytest.mark.parametrize(
    ("name", "short", "is_short"),
    [
        ("Harbour Command of Gabon", "HARCOG", True),
        ("Ministry of Fisheries", "MoF", True),
        ("The Zambian Water Authority", "ZAWA", True),
        ("Rocket Artillery Regiments", "RARs", True),
        ("Bank of Peru", "HK", False),
        ("Harbour Command of Gabon", "HARGOC", False),
        ("Fisheries Union", "Fish", False),
        ("Senator Ida Holm", "D-Iowa", False),
        ("Fisheries", "FISH", False),
    ],
)
def test_short_forms(name: str, short: str, is_short: bool) -> None:
    assert is_short_form(name, short) is is_short
