"""Rows for spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence


def harmless(row: Sequence[str]) -> list[str]:
    """Cells of which none is a formula to a spreadsheet."""
    return [f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell for cell in row]
