"""Acts: which words of a story say that something is put, accepted, refused, imposed or lifted, and by whom.

In: a parsed story and its cast (`find_candidates`). Out: `ActCandidate`s in text order. Each is one act as one sentence
says it, with the parties that the words of the act name, its terms, its factuality, and how surely it is an act.

It does not look beyond the sentence for a recipient, does not join two tellings of one act, and weighs no chances.
"""
