"""Questions to a dependency parse: who does it, what is done, what completes it, who says it.

In: tokens of a parsed passage. Out: other tokens, or None where the parse says nothing.
It does not know which words name an actor or say an act.
"""
