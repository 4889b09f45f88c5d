"""The learned part: what small networks, learned from real stories, make of a story beside the rules.

In: the linked candidates of the rules, the parsed story, its cast and its resources (`make_findings`). Out: `Findings`,
the actors and resources as revised, and the lines with their parties, each with the chance that it is right.

It does not learn, which `learn/` does outside of the runtime. Without its files of weights the lines are those of the
rules alone.
"""
