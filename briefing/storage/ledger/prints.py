"""Where the parties stand in what is kept of a line to be compared (`lines.to_print`), as paths of JSON."""

from __future__ import annotations

RECIPIENT = "$[2]"
SIDES = {"proposer": "$[1][0]", "recipient": f"{RECIPIENT}[0]"}
