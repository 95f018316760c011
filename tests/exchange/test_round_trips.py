"""From RDF to each format and back: equal, but for exactly what was announced."""

import tempfile
from dataclasses import fields
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import Phase, given, settings

import kg
from kg.dataset import Dataset
from kg.exchange.formats import EXCHANGES
from kg.rdf.naming import canonical
from tests.exchange.making import datasets
from tests.factory import act, actor, dataset, stmt, tie

TABLES = ("actors", "places", "sources", "instruments", "statements")
LOSSLESS = sorted(set(EXCHANGES) - {"gexf", "pairs"})
# Found failures are shown as they are: making them smaller takes longer than reading them.
FEW = settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate])


def sent(data: Dataset, form: str) -> tuple[kg.Export, Dataset]:
    """The dataset written in the format and read back."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        return kg.convert(data, path, format=form), kg.load(path, format=form)


def differing(before: Dataset, after: Dataset) -> set[tuple[str, str]]:
    """The records, and the fields of records, that are not the same."""
    found = set()
    for name in TABLES:
        old, new = getattr(before, name), getattr(after, name)
        found |= {(iri, "") for iri in old.keys() ^ new.keys()}
        found |= {
            (iri, each.name)
            for iri in old.keys() & new.keys()
            for each in fields(old[iri])
            if getattr(old[iri], each.name) != getattr(new[iri], each.name)
        }
    return found


def announced(export: kg.Export) -> set[tuple[str, str]]:
    """What the export says it could not hold of the records."""
    return {
        place for loss in export.losses for place in loss.where if place[0] and place[1] != "tags"
    }


def triples(data: Dataset) -> set[str]:
    quads = {pyoxigraph.Quad(*quad.triple) for quad in data.quads()}
    return {str(quad.triple) for quad in canonical(sorted(quads, key=str))}


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    return kg.load(kg.shipped())


@pytest.mark.parametrize("form", LOSSLESS)
def test_the_shipped_data_come_back_whole(shipped: Dataset, form: str) -> None:
    export, back = sent(shipped, form)
    assert export.losses == ()
    assert differing(shipped, back) == set()
    assert triples(back) == triples(shipped)


@pytest.mark.parametrize("form", ["gexf", "pairs"])
def test_the_shipped_data_lack_what_was_announced(shipped: Dataset, form: str) -> None:
    export, back = sent(shipped, form)
    assert differing(shipped, back) == announced(export) != set()


def check(data: Dataset) -> None:
    """Hold each format to what it announces."""
    for form in sorted(EXCHANGES):
        export, back = sent(data, form)
        assert differing(data, back) == announced(export), form
        if form in LOSSLESS:
            assert export.losses == (), form
            assert triples(back) == triples(data), form


@FEW
@given(data=datasets())
def test_any_data_come_back_but_for_what_was_announced(data: Dataset) -> None:
    check(data)


@pytest.mark.slow
@settings(FEW, max_examples=250)
@given(data=datasets())
def test_many_data_come_back_but_for_what_was_announced(data: Dataset) -> None:
    check(data)


@FEW
@given(data=datasets(blocks=()))
def test_records_go_through_networkx_and_come_back(data: Dataset) -> None:
    """Through `kg.project` and `kg.from_networkx`: all but what stands in no graph of actors."""
    known = set(data.vocabulary.relation_types)
    if any(each.predicate not in known for each in data.statements.values()):
        return
    graph = kg.project(data, status="all")
    back = kg.from_networkx(graph)
    ends = {iri for each in back.statements.values() for iri in (each.subject, each.object)}
    suspended = {iri for each in data.instruments.values() for iri in each.suspends}
    alone = {(iri, "") for iri in data.actors if iri not in ends}
    left_out = {
        (iri, "")
        for iri, each in data.statements.items()
        if not {each.subject, each.object} <= set(data.actors)
    }
    missing = differing(data, back)
    assert alone | left_out <= missing
    for iri, name in missing - alone - left_out:  # what a waiver suspends
        assert name == ""
        assert not suspended.isdisjoint(data.statements[iri].instruments)


def test_the_shipped_data_go_through_networkx_and_come_back(shipped: Dataset) -> None:
    """The one restriction that is waived stays out, and the one actor who only claims something."""
    back = kg.from_networkx(kg.project(shipped, status="all"))
    assert differing(shipped, back) == {
        (act("Analysts"), ""),
        (stmt("us-sanctions-azerbaijan-section-907"), ""),
    }


def test_what_a_format_cannot_hold_is_told_in_numbers() -> None:
    """One actor is in no statement; the deal, the place and the source have no room in a table."""
    small = dataset(
        tie(
            "gas",
            "Ada",
            "suppliesGasTo",
            "Bela",
            rest="; kg:instrument inst:deal ; kg:evidence [ a kg:Evidence ; dcterms:source src:s ;"
            ' kg:locator "paragraph 2" ]',
        ),
        actor("Ada", rest='; skos:altLabel "Countess"@en'),
        actor("Bela"),
        actor("Cara"),
        actor("Lake", kind="Place"),
        'inst:deal a kg:Instrument ; skos:prefLabel "Gas deal"@en .',
        "<http://example.org/a> <http://example.org/b> [] .",
    )
    export, _ = sent(small, "pairs")
    assert [str(loss) for loss in export.losses] == [
        "1 actor",
        "1 alias of actors",
        "1 place",
        "1 date of sources",
        "1 instrument",
        "1 piece of evidence beyond the first",
        "1 triple beside the records",
    ]
    assert [loss.where for loss in export.losses[:2]] == [
        (("https://w3id.org/actor-kg/actor/Cara", ""),),
        (("https://w3id.org/actor-kg/actor/Ada", "aliases"),),
    ]
    export, _ = sent(small, "gexf")
    assert [str(loss) for loss in export.losses] == [
        "1 place",
        "1 source",
        "1 instrument",
        "1 triple beside the records",
    ]


@pytest.mark.parametrize("form", sorted(EXCHANGES))
def test_named_graphs_are_told_by_name(form: str) -> None:
    text = "<http://e/a> <http://e/b> <http://e/c> <http://e/g> ."
    data = Dataset(pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.N_QUADS))
    assert sent(data, form)[0].losses[-1].where == (("", "http://e/g"),)


@pytest.mark.parametrize("form", sorted(EXCHANGES))
def test_the_same_data_give_the_same_bytes(shipped: Dataset, tmp_path: Path, form: str) -> None:
    again = Dataset(reversed(shipped.quads()))
    paths = [tmp_path / name for name in ("a", "b")]
    for data, path in zip((shipped, again), paths, strict=True):
        kg.convert(data, path, format=form)
    assert paths[0].read_bytes() == paths[1].read_bytes()
