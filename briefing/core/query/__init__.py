"""One way to say which stories are meant: lists, search, views and rules all go through `Query`.

    oil OR gas -"oil painting" (from:iran to:china) is:unread since:3d order:oldest

`parsing` reads such a text; `hints` explains one while it is typed.
"""

from briefing.core.query.terms import ALL, LINE_KEYS, STARRED, UNREAD, All, AnyOf, Key, Node, Not, Order, Query, Term

__all__ = [
    "ALL",
    "LINE_KEYS",
    "STARRED",
    "UNREAD",
    "All",
    "AnyOf",
    "Key",
    "Node",
    "Not",
    "Order",
    "Query",
    "Term",
]
