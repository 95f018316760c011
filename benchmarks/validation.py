"""What `kg.validate` costs, and its ratio to pySHACL in the same run.

python benchmarks/validation.py [STATEMENTS]

Prints what the shapes cost on 1,000 statements by either engine; then, for 1,000 and for STATEMENTS (100,000
unless said), each in a process of its own: the CPU seconds of loading a seeded file and of checking it, the
peak memory, the findings, and how much longer pySHACL's shapes alone take for each thousand statements.
"""

import sys
import tempfile
from pathlib import Path

import pyshacl  # noqa: F401  # its import is not what is measured
from generate import PER_STATEMENT, write
from measuring import apart, cpu

from kg.rdf.reading import read_quads
from kg.shacl import check_shapes

FEW = 1_000


def main(statements: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder, "few.nt"), Path(folder, "many.nt")
        write(few, "hubs", FEW * PER_STATEMENT)
        write(many, "hubs", statements * PER_STATEMENT)
        quads = read_quads(few)
        slow, _ = cpu(lambda: list(check_shapes(quads, small=FEW)))
        fast, _ = cpu(lambda: list(check_shapes(quads, small=0)))
        print(f"shapes, {FEW:,} statements: pySHACL {slow:.2f} s, fast engine {fast:.3f} s")
        for file, count in ((few, FEW), (many, statements)):
            one = apart("validate_kg", file)
            seconds = one["load"] + one["validate"]
            ratio = (slow / FEW) / (seconds / count)
            print(
                f"kg.validate, {count:,} statements: {seconds:.2f} s CPU ({one['load']:.2f} s loading),"
                f" {one['peak']:,.0f} MB at most, {one['count']:,} findings;"
                f" pySHACL's shapes alone: {ratio:.1f} times as long"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
