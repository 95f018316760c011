"""Other formats on disk: what is said, what is refused, and that the old file stays where it is."""

from pathlib import Path

import pytest

import kg
from kg.errors import DataError, OptionError
from kg.exchange import graphml
from kg.exchange.formats import EXCHANGES
from tests.factory import dataset, tie

SUFFIXES = {
    "a.cyjs": "cytoscape",
    "a.ftm.json": "ftm",
    "a.ijson": "ftm",
    "a.gexf": "gexf",
    "a.GraphML": "graphml",
    "a.json": "nodelink",
    "a.csv": "pairs",
    "a.parquet": "parquet",
    "a.csv.gz": "pairs",
    "a.graphml.gz": "graphml",
    "a.ttl": "turtle",
    "a.nt.gz": "ntriples",
}


@pytest.fixture
def small() -> kg.Dataset:
    return dataset(
        tie("ally", "A", "alliedWith", "B"),
        tie("no", "B", "threatens", "A", status="Denied"),
        actors="A B",
    )


@pytest.mark.parametrize("name", SUFFIXES)
def test_the_suffix_names_the_format_and_the_file_is_read_by_it(
    name: str, small: kg.Dataset, tmp_path: Path
) -> None:
    export = kg.convert(small, tmp_path / name)
    assert (export.path, export.format, export.statements) == (tmp_path / name, SUFFIXES[name], 2)
    assert dict(kg.load(tmp_path / name).statements) == dict(small.statements)


def test_an_export_tells_what_it_wrote_and_what_it_could_not(small: kg.Dataset) -> None:
    found = [str(kg.convert(small, "/dev/null", format=form)) for form in ("nodelink", "pairs")]
    assert found == [
        "wrote /dev/null: 2 statements, of every status",
        "wrote /dev/null: 2 statements, of every status\npairs cannot hold 1 date of sources",
    ]


def test_files_of_several_formats_are_loaded_together(small: kg.Dataset, tmp_path: Path) -> None:
    other = dataset(tie("third", "A", "sanctions", "C"), actors="C", source="")
    kg.convert(small, tmp_path / "a.graphml")
    kg.convert(other, tmp_path / "b.ttl")
    both = kg.load(tmp_path / "a.graphml", tmp_path / "b.ttl")
    assert dict(both.statements) == {**small.statements, **other.statements}


def test_a_dataset_on_disk_is_built_of_any_format(small: kg.Dataset, tmp_path: Path) -> None:
    kg.convert(small, tmp_path / "a.parquet")
    built = kg.build(tmp_path / "store", tmp_path / "a.parquet")
    assert dict(built.statements) == dict(small.statements)


@pytest.mark.parametrize("form", sorted(EXCHANGES))
def test_nothing_is_written_and_read_back(form: str, tmp_path: Path) -> None:
    empty = kg.Dataset([])
    assert kg.convert(empty, tmp_path / "a", format=form).losses == ()
    assert len(kg.load(tmp_path / "a", format=form)) == 0


def test_what_does_not_read_back_does_not_replace_the_file(
    small: kg.Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that loses the denied statement stands for any fault of ours."""
    path = tmp_path / "a.graphml"
    kg.convert(small, path)
    before = path.read_bytes()
    read = graphml.read

    def forgetful(data: bytes) -> object:
        return read(data.replace(b"Denied", b"Actual"))

    monkeypatch.setattr(graphml, "read", forgetful)
    with pytest.raises(DataError) as caught:
        kg.convert(small, path)
    assert caught.value.problem == (
        "cannot be written as graphml: does not read back as written; different: 1 status of statements"
    )
    assert caught.value.subject == "https://w3id.org/actor-kg/statement/no"
    assert path.read_bytes() == before


def test_a_file_that_changed_since_it_was_loaded_stays(small: kg.Dataset, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    kg.convert(small, path)
    loaded = kg.load(path)
    kg.convert(loaded, path)  # as it was loaded: it may be replaced, more than once
    kg.convert(loaded, path)
    path.write_bytes(path.read_bytes() + b"\r\n")
    with pytest.raises(DataError, match="changed meanwhile; load it again"):
        kg.convert(loaded, path)


REFUSED = {
    ("a.graphml", None, True): "graphml cannot hold triple terms (RDF 1.2); use turtle or trig",
    ("a", "graphmll", False): "unknown format 'graphmll'; did you mean 'graphml'?",
    (
        "a",
        "x",
        False,
    ): "unknown format 'x'; use one of cytoscape, ftm, gexf, graphml, jsonld, nodelink,"
    " nquads, ntriples, pairs, parquet, rdfxml, trig, turtle",
    (
        "a.docx",
        None,
        False,
    ): "cannot tell the format of 'a.docx' from its suffix; use one of .csv, .cyjs,"
    " .ftm.json, .gexf, .graphml, .json, .jsonld, .nq, .nt, .parquet, .rdf, .trig, .ttl or name the format",
}


@pytest.mark.parametrize(("path", "form", "rdf12"), REFUSED)
def test_an_option_without_sense_is_refused(
    path: str, form: str | None, *, rdf12: bool, small: kg.Dataset
) -> None:
    with pytest.raises(OptionError) as caught:
        kg.convert(small, path, format=form, rdf12=rdf12)
    assert str(caught.value) == REFUSED[path, form, rdf12]


@pytest.mark.parametrize("form", sorted(EXCHANGES))
def test_a_folder_that_is_missing_is_told(form: str, small: kg.Dataset, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be written: No such file or directory"):
        kg.convert(small, tmp_path / "none" / "a", format=form)
