"""Pictures of the ledger: who deals with whom, an exchange in time, acts a day, and what a resource costs.

Each is a value that is made from rows, and written as text, SVG, Mermaid, GraphML or CSV.
"""
