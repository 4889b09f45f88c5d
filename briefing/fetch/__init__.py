"""The network: addresses in, clean documents out."""
