"""A search that stands under a name of its own."""

from __future__ import annotations

from typing import NamedTuple


class SavedSearch(NamedTuple):
    """`query` is in the search language; `name` is clean and not empty."""

    name: str
    query: str
