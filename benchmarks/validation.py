"""What `kg.validate` costs, and its ratio to pySHACL in the same run.

python benchmarks/validation.py [STATEMENTS]

Prints, for 1,000 and for STATEMENTS (100,000 unless said), the CPU seconds of reading and checking a seeded
file, the peak memory so far, and the findings; then what pySHACL's shapes alone cost on the 1,000, and the
ratio of the two for each thousand statements.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyshacl  # noqa: F401  # its import is not what is measured
from generate import PER_STATEMENT, write

import kg
from kg.rdf.reading import read_quads
from kg.shacl import check_shapes

FEW = 1_000


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """The CPU seconds that the work takes, and what it gives."""
    before = time.process_time()
    answer = work()
    return time.process_time() - before, answer


def main(statements: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder, "few.nt"), Path(folder, "many.nt")
        write(few, "hubs", FEW * PER_STATEMENT)
        write(many, "hubs", statements * PER_STATEMENT)
        quads = read_quads(few)
        slow, _ = timed(lambda: list(check_shapes(quads, small=FEW)))
        fast, _ = timed(lambda: list(check_shapes(quads, small=0)))
        print(f"shapes, {FEW:,} statements: pySHACL {slow:.2f} s, fast engine {fast:.3f} s")
        for file, count in ((few, FEW), (many, statements)):
            seconds, found = timed(lambda file=file: kg.validate(kg.load(file)))
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            ratio = (slow / FEW) / (seconds / count)
            print(
                f"kg.validate, {count:,} statements: {seconds:.2f} s CPU, {memory:,.0f} MB at most,"
                f" {len(found):,} findings; pySHACL's shapes alone: {ratio:.1f} times as long"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
