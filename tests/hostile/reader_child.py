"""Reads mutants one after another; says which before and what came of it after.

reader_child.py FIRST STOP STEP FILE ...
"""

import sys
import tempfile
import traceback
from pathlib import Path

import kg
from tests.hostile.mutations import mutant, samples


def main(first: int, stop: int, step: int, *files: str) -> None:
    """A line 'SEED' before each mutant is loaded and ' accepted', ' refused' or ' wrong: ...' after."""
    among = samples(*map(Path, files))
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, stop, step):
            broken = mutant(seed, among)
            path = Path(folder) / "mutant"
            path.write_bytes(broken.data)
            _say(f"{seed}")
            _say(f" {_outcome(path, broken.form)}\n")


def _outcome(path: Path, form: str) -> str:
    try:
        kg.load(path, format=form)
    except kg.KgError as error:
        return "refused" if "\n" not in str(error) else "wrong: more than one line"
    except BaseException:  # noqa: BLE001  # what gets out is what is looked for
        return f"wrong: {' | '.join(traceback.format_exc().splitlines()[-3:])}"
    return "accepted"


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
