"""A search that stands under a name of its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """`query` is in the search language; `name` is clean and not empty."""

    name: str
    query: str
