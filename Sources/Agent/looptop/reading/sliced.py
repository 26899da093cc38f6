"""Work in slices, between which the GIL is offered to the service."""

from typing import Iterable, Iterator, TypeVar

from ..real_time import time
from .pauses import pause

Item = TypeVar("Item")

SLICE = 0.0005
"""Seconds of work between two offers of the GIL."""


def sliced(records: Iterable[Item]) -> Iterator[Item]:
    """The records, or what else there is many of, with the GIL offered to others after each slice of work."""
    slice_ends = time.perf_counter() + SLICE
    for position, record in enumerate(records):
        if position & 15 == 0 and time.perf_counter() > slice_ends:
            pause()
            slice_ends = time.perf_counter() + SLICE
        yield record
