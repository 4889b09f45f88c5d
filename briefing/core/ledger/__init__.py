"""The ledger: who put what to whom, over all stories, and what became of it.

`entries` has the values, `search` the language that finds them. All of it is pure; `storage/ledger` keeps it.
"""
