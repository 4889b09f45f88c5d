"""The disk: rows in, domain values out."""
