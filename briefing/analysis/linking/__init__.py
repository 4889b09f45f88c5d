"""Linking: what the acts of a story have to do with each other.

In: candidates, the parsed story and its cast (`link`). Out: `Linked`, each act once: answers tied to what they answer,
recipients that only the story tells, and the further tellings of an act as its evidence.

It finds no new acts, and does not change what the words of an act say.
"""
