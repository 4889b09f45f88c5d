"""Which stories report the same event, and which lines tell the same act or answer another.

In: title, text, time and site of stories, and lines with their parties, words and time. Out: the chance that two of
them belong together, and the keys by which such stories and lines find each other. It stores nothing and knows no feed.
"""
