"""FollowTheMoney entities as statements: the real donations, ties of every schema, and what is none."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.iris import ACTOR, KG
from kg.readers.pipeline import Imported, ingest
from kg.readers.schemata import ACTORS, DOCUMENTS, SCHEMATA, TIES
from tests.readers.asking import rows
from tests.shared import shared

ADA = {"id": "p1", "schema": "Person", "properties": {"name": ["Ada"]}}
BELA = {"id": "p2", "schema": "Person", "properties": {"name": ["Bela"]}}
FIRM = {"id": "c1", "schema": "Company", "properties": {"name": ["Firm Ltd", "Firma"]}}


def entity(schema: str, name: str = "e1", /, **properties: Any) -> dict[str, Any]:
    """An entity; a property that is one text is a list of it."""
    lists = {key: [value] if isinstance(value, str) else value for key, value in properties.items()}
    return {"id": name, "schema": schema, "properties": lists}


def imported(folder: Path, *lines: dict[str, Any] | str, **options: str) -> Imported:
    """What becomes of these entities or texts, one a line."""
    path = folder / "a.ftm.json"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(texts), encoding="utf-8")
    return ingest(path, options=options)


def told(found: Imported) -> list[tuple[Any, ...]]:
    """The statements: who, what, whom, dates, amount, note."""
    return sorted(
        (s.subject.removeprefix(ACTOR), s.predicate.removeprefix(KG), s.object.removeprefix(ACTOR),
         *(str(each) if each else None for each in (s.since, s.until, s.date)), s.amount, s.unit, s.note)
        for s in found.dataset.statements.values()
    )  # fmt: skip


def test_donations_are_payments_as_the_readme_counts_them() -> None:
    found = kg.ingest(shared("followthemoney-donations") / "donations.ijson")
    assert (found.rows, found.statements, found.mentions, found.used) == (474, 290, 290, 95)
    assert set(found.rejected.select("reason").rows()) == {
        ("schema Address is neither an actor nor a tie between two",)
    }
    assert found.rejected.height == 89
    question = (
        "SELECT ?class (COUNT(?who) AS ?n) WHERE { ?who a ?class . ?class rdfs:subClassOf kg:Actor }"
        " GROUP BY ?class ORDER BY ?class"
    )
    assert rows(found.dataset, question) == [
        (f"{KG}NonGovernmentalOrganisation", str(56 + 17)),
        (f"{KG}Person", "22"),
    ]


def test_each_donation_has_its_payer_party_day_and_amount() -> None:
    """Read from the file by a few lines that share nothing with the reader."""
    path = shared("followthemoney-donations") / "donations.ijson"
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    names = {each["id"]: each["properties"].get("name", [""])[0] for each in lines}
    wanted = sorted(
        (names[said["payer"][0]], names[said["beneficiary"][0]], said["date"][0], said["amountEur"][0])
        for said in (each["properties"] for each in lines if each["schema"] == "Payment")
    )  # fmt: skip
    dataset = kg.ingest(path).dataset
    labels = {iri: actor.label for iri, actor in dataset.actors.items()}
    found = sorted(
        (labels[s.subject], labels[s.object], str(s.date), s.amount)
        for s in dataset.statements.values()
        if s.predicate == f"{KG}pays" and s.unit == "EUR"
    )
    assert found == wanted
    assert (
        "Frau Dr. Irene Nierstenhöfer", "MLPD", "2011-12-28", "113969.15",
    ) in found  # fmt: skip


def test_a_donation_is_found_by_its_entity_in_the_file() -> None:
    found = kg.ingest(shared("followthemoney-donations") / "donations.ijson")
    question = """SELECT ?amount ?title WHERE {
        ?s rdf:predicate kg:pays ; kg:amount ?amount ; kg:evidence ?e .
        ?e kg:locator "2216b422a31242fe204654ce194864661f515921" ; dcterms:source ?source .
        ?source dcterms:title ?title }"""
    assert rows(found.dataset, question) == [("100000", "donations.ijson")]
    assert {each.severity.value for each in kg.validate(found.dataset)} == {"warning"}


@pytest.mark.parametrize(
    ("tie", "statement"),
    [
        (entity("Associate", person="p1", associate="p2", relationship="friend"),
         ("Ada", "associateOf", "Bela", None, None, None, None, None, "relationship: friend")),
        (entity("Control", controller="p1", controlled="c1", date="2020"),
         ("Ada", "controls", "FirmLtd", None, None, "2020", None, None, None)),
        (entity("Debt", debtor="p1", creditor="p2", amount="5", currency="CHF"),
         ("Ada", "owes", "Bela", None, None, None, "5", "CHF", None)),
        (entity("Directorship", director="p1", organization="c1", role="chair", startDate="2019-05"),
         ("Ada", "directs", "FirmLtd", "2019-05", None, None, None, None, "role: chair")),
        (entity("Employment", employee="p1", employer="c1", endDate="2019-05-01T10:00:00"),
         ("Ada", "worksFor", "FirmLtd", None, "2019-05-01", None, None, None, None)),
        (entity("Family", person="p1", relative="p2", summary="Sisters."),
         ("Ada", "relativeOf", "Bela", None, None, None, None, None, "Sisters.")),
        (entity("Membership", member="p1", organization="c1", startDate="2001", endDate="2002"),
         ("Ada", "memberOf", "FirmLtd", "2001", "2002", None, None, None, None)),
        (entity("Ownership", owner="p1", asset="c1", percentage="25.5 %", ownershipType="direct"),
         ("Ada", "owns", "FirmLtd", None, None, None, "25.5", "percent", "ownershipType: direct")),
        (entity("Payment", payer="c1", beneficiary="p1", amountUsd="7", amount="6", purpose="gift"),
         ("FirmLtd", "pays", "Ada", None, None, None, "7", "USD", "purpose: gift")),
        (entity("Occupancy", holder="p1", post="c1", status="ended"),
         ("Ada", "holdsPost", "FirmLtd", None, None, None, None, None, "status: ended")),
        (entity("Representation", agent="p1", client="c1"),
         ("Ada", "represents", "FirmLtd", None, None, None, None, None, None)),
        (entity("Succession", predecessor="p1", successor="p2"),
         ("Ada", "precedes", "Bela", None, None, None, None, None, None)),
        (entity("UnknownLink", subject="p1", object="p2", role="knows"),
         ("Ada", "linkedTo", "Bela", None, None, None, None, None, "role: knows")),
        (entity("UnknownLink", subject="p1", object="p2", role="condemns"),
         ("Ada", "condemns", "Bela", None, None, None, None, None, None)),
        (entity("Family", person="p1", relative="p2", startDate=["2001", "2002"]),
         ("Ada", "relativeOf", "Bela", None, None, None, None, None, "startDate: 2001 or 2002")),
        (entity("Family", person="p1", relative="p2", startDate="2001", date="2003"),
         ("Ada", "relativeOf", "Bela", "2001", None, None, None, None, "date: 2003")),
    ],
    ids=lambda value: value["schema"] if isinstance(value, dict) else "",
)  # fmt: skip
def test_a_schema_that_joins_two_actors_is_a_statement(
    tmp_path: Path, tie: dict[str, Any], statement: tuple[Any, ...]
) -> None:
    found = imported(tmp_path, tie, ADA, BELA, FIRM)
    assert told(found) == [statement]
    assert (found.rows, found.used, found.rejected.height) == (4, 3, 0)


def test_the_schemata_are_those_of_follow_the_money() -> None:
    model = pytest.importorskip("followthemoney").model
    assert {schema.name for schema in model} == SCHEMATA
    ends = {name: (tie.subject, tie.object) for name, tie in TIES.items()}
    assert ends == {
        name: (model.get(name).edge_source, model.get(name).edge_target) for name in ends
    }
    assert {each.name for each in model if each.is_a("LegalEntity")} == {*ACTORS} - {"Position"}
    documents = {each.name for each in model if each.is_a("Document") or each.name == "Article"}
    assert documents == DOCUMENTS


def test_several_payers_are_a_statement_each_with_every_source(tmp_path: Path) -> None:
    found = imported(
        tmp_path,
        entity("Payment", payer=["p1", "p2", "gone"], beneficiary="c1", date="2020",
               sourceUrl=["https://a.org/1", "https://a.org/2"], publisher="A"),
        ADA, BELA, FIRM,
    )  # fmt: skip
    assert (found.rows, found.statements, found.mentions) == (4, 2, 4)
    assert {(s.subject, s.note) for s in found.dataset.statements.values()} == {
        (f"{ACTOR}Ada", "gone is no actor of the file"),
        (f"{ACTOR}Bela", "gone is no actor of the file"),
    }
    assert sorted((each.url, each.publisher) for each in found.dataset.sources.values()) == [
        ("https://a.org/1", "A"),
        ("https://a.org/2", "A"),
    ]


def test_evidence_is_a_document_or_a_publisher(tmp_path: Path) -> None:
    document = entity(
        "Pages", "d1", fileName="r.pdf", title="Report", date="2021-03", author="Cara"
    )
    found = imported(
        tmp_path, ADA, BELA, document,
        entity("Family", "e1", person="p1", relative="p2", proof="d1"),
        entity("Associate", "e2", person="p1", associate="p2", publisher="Registry"),
    )  # fmt: skip
    sources = found.dataset.sources
    assert {
        (s.predicate.removeprefix(KG), sources[e.source].title, sources[e.source].author, e.locator)
        for s in found.dataset.statements.values()
        for e in s.evidence
    } == {("relativeOf", "Report", "Cara", "e1"), ("associateOf", "Registry", None, "e2")}


@pytest.mark.parametrize(
    ("line", "reason", "value"),
    [
        ('{"id": "x"', "no JSON: expecting ',' delimiter", '{"id": "x"'),
        ("[1]", "no JSON object", "[1]"),
        ('{"id": "x", "schema": "Person"}', "no entity: no id, schema or properties", "x"),
        (entity("Paymnt", "x"), "unknown schema 'Paymnt'; did you mean 'Payment'?", "x"),
        (entity("Vessel", "x", name="Ship"), "schema Vessel is neither an actor nor a tie between two",
         "x Ship"),
        (entity("Payment", "x", payer="p1"), "Payment without beneficiary", "x"),
        (entity("Payment", "x", payer="gone", beneficiary="p1"),
         "Payment whose payer is no entity of this file", "x gone"),
        (entity("Ownership", "x", owner="p1", asset="v1"),
         "Ownership whose asset is no actor, but of the schema Vessel", "x v1"),
        (entity("Payment", "x", payer="p1", beneficiary="p2", amount="5"),
         "amount has no unit; say what is counted or measured", "5"),
        (entity("Family", "x", person="p1", relative="p2", startDate="2002", endDate="2001"),
         "since is after until", "2002 to 2001"),
        (entity("Family", "x", person="p1", relative="p2", startDate="Monday"),
         "since is no date (YYYY, YYYY-MM or YYYY-MM-DD)", "Monday"),
    ],
)  # fmt: skip
def test_what_is_no_tie_is_rejected_with_its_line_and_reason(
    tmp_path: Path, line: dict[str, Any] | str, reason: str, value: str
) -> None:
    good = entity("Family", "good", person="p1", relative="p2")
    found = imported(tmp_path, ADA, BELA, good, line, entity("Vessel", "v1"))
    assert found.rejected.rows()[0] == (4, reason, value)
    assert (found.rows, found.rejected.height, found.statements) == (5, 2, 1)


def test_a_file_without_entities_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(kg.DataError, match=r"all 2 rows are rejected: no JSON: expecting value"):
        imported(tmp_path, "payer,beneficiary", "Ada,Bela")


def test_the_class_of_legal_entities_may_be_given(tmp_path: Path) -> None:
    found = imported(
        tmp_path, ADA, entity("LegalEntity", "l1", name="Cara"),
        entity("Family", person="p1", relative="l1"), type="Group",
    )  # fmt: skip
    assert {each.label: each.type.removeprefix(KG) for each in found.dataset.actors.values()} == {
        "Ada": "Person",
        "Cara": "Group",
    }


def test_packed_files_and_names_beside_the_first(tmp_path: Path) -> None:
    path = tmp_path / "a.ijson.gz"
    tie = entity("Ownership", owner="p1", asset="c1")
    lines = "\n".join(json.dumps(each) for each in (tie, ADA, FIRM))
    path.write_bytes(gzip.compress(b"\xef\xbb\xbf" + lines.encode()))
    actors = ingest(path).dataset.actors
    assert actors[f"{ACTOR}FirmLtd"].aliases == ("Firma",)
    path.write_bytes(gzip.compress(lines.encode())[:-9])
    with pytest.raises(kg.DataError, match="cannot be unpacked"):
        ingest(path)


def test_what_kg_wrote_comes_back_with_iris_statuses_and_dates(tmp_path: Path) -> None:
    """`kg convert` reads it exactly; the reader keeps what FollowTheMoney's own tools see."""
    shipped = kg.load(kg.shipped())
    kg.convert(shipped, tmp_path / "a.ijson")
    again = ingest(tmp_path / "a.ijson").dataset
    assert _outline(again) == _outline(shipped)
    ends = {iri for s in shipped.statements.values() for iri in (s.subject, s.object)}
    assert {iri: (a.label, a.type) for iri, a in again.actors.items() if iri in ends} == {
        iri: (a.label, a.type) for iri, a in shipped.actors.items() if iri in ends
    }


def test_donations_go_out_to_follow_the_money_and_come_in_again(tmp_path: Path) -> None:
    first = ingest(shared("followthemoney-donations") / "donations.ijson").dataset
    kg.convert(first, tmp_path / "a.ijson")
    kinds = [
        json.loads(line)["schema"]
        for line in (tmp_path / "a.ijson").read_text("utf-8").splitlines()
    ]
    counts = {kind: kinds.count(kind) for kind in ("Person", "Organization", "UnknownLink")}
    assert counts == {"Person": 22, "Organization": 56 + 17, "UnknownLink": 290}
    assert _outline(kg.load(tmp_path / "a.ijson")) == _outline(first)


def _outline(dataset: kg.Dataset) -> set[tuple[Any, ...]]:
    return {
        (s.triple, s.status, str(s.since), str(s.until), str(s.date))
        for s in dataset.statements.values()
    }
