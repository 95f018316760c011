"""Which sources share an origin, and how many independent witnesses there are."""

from kg.analysis.origins import origins_of
from kg.iris import PROV
from kg.model import Source

DERIVED, PRIMARY = f"{PROV}wasDerivedFrom", f"{PROV}hadPrimarySource"


def test_chains_publishers_and_authors_make_one_origin() -> None:
    sources = {
        each.iri: each
        for each in (
            Source("s:agency", "Wire", publisher="Agency"),
            Source("s:copy", "Copy", publisher="Daily", extra=((DERIVED, "<s:agency>"),)),
            Source("s:copy2", "Copy", publisher="Weekly", extra=((PRIMARY, "<s:copy>"),)),
            Source("s:own", "Own", publisher="Dáily"),
            Source("s:own2", "Own", publisher="daily"),
            Source("s:blog", "Blog", author="Eve Moss"),
            Source("s:blog2", "Blog", author="EVE MOSS"),
            Source("s:lone", "Lone"),
        )
    }
    found = origins_of(sources, sources)
    assert [(each.key, each.label, each.sources) for each in found.all.values()] == [
        ("s:agency", "Agency", ("s:agency", "s:copy", "s:copy2")),
        ("s:blog", "Eve Moss", ("s:blog", "s:blog2")),
        ("s:lone", "Lone", ("s:lone",)),
        ("s:own", "Dáily", ("s:own", "s:own2")),
    ]
    assert found.independent(sources) == 4
    assert found.independent(["s:copy", "s:copy2"]) == 1


def test_a_digest_of_two_reports_is_one_witness_alone_and_none_beside_them() -> None:
    both = ((DERIVED, "<s:a>"), (DERIVED, "<s:b>"))
    sources = {
        "s:a": Source("s:a", "A"),
        "s:b": Source("s:b", "B"),
        "s:c": Source("s:c", "C"),
        "s:ab": Source("s:ab", "Digest", extra=both),
        "s:bc": Source("s:bc", "Digest", extra=((DERIVED, "<s:b>"), (DERIVED, "<s:c>"))),
    }
    found = origins_of(sources, sources)
    assert found.of["s:ab"] == {"s:a", "s:b"}
    assert found.independent(["s:ab"]) == 1
    assert found.independent(["s:a", "s:b", "s:ab"]) == 2
    assert found.independent(["s:a", "s:bc"]) == 2
    assert found.independent(["s:ab", "s:bc"]) == 1
    assert found.independent([]) == 0


def test_a_circle_of_copies_and_documents_nobody_described_are_origins_too() -> None:
    sources = {
        "s:a": Source("s:a", "A", extra=((DERIVED, "<s:b>"),)),
        "s:b": Source("s:b", "B", extra=((DERIVED, "<s:a>"),)),
        "s:c": Source("s:c", "C", extra=((DERIVED, "<s:elsewhere>"),)),
    }
    found = origins_of(sources, ["s:a", "s:b", "s:c", "s:unknown"])
    assert {iri: set(roots) for iri, roots in found.of.items()} == {
        "s:a": {"s:a"},
        "s:b": {"s:a"},
        "s:c": {"s:elsewhere"},
        "s:unknown": {"s:unknown"},
    }
