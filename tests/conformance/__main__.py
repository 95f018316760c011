"""Runs the W3C suites and prints the table of docs/conformance.md, or what does not pass.

    python -m tests.conformance [--failures] [SUITE ...]

With --failures each case not passed is printed with its suite and what happened, in the form of
`not-passed.txt`: reasons for that file are written by hand.
"""

import sys
import tempfile
from pathlib import Path

from tests.conformance.manifests import unpacked
from tests.conformance.suites import DATA, SUITES, row


def main(arguments: list[str]) -> None:
    """Print the table or the failures of these suites, or of all."""
    names = [each for each in arguments if each != "--failures"] or list(SUITES)
    with tempfile.TemporaryDirectory() as scratch:
        roots = {
            archive: unpacked(DATA / archive, Path(scratch) / archive.partition("/")[0])
            for archive in sorted({SUITES[name].archive for name in names})
        }
        for name in names:
            results = dict(SUITES[name].run(roots[SUITES[name].archive]))
            failed = {case: why for case, why in results.items() if why is not None}
            if "--failures" in arguments:
                for case, why in sorted(failed.items()):
                    sys.stdout.write(f"{name}/{case}\t{why.replace(scratch, '')}\n")
            else:
                sys.stdout.write(f"{row(name, len(results), len(failed))}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
