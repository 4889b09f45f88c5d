"""Which stories report the same event.

In: title, text, time and site of stories. Out: the chance that two of them report one event, and the keys by which
such stories find each other. It stores nothing and knows no feed.
"""
