"""Measurements, each a ratio against a named baseline of the same run. `make bench` prints them."""

import os

os.environ.pop(
    "PYTHONDONTWRITEBYTECODE", None
)  # what is installed is compiled: no program is to compile itself each time
