"""Short, opaque ids that stay."""

from __future__ import annotations

import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def fresh_id(length: int = 7) -> str:
    """A random id without letters that are taken for digits; 35 bits, so a clash is caught by the database."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
