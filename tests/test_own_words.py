"""Words that data declare themselves: the fast ways of reading give what strict reading gives."""

import itertools
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.loading import _strictly
from kg.skimming import skimmed
from tests.factory import actor, tie, turtle
from tests.test_intake import alike

if TYPE_CHECKING:
    from kg.derivation import Triple

FAMILY = 'kg:tradesWith a kg:RelationFamily , owl:ObjectProperty ; rdfs:label "trades with"@en .'
GUILD = (
    'kg:Guild a owl:Class ; rdfs:subClassOf kg:Group ; rdfs:label "a guild of \\"masters\\""@en .'
)
LODGE = "kg:Lodge rdfs:subClassOf kg:Guild ."
WAYS = ("memory.ttl", "memory.nt", "disk.ttl", "disk.nt")


def kind(
    name: str,
    *,
    symmetric: bool = False,
    family: str = "cooperatesWith",
    sign: str = "1",
    aspect: str = "Tie",
    weight: str = 'kg:strength 0.50 ; kg:strengthReason "a guess"',
) -> str:
    """The block of a relation type."""
    also = " , owl:SymmetricProperty" if symmetric else ""
    return (
        f'kg:{name} a kg:RelationType , owl:ObjectProperty{also} ; rdfs:label "{name} it"@en ;'
        f' skos:definition "One {name} the other."@en ; rdfs:subPropertyOf kg:{family} ;'
        f" kg:sign {sign} ; kg:influence kg:Forward ; kg:aspect kg:{aspect} ; {weight} ."
    )


def refuse(*_: object, **__: object) -> NoReturn:
    raise AssertionError("another way was taken")


@contextmanager
def only(way: str) -> Iterator[None]:
    """Let files be read in this way alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.loading._strictly", refuse)
        patch.setattr("kg.stores.read_any", refuse)
        if way == "disk.nt":
            patch.setattr("kg.intake.pour", refuse)
        yield


@contextmanager
def strictly() -> Iterator[None]:
    """Let stores be built by strict reading alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.stores.take_in_bulk", lambda *_, **__: None)
        yield


def written(folder: Path, way: str, blocks: list[str]) -> Path:
    """The file of the blocks in the format of a way."""
    path = (folder / "data").with_suffix(way[way.index(".") :])
    text = turtle(*blocks, actors="A B C")
    if way.endswith("nt"):
        quads = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE)
        pyoxigraph.serialize(quads, str(path), format=pyoxigraph.RdfFormat.N_TRIPLES)
    else:
        path.write_text(text, encoding="utf-8")
    return path


def both(folder: Path, way: str, path: Path) -> tuple[kg.Dataset, kg.Dataset]:
    """The dataset as it is read this way, and strictly."""
    if not way.startswith("disk"):
        with only(way):
            return kg.load(path), _strictly((path,), None, None)
    with only(way):
        fast = kg.build(folder / "fast", path)
    with strictly():
        return fast, kg.build(folder / "strict", path)


def saved(dataset: kg.Dataset, path: Path) -> str:
    kg.save(dataset, path)
    return path.read_text("utf-8")


def check(way: str, blocks: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fast, strict = both(folder, way, written(folder, way, blocks))
        assert fast.vocabulary == strict.vocabulary
        assert fast.columns.frame.equals(strict.columns.frame)
        assert kg.validate(fast) == kg.validate(strict)
        assert alike(fast, strict)
        assert fast.unevidenced == strict.unevidenced == ()
        assert len(fast.declarations()) == len(strict.declarations())
        assert {str(q.triple) for q in fast.declarations() if "_:" not in str(q.triple)} == {
            str(q.triple) for q in strict.declarations() if "_:" not in str(q.triple)
        }
        assert saved(fast, folder / "one.ttl") == saved(strict, folder / "two.ttl")


kinds = st.tuples(
    st.booleans(),
    st.sampled_from([("tradesWith", "1"), ("tradesWith", "-1"), ("conflictsWith", "-1"), ("cooperatesWith", "+1")]),
    st.sampled_from(["Tie", "Act"]),
    st.sampled_from(["kg:strength 0.50", "kg:strength 0.7", 'kg:goldstein -4.00 ; kg:cameo "057"', "kg:goldstein 8"]),
)  # fmt: skip
ties = st.tuples(
    st.sampled_from("ABCGL"),
    st.sampled_from(["lends", "trades", "attacks", "alliedWith"]),
    st.sampled_from("ABCGL"),
    st.sampled_from(["Actual", "Proposed", "Refused"]),
    st.sampled_from(["", '; kg:since "2022"^^xsd:gYear', '; kg:date "2022-02"^^xsd:gYearMonth']),
)


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=6)
@given(lends=kinds, trades=kinds, rows=st.lists(ties, max_size=5), last=st.booleans())
def test_either_way_gives_the_same(
    way: str,
    lends: tuple[bool, tuple[str, str], str, str],
    trades: tuple[bool, tuple[str, str], str, str],
    rows: list[tuple[str, str, str, str, str]],
    last: bool,
) -> None:
    words = [FAMILY, GUILD, LODGE, actor("G", kind="Guild"), actor("L", kind="Lodge")]
    for name, (symmetric, (family, sign), aspect, weight) in (("lends", lends), ("trades", trades)):
        options = {"family": family, "sign": sign, "aspect": aspect, "weight": weight}
        words.append(kind(name, symmetric=symmetric, **options))
    blocks = [
        tie(f"s{number}", a, relation, b, status=status, rest=rest)
        for number, (a, relation, b, status, rest) in enumerate(rows)
    ]
    check(way, [*blocks, *words] if last else [*words, *blocks])


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "words",
    [
        ["kg:attacks a kg:RelationType , owl:SymmetricProperty ."],  # a shipped word, declared anew
        ["kg:attacks a owl:Class , owl:SymmetricProperty ."],
        ["kg:attacks a owl:SymmetricProperty ."],  # not declared: it says nothing
        ['kg:attacks rdfs:label "hits"@en .', GUILD],
        ["kg:Guild a rdfs:Class .", "kg:Lodge a owl:Class ; rdfs:subClassOf kg:Place , kg:Group ."],
        ["kg:Pact rdfs:subClassOf kg:Instrument .", 'inst:p a kg:Pact ; skos:prefLabel "A pact"@en .'],
        ["kg:Guild rdfs:subClassOf [ a owl:Restriction ; owl:onProperty kg:leads ] , kg:Group ."],
    ],
)  # fmt: skip
def test_words_of_every_kind(way: str, words: list[str]) -> None:
    check(way, [tie("s", "A", "attacks", "B"), *words])


@pytest.mark.parametrize("way", WAYS)
def test_a_symmetric_type_of_its_own_goes_both_ways(way: str, tmp_path: Path) -> None:
    blocks = [FAMILY, kind("trades", symmetric=True, family="tradesWith"), kind("lends")]
    blocks += [
        tie("one", "A", "trades", "B", confidence=0.5),
        tie("two", "A", "trades", "C", status="Proposed"),
        tie("three", "B", "lends", "C"),
    ]
    fast, _ = both(tmp_path, way, written(tmp_path, way, blocks))
    plain = [quad for quad in fast.store if quad.predicate.value.endswith(("#trades", "#lends"))]
    ends = sorted((quad.subject.value[-1], quad.object.value[-1]) for quad in plain)
    assert ends == [("A", "B"), ("B", "A"), ("B", "C")]
    frame = fast.columns.frame.sort("statement")
    assert frame["sign"].to_list() == [1, 1, 1]
    assert frame["strength"].to_list() == [0.25, 0.5, 0.5]
    assert fast.relation_type("trades it").family.endswith("#tradesWith")


@pytest.mark.parametrize(
    "block",
    [
        kind("lends", family="lendsAtAll"),
        kind("lends", sign="2"),
        kind("lends", aspect="Habit"),
        kind("lends", weight="kg:strength 1.5"),
        kind("lends", weight='skos:note "none"'),
        f"{kind('lends')} actor:A kg:lends actor:B .",
        f"{kind('lends')} {tie('x', 'A', 'lends', 'B', status='Denied')} actor:A kg:lends actor:B .",
        f"{kind('lends')} [] a kg:RelationType .",
    ],
)
@pytest.mark.parametrize("way", WAYS)
def test_what_needs_a_closer_look_is_read_strictly(way: str, block: str, tmp_path: Path) -> None:
    path = written(tmp_path, way, [tie("s", "A", "attacks", "B"), block])
    told: list[tuple[object, frozenset[Triple]]] = []
    if way.endswith("nt"):
        assert skimmed([path]) is None
    read: Callable[[], kg.Dataset]
    for read in (
        lambda: kg.build(tmp_path / "s", path) if way.startswith("disk") else kg.load(path),
        lambda: _strictly((path,), None, None),
    ):
        try:
            found = read()
            told.append((set(found.unevidenced), found.contradicted))
        except kg.DataError as error:
            told.append((re.sub("_:[0-9a-f]{8,}", "_:b", str(error)), frozenset()))
    if way.startswith("disk"):  # what is left out is not kept on disk
        told = [(first, frozenset()) for first, _ in told]
    assert told[0] == told[1]


def test_a_class_that_is_spelt_with_escapes_is_seen(tmp_path: Path) -> None:
    blocks = [kind("lends", symmetric=True), tie("x", "A", "lends", "B")]
    path = written(tmp_path, "disk.nt", blocks)
    text = path.read_text("utf-8")
    assert skimmed([path]) is not None
    path.write_text(text.replace("#RelationType>", "#Relation\\u0054ype>"), encoding="utf-8")
    assert skimmed([path]) is None
    assert kg.build(tmp_path / "store", path).vocabulary.relation_type("lends").symmetric


def test_words_in_a_named_graph_are_those_of_the_store(tmp_path: Path) -> None:
    path = tmp_path / "data.trig"
    head, _, rest = turtle(kind("lends"), tie("x", "A", "lends", "B"), actors="A B").partition(
        "src:s"
    )
    path.write_text(f"{head}<urn:g> {{ src:s{rest} }}\n", encoding="utf-8")
    built, read = kg.build(tmp_path / "store", path), kg.load(path)
    assert built.vocabulary == read.vocabulary
    assert "lends it" in {found.label for found in built.vocabulary.relation_types.values()}


def test_words_of_one_file_serve_another(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    words = written(one, "disk.nt", [kind("lends", symmetric=True)])
    data = written(two, "disk.nt", [tie("x", "A", "lends", "B")])
    for number, paths in enumerate(itertools.permutations((words, data))):
        with only("disk.nt"):
            built = kg.build(tmp_path / f"store{number}", *paths)
        lent = [quad for quad in built.store if quad.predicate.value.endswith("#lends")]
        assert sorted(quad.subject.value[-1] for quad in lent) == ["A", "B"]


@pytest.mark.parametrize("way", WAYS)
def test_a_graph_of_own_words_takes_no_triple_of_statements_into_python(
    way: str, tmp_path: Path
) -> None:
    path = written(tmp_path, way, [kind("lends"), tie("x", "A", "lends", "B")])
    fast, _ = both(tmp_path, way, path)
    assert len(fast.columns) == 1  # without them a graph of few statements is made of records
    assert [row.actor[-1] for row in kg.rank(kg.project(fast), by="out_degree")] == ["A", "B"]
    assert not {"_stated", "records"} & set(vars(fast))
