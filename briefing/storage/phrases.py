"""Words of a reader as what FTS5 looks for."""

from __future__ import annotations

from briefing.core.words import indexed_spellings


def phrase(words: str, columns: str = "") -> str:
    """Words as quoted FTS5 phrases, so that nothing in them is taken for an operator; empty if nothing is left.

    A star at the end asks for words that begin so. `columns` are names of columns with spaces between them, of all
    where there is none.
    """
    if not any(character.isalnum() for character in words):
        return ""
    star = "*" if words.endswith("*") else ""
    quoted = (one.replace("\0", " ").replace('"', '""') for one in indexed_spellings(words.rstrip("*")))
    return (f"{{{columns}}} : " if columns else "") + "(" + " OR ".join(f'"{plain}"{star}' for plain in quoted) + ")"
