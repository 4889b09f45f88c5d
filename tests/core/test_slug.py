"""File names that every file system takes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.core.slug import slug


@given(st.text())
def test_slugs_are_safe(title: str) -> None:
    made = slug(title)
    assert made
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(made) <= 76
    assert made not in {"con", "nul", "aux", "prn"}
