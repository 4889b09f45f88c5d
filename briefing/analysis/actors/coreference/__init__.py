"""Which words stand for an actor without naming it: pronouns and descriptions.

In: the clusters of names of a story, its speech and its text. Out: mentions for the cast, and a `Resolver` that answers
for the words that the cast leaves open. It does not make actors: what fits none of them stays without one.
"""
