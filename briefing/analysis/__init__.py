"""The analysis process: the one package that imports spaCy. Run as `python -m briefing.analysis`."""

from __future__ import annotations

import sys
from types import ModuleType


def _leave_out_spacys_commands() -> None:
    """Importing spaCy loads its command line for the sake of `spacy.info`, which nothing here calls.

    With that come two HTTP clients and much else: 430 modules, half a second and 20 MB.
    """
    without = ModuleType("spacy.cli.info")
    without.__dict__["info"] = None
    sys.modules.setdefault(without.__name__, without)


_leave_out_spacys_commands()
