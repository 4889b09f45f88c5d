"""Which names that a reader writes down mean a party of the analysis."""

from __future__ import annotations

import pytest

from learn.names import is_right


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Norway", "Norway"),
        ("Mayor Ada Lis", "Ada Lis"),
        ("Bank of Chad", "Bank"),
        ("United States", "U.S."),
        ("United States", "Washington"),
        ("United Kingdom", "Britain"),
        ("European Union", "EU"),
        ("NATO", "Nato"),
    ],
)
def test_a_name_means_its_party(name: str, written: str) -> None:
    assert is_right(name, ["nobody", written])


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("United States", "Americans"),
        ("Norway", "Sweden"),
        ("Russia", "Kyiv"),
        ("plan against Chad", "Chad"),
        ("Ada Lis", "Ada"),
    ],
)
def test_another_name_does_not(name: str, written: str) -> None:
    assert not is_right(name, [written])
