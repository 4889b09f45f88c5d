"""The network: addresses in, clean documents out."""

import sys

# Its command line: where its libraries are there for others, httpx loads them all.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
