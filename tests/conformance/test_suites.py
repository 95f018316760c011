"""The W3C suites pass but for what `not-passed.txt` lists with a reason, and the documents say so."""

from pathlib import Path

import pytest

from tests.conformance.manifests import unpacked
from tests.conformance.suites import LIST, PAGE, SUITES, listed, row
from tests.shared import shared


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::Warning:pyshacl")
@pytest.mark.parametrize("suite", SUITES)
def test_what_does_not_pass_is_exactly_what_is_listed(suite: str, tmp_path: Path) -> None:
    folder, _, archive = SUITES[suite].archive.partition("/")
    root = unpacked(shared(folder) / archive, tmp_path)
    results = list(SUITES[suite].run(root))
    failed = {case: why for case, why in results if why is not None}
    known = listed(suite)
    assert {case: why for case, why in failed.items() if case not in known} == {}
    assert sorted(set(known) - set(failed)) == [], "these pass now: take them off the list"
    assert row(suite, len({case for case, _ in results}), len(failed)) in PAGE.read_text("utf-8")


def test_the_list_is_sorted_and_gives_a_reason_for_each_case() -> None:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    cases = [line for line in lines if not line.startswith("#")]
    assert cases == sorted(set(cases))
    assert [line for line in cases if not line.partition("\t")[2].strip()] == []
    assert [line for line in cases if line.partition("/")[0] not in SUITES] == []
