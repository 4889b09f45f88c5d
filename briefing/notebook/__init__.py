"""Saved stories: files that are the reader's own, renewed without losing what others wrote in them."""
