"""A disk that is full: one line says so, the old file is as it was, nothing is left behind."""

import shutil
import subprocess
from pathlib import Path

import pytest

import kg
from tests.hostile.processes import sample
from tests.hostile.watching import watch

pytestmark = pytest.mark.slow

NAMESPACE = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]


@pytest.mark.parametrize("name", ["data.ttl", "data.nt", "data.trig", "data.jsonld", "data.nt.gz"])
@pytest.mark.parametrize("there", [True, False])
def test_a_file_that_may_not_grow_is_not_touched(tmp_path: Path, name: str, *, there: bool) -> None:
    source, target = tmp_path / "source.nt", tmp_path / "folder" / name
    target.parent.mkdir()
    kg.save(sample("New"), source)
    if there:
        kg.save(sample("Old"), target)
    before = target.read_bytes() if there else None
    ending = watch(["save", source, target, "1000"])
    assert ending.answer is not None, ending.died
    said = {name: ending.answer[name] for name in ("error", "message")}
    message = f"{target}: cannot be written: File too large"
    assert said == {"error": "DataError", "message": message}
    assert (target.read_bytes() if target.exists() else None) == before
    assert list(target.parent.iterdir()) == ([target] if there else [])


def test_a_full_file_system_leaves_the_old_file(tmp_path: Path) -> None:
    source, folder = tmp_path / "source.nt", tmp_path / "small"
    folder.mkdir()
    kg.save(sample("New"), source)
    ending = watch(["save", source, folder / "data.nt", "0"], before=_in_a_small_folder(folder))
    assert ending.answer is not None, ending.died
    said = {name: ending.answer[name] for name in ("error", "message")}
    message = f"{folder / 'data.nt'}: cannot be written: No space left on device"
    assert said == {"error": "DataError", "message": message}


def _in_a_small_folder(folder: Path) -> list[str]:
    """The command before a command that gives it a file system of 8 KB there, seen by it alone.

    What the command leaves behind is its failure: an old file that changed, or another one.
    """
    if shutil.which("unshare") is None:
        pytest.skip("there is no unshare here")
    mount = f"mount -t tmpfs -o size=8k tmpfs {folder}"
    tried = subprocess.run([*NAMESPACE, mount], capture_output=True, check=False)
    if tried.returncode != 0:
        pytest.skip("a file system cannot be mounted here")
    run = (
        f'{mount} && echo old > {folder}/data.nt && "$@"; code=$?;'
        f' [ "$(ls -A {folder})" = data.nt ] && [ "$(cat {folder}/data.nt)" = old ] && exit $code; exit 9'
    )
    return [*NAMESPACE, run, "sh"]
