"""What is done, or not done, as a whole: a run of stories of one input."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

SCHEMA = 3
"""Of the tables: a change of their columns raises it, and partitions are made anew."""


STORIES = 200
"""About so many stories are one partition, where nothing else is said."""


class Kind(StrEnum):
    """The formats of inputs."""

    JSON_LINES = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    WARC = "warc"
    LIBRARY = "library"


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read, by its whole path; every worker must find it there."""

    path: Path
    kind: Kind


@dataclass(frozen=True, slots=True)
class Partition:
    """`count` records of an input from number `first` on. `at` is the place in the file where reading may begin, at
    record number `at_record`. `content` is a hash of the records; `fault` says why nothing could be read behind them.
    """

    input: Input
    first: int
    count: int
    at: int
    at_record: int
    content: str
    fault: str = ""

    def key(self, version: str) -> str:
        """What the partition is known by under a version of the analysis. Where it stands in its input is no matter,
        so that nothing is done twice because a file was moved, or has grown."""
        whole = json.dumps([SCHEMA, version, self.input.kind, self.content, self.fault])
        return hashlib.blake2b(whole.encode(), digest_size=12).hexdigest()
