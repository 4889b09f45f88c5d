"""HTML in, a story's body out: text in blocks, with links and struck-out words. Nothing here raises on any input.

The tree is libxml2's (through lxml); what its elements mean to a reader is ours. It runs in the processes that read
feeds and pages, for strangers write what it reads.
"""

from briefing.fetch.html.blocks import html_to_body
from briefing.fetch.html.plain import plain_to_body

__all__ = ["html_to_body", "plain_to_body"]
