"""What waits on disk comes back; what was seen is known, whatever the order."""

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from kg.readers.spooling import Seen, Spool

BATCHES = st.lists(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 2)), max_size=9), max_size=9
)


def test_frames_come_back_in_their_order_and_again() -> None:
    frames = [pl.DataFrame({"a": [n, None], "b": ["x", "é"]}) for n in range(3)]
    with Spool() as spool:
        for frame in frames:
            spool.put(frame)
        for _ in range(2):
            assert [each.to_dict(as_series=False) for each in spool] == [
                each.to_dict(as_series=False) for each in frames
            ]


@given(BATCHES)
def test_numbers_are_new_once_and_keep_their_first_mark(
    batches: list[list[tuple[int, int]]],
) -> None:
    """The same as a dictionary of first marks says, one number after the other."""
    seen, known = Seen(), dict[int, int]()
    for batch in batches:
        expected = []
        for number, mark in batch:
            is_new = number not in known
            expected.append((is_new, known.setdefault(number, mark) != mark))
        new, differing = seen.add(
            np.array([number for number, _ in batch], dtype=np.uint64),
            np.array([mark for _, mark in batch], dtype=np.uint64),
        )
        assert list(zip(new.tolist(), differing.tolist(), strict=True)) == expected
