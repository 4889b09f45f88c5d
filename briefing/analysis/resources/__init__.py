"""What is traded, sought, withheld or fought over, and how much of it.

In: a parsed story. Out: the resources with their mentions, and the quantity in the words of an offer's terms.
It does not decide to which offer a resource belongs.
"""
