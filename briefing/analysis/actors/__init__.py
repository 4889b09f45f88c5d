"""The actors of a story.

In: a parsed story and its names. Out: a `Cast`, which tells for any word which actor it stands for.
It does not look for acts, nor for who is an act's proposer or recipient.
"""
