"""The names of a passage, by the gazetteer, by runs of capitals and by the model's tags.

In: the parsed passages of a story. Out: `Name`s with a label, none overlapping another.
It does not decide which names are one actor, nor whether a name acts at all.
"""
