"""Ids that no two things share."""

from __future__ import annotations

import re
import unicodedata


def unique(wanted: str, taken: set[str]) -> str:
    """The wanted id, or with a number behind it where it is taken; it is then taken."""
    made, count = wanted, 1
    while made in taken:
        count += 1
        made = f"{wanted}-{count}"
    taken.add(made)
    return made


def entity_id(name: str) -> str:
    """A name as an id: `Vladimir Putin` becomes `vladimir-putin`; never empty."""
    plain = unicodedata.normalize("NFKD", name.replace("ł", "l").replace("ø", "o").replace("Ø", "O"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return re.sub(r"[^\w]+", "-", re.sub(r"['’.]", "", plain)).strip("-_") or "unnamed"
