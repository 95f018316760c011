"""Taking files straight into the engine is strict reading, or is left to it."""

import contextlib
import random
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
    return take_in([path], pyoxigraph.Store()) is not None


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
    with contextlib.suppress(SyntaxError):  # what is no Turtle has no lines
        assert not taken(as_lines(path))


def as_lines(path: Path) -> Path:
    """The same triples as N-Triples, beside the file."""
    found = path.with_suffix(".nt")
    quads = list(pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE))
    pyoxigraph.serialize(quads, str(found), format=pyoxigraph.RdfFormat.N_TRIPLES)
    return found


@pytest.mark.parametrize(
    ("lines", "right"),
    [
        ("", True),
        ('stmt:ally kg:amount "1960"^^xsd:integer ; kg:unit "people" .', True),
        ('stmt:ally kg:amount "many"^^xsd:integer .', False),
        ('stmt:ally skos:note "10^5 a ^^ b" .', True),
        ('stmt:ally skos:note "a \\" b"^^xsd:string .', True),
        ('stmt:ally skos:note "7"^^xsd:integer .', True),
        ('stmt:ally skos:note "x"^^xsd:integer .', False),
        ('stmt:ally skos:note "\\"x"^^xsd:integer .', False),
        ('stmt:ally kg:until "1993-02-29"^^xsd:date .', False),
        ('stmt:ally kg:until "1996-02-29"^^xsd:date .', True),
        ('stmt:ally kg:until "1996-04-31"^^xsd:date .', False),
        ('stmt:ally kg:until "0000"^^xsd:gYear .', False),
        ('stmt:ally kg:until "1996-04-30Z"^^xsd:date .', True),
        ("stmt:ally kg:until actor:A .", False),
        ('stmt:ally kg:until "1996"@en .', False),
        ('stmt:ally kg:confidence "INF"^^xsd:double .', False),
        ('stmt:ally kg:confidence "0.5"^^xsd:double .', True),
        ('stmt:ally kg:confidence "half"^^xsd:decimal .', False),
    ],
)
def test_the_literals_of_lines_are_all_told(lines: str, right: bool, tmp_path: Path) -> None:
    """What a count of signs tells is what a look at each literal says."""
    path = tmp_path / "data.ttl"
    blocks = [block.replace("kg:confidence 1.0 ;", "") for block in GOOD]
    path.write_text(turtle(*blocks, lines, actors="A B C"), encoding="utf-8")
    assert taken(path) == taken(as_lines(path)) == right


def test_parts_may_come_in_any_order(tmp_path: Path) -> None:
    path = tmp_path / "data.ttl"
    blocks = [block.replace(', "y"@fr', "") for block in GOOD]
    path.write_text(turtle(*blocks, actors="A B C"), encoding="utf-8")
    lines = as_lines(path)
    mixed = lines.read_bytes().splitlines(keepends=True)
    for seed in range(5):
        random.Random(seed).shuffle(mixed)  # no secret
        lines.write_bytes(b"".join(mixed))
        assert taken(lines)
        assert alike(kg.load(lines), kg.load(path))


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


@pytest.mark.parametrize("suffix", ["ttl", "nt"])
def test_progress_grows_to_the_size_of_all_files(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
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
    if suffix == "nt":  # skimmed first, to be built
        assert any(done < size / 5 for done in told)
