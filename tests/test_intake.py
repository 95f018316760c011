"""Taking files straight into the engine is strict reading, or is left to it."""

from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.intake import take_in
from kg.rdf.reading import read_quads
from tests.factory import actor, dataset, tie, turtle

GOOD = (
    tie("ally", "A", "alliedWith", "B", rest='; kg:since "1992"^^xsd:gYear'),
    tie("offer", "A", "alliedWith", "C", status="Proposed", confidence=0.5),
    tie(
        "blow", "A", "attacks", "B", rest='; kg:date "2022-09-13"^^xsd:date ; skos:note "x", "y"@fr'
    ),
)


def alike(one: kg.Dataset, other: kg.Dataset) -> bool:
    """The two hold the same triples, derived ones and vocabulary included, and the same records."""
    stores = [pyoxigraph.Dataset(each.store) for each in (one, other)]
    for store in stores:
        store.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return set(stores[0]) == set(stores[1]) and one.records == other.records


def taken(path: Path) -> bool:
    return take_in([path], pyoxigraph.Store())


def test_the_shipped_case_is_taken_in_and_alike() -> None:
    path = kg.shipped()
    assert taken(path)
    assert alike(kg.load(path), kg.Dataset(read_quads(path)))


@given(
    st.lists(
        st.tuples(
            st.sampled_from("ABC"),
            st.sampled_from(["alliedWith", "attacks", "dependsOn", "supports", "sanctions"]),
            st.sampled_from("ABC"),
            st.sampled_from(["Actual", "Proposed", "Refused"]),
            st.sampled_from(
                ["", '; kg:since "2022"^^xsd:gYear', '; kg:date "2022-02"^^xsd:gYearMonth']
            ),
        ),
        max_size=6,
    )
)
def test_either_way_gives_the_same(rows: list[tuple[str, str, str, str, str]]) -> None:
    blocks = [
        tie(f"s{number}", a, relation, b, status=status, rest=rest)
        for number, (a, relation, b, status, rest) in enumerate(rows)
    ]
    text = turtle(*blocks, actors="A B C")
    with pytest.MonkeyPatch.context() as patch:
        import tempfile

        patch.chdir(tempfile.mkdtemp())
        Path("data.ttl").write_text(text, encoding="utf-8")
        assert taken(Path("data.ttl"))
        assert alike(kg.load("data.ttl"), dataset(*blocks, actors="A B C"))


@pytest.mark.parametrize(
    "block",
    [
        "stmt:x a kg:Statement .",
        "stmt:x rdf:subject actor:A .",
        "stmt:x a rdf:Statement .",
        f"{tie('x', 'A', 'attacks', 'B')} stmt:x rdf:subject actor:C .",
        f"{tie('x', 'A', 'attacks', 'B')} stmt:x kg:status kg:Denied .",
        tie("x", "A", "attacks", "B", status="Sure"),
        tie("x", "A", "attacks", "B", confidence=1.5),
        tie("x", "A", "attacks", "B", rest='; kg:since "2022"'),
        tie("x", "A", "attacks", "B", rest='; kg:since "2022-13"^^xsd:gYearMonth'),
        tie("x", "A", "attacks", "B", rest='; kg:amount "many"^^xsd:integer'),
        tie("x", "A", "attacks", "B", rest='; kg:instrument "deal"'),
        tie("x", "A", "attacks", "B").replace("stmt:x", "_:x"),
        "actor:A kg:alliedWith actor:B .",
        "actor:A kg:odd actor:B . " + tie("x", "A", "odd", "B"),
        "kg:mine a kg:RelationType .",
        "[] rdfs:subClassOf kg:Group .",
        "stmt:x rdf:reifies <<( actor:A kg:attacks actor:B )>> .",
        "actor:A kg:attacks .",
    ],
)
def test_what_needs_a_closer_look_is_left_to_strict_reading(block: str, tmp_path: Path) -> None:
    path = tmp_path / "data.ttl"
    path.write_text(turtle(*GOOD, actors="A B C"), encoding="utf-8")
    assert taken(path)
    path.write_text(turtle(*GOOD, block, actors="A B C"), encoding="utf-8")
    assert not taken(path)


def spelt(data: kg.Dataset) -> list[str]:
    """The confidences as the data would be saved with them."""
    terms = [quad.object for quad in data.quads() if quad.predicate.value.endswith("#confidence")]
    return [term.value for term in terms if isinstance(term, pyoxigraph.Literal)]


def test_numbers_stay_as_they_are_spelt_while_the_file_does(tmp_path: Path) -> None:
    path = tmp_path / "data.ttl"
    block = tie("x", "A", "attacks", "B").replace("kg:confidence 1.0", "kg:confidence 0.90")
    path.write_text(turtle(block, actors="A B"), encoding="utf-8")
    kept, lost = kg.load(path), kg.load(path)
    assert spelt(kept) == ["0.90"]
    path.write_text(turtle(actor("C")), encoding="utf-8")
    assert spelt(lost) == ["0.9"]
    assert alike(kept, lost)


def test_an_error_found_late_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "data.ttl"
    block = tie("x", "A", "attacks", "B", rest='; kg:since "2022"^^xsd:gYear , "2023"^^xsd:gYear')
    path.write_text(turtle(block, actors="A B"), encoding="utf-8")
    line = path.read_text(encoding="utf-8").splitlines().index(block) + 1
    for what in ("statements", "columns"):
        with pytest.raises(kg.DataError) as raised:
            getattr(kg.load(path), what)
        assert str(raised.value) == (
            f"{path}:{line}: has 2 values of kg:since; keep one"
            " (in <https://w3id.org/actor-kg/statement/x>)"
        )


def test_large_files_are_taken_in_by_their_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    small = kg.load(kg.shipped())
    assert "columns" not in vars(small)
    monkeypatch.setattr("kg.loading._LARGE", 0)
    large = kg.load(kg.shipped())
    assert vars(large)["columns"].frame.equals(small.columns.frame)
    assert alike(large, small)


@pytest.mark.parametrize(
    "block", ["stmt:x a kg:Statement .", tie("x", "A", "attacks", "B", status="Sure")]
)
def test_large_files_that_are_not_whole_are_read_strictly(
    block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.loading._LARGE", 0)
    path = tmp_path / "data.ttl"
    path.write_text(turtle(*GOOD, block, actors="A B C"), encoding="utf-8")
    with pytest.raises(kg.DataError):
        kg.load(path)


@pytest.mark.parametrize("suffix", ["ttl", "nt"])
@pytest.mark.parametrize("large", [0, 2**40])
def test_progress_grows_to_the_size_of_all_files(
    suffix: str, large: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.loading._LARGE", large)
    monkeypatch.setattr("kg.rdf.lines._BLOCK", 1000)
    monkeypatch.setattr("kg.rdf.streaming._BLOCK", 1000)
    paths = [tmp_path / f"{name}.{suffix}" for name in ("one", "two")]
    for start, path in zip("st", paths, strict=True):
        many = [tie(f"{start}{number}", "A", "attacks", "B") for number in range(20)]
        quads = pyoxigraph.parse(turtle(*many, actors="A B"), format=pyoxigraph.RdfFormat.TURTLE)
        pyoxigraph.serialize(quads, str(path), format=pyoxigraph.RdfFormat.N_TRIPLES)
    size = sum(path.stat().st_size for path in paths)
    for read in (kg.load, lambda *paths, progress: kg.build(tmp_path / "s", *paths, progress=progress)):  # fmt: skip
        told: list[int] = []
        read(*paths, progress=told.append)
        assert told == sorted(set(told))
        assert told[-1] == size
        assert len(told) > 20
    if suffix == "nt":  # skimmed first
        assert any(done < size / 5 for done in told)
