"""Questions about few statements read few, and answer as if all had been read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.graph import basis
from kg.rdf import decoding
from tests.factory import act, actor, stmt, tie, turtle

Ask = Callable[[kg.Dataset], object]

# B mediates for C about a treaty T; D waives what A's sanctions on C rest on; E leads A; the rest is apart.
INSTRUMENTS = """
inst:treaty a kg:Instrument ; skos:prefLabel "Treaty"@en .
inst:law a kg:Instrument ; skos:prefLabel "Law"@en .
inst:waiver a kg:Instrument ; skos:prefLabel "Waiver"@en ; kg:suspends inst:law .
inst:raid a kg:Event ; skos:prefLabel "Raid"@en .
"""
BLOCKS = (
    tie("praise", "A", "praises", "C", rest='; kg:date "2020"^^xsd:gYear'),
    tie("denied", "A", "praises", "C", status="Denied", rest="; kg:attributedTo actor:E"),
    tie("blame", "A", "condemns", "C", rest="; kg:about stmt:apart-1"),
    tie("leads", "E", "leads", "A"),
    tie("sanctions", "A", "sanctions", "C", rest="; kg:instrument inst:law"),
    tie("waives", "A", "waivesSanctionsOn", "C", rest="; kg:instrument inst:waiver"),
    tie("gas", "D", "suppliesGasTo", "C"),
    tie("gas-on", "F", "suppliesGasTo", "D"),
    tie("mediates", "B", "mediatesFor", "C", rest="; kg:about inst:treaty"),
    tie("mediates-a", "B", "mediatesFor", "A", rest="; kg:about inst:treaty"),
    tie("result", "F", "alliedWith", "G", rest="; kg:instrument inst:treaty"),
    tie("answer", "G", "praises", "B", rest="; kg:inResponseTo stmt:mediates"),
    tie("member", "C", "memberOf", "L"),
    tie("member-g", "G", "memberOf", "L"),
    tie("raid", "F", "attacks", "C", rest='; kg:instrument inst:raid ; kg:date "2021"^^xsd:gYear'),
    tie("help", "G", "suppliesArmsTo", "C", rest="; kg:inResponseTo stmt:raid"),
    *(tie(f"apart-{n}", "X", "praises", "Y", rest=f"; kg:amount {n}.5") for n in range(29)),
)
QUESTIONS: dict[str, tuple[Ask, set[str]]] = {
    "history of a pair": (
        lambda d: kg.history(d, "A", "C"),
        {"praise", "denied", "blame", "sanctions", "waives", "apart-1"},
    ),
    "history of one": (lambda d: kg.history(d, "D"), {"gas", "gas-on"}),
    "changes": (lambda d: kg.changes(d, "F", "2020", "2022"), {"gas-on", "result", "raid"}),
    "contradictions": (
        lambda d: kg.contradictions(d, "A", "C"),
        {"praise", "denied", "blame", "sanctions", "waives", "apart-1", "leads"},
    ),
    "corroboration": (
        lambda d: kg.corroboration(d, "D"),
        {"gas", "gas-on", "leads", "sanctions", "waives"},
    ),
    "mediations": (
        lambda d: kg.mediations(d, "A", "C"),
        {"mediates", "mediates-a", "result", "answer"},
    ),
    "commitments": (
        lambda d: kg.commitments(d, "L", "Raid"),
        # all that F and C are in, whose raid it is, and all memberships
        {
            "member",
            "member-g",
            "raid",
            "help",
            "gas",
            "gas-on",
            "result",
            "praise",
            "denied",
            "blame",
        }
        | {"sanctions", "waives", "mediates", "apart-1"},
    ),
    "restrictions": (
        lambda d: kg.restrictions(d, "D"),
        {"gas", "gas-on", "help", "raid", "sanctions", "waives"},
    ),
    "alternatives": (lambda d: kg.alternatives(d, "D"), {"sanctions", "waives"}),
}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The IRIs of the statements whose records are made."""
    made: set[str] = set()
    decode = decoding._statement

    def told(fields: Any) -> Any:
        made.add(fields.iri)
        return decode(fields)

    monkeypatch.setattr(decoding, "_statement", told)
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "data.ttl"
    head = turtle(INSTRUMENTS, *BLOCKS, actors="A B C D E F G X Y")
    path.write_text(head + actor("L", kind="IntergovernmentalOrganisation"), encoding="utf-8")
    return path


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_read_is_what_the_question_needs(
    question: str, file: Path, tmp_path: Path, read: set[str]
) -> None:
    ask, needed = QUESTIONS[question]
    whole = kg.load(file)
    assert len(whole.statements) == len(BLOCKS)
    kg.build(tmp_path / "store", file)
    stored = kg.open(tmp_path / "store")
    read.clear()
    found = ask(stored)
    assert read == {stmt(name) for name in needed}
    assert found == ask(whole)
    assert "records" not in vars(stored)


def test_every_actor_of_the_shipped_case_has_the_same_answers(tmp_path: Path) -> None:
    whole = kg.load(kg.shipped())
    actors = list(whole.actors)
    kg.build(tmp_path / "store", kg.shipped())
    stored = kg.open(tmp_path / "store")
    for name, ask in _ASKED.items():
        for one in actors:
            assert ask(stored, one) == ask(whole, one), (name, one)
            if "records" in vars(stored):  # who is in more than half of the statements has all read
                stored = kg.open(tmp_path / "store")


_ASKED: dict[str, Callable[[kg.Dataset, str], object]] = {
    "history": kg.history,
    "changes": lambda d, who: kg.changes(d, who, "2020", "2023", acts=True, status="all"),
    "contradictions": kg.contradictions,
    "corroboration": kg.corroboration,
    "mediations": lambda d, who: kg.mediations(d, who, _other(who)),
    "commitments": lambda d, who: kg.commitments(d, who, "inst:offensive-2022"),
    "restrictions": lambda d, who: kg.restrictions(d, who, at="2022"),
}


def _other(actor: str) -> str:
    return "Armenia" if not actor.endswith("/Armenia") else "Azerbaijan"


def test_a_change_of_the_data_is_seen(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(basis, "FEW", 0)
    dataset = kg.load(file)
    assert len(kg.history(dataset, "D")) == 2
    kg.retract(dataset, "stmt:gas-on")
    assert kg.history(dataset, "D").statements == (stmt("gas"),)
    assert dataset.actor("D").iri == act("D")


def test_an_unknown_name_has_the_same_near_matches(file: Path, tmp_path: Path) -> None:
    kg.build(tmp_path / "store", file)
    told = []
    for dataset in (kg.load(file), kg.open(tmp_path / "store")):
        with pytest.raises(kg.UnknownName) as raised:
            kg.commitments(dataset, "L", "Raids")
        told.append(str(raised.value))
        with pytest.raises(kg.UnknownActor) as unknown:
            kg.history(dataset, "Z")
        told.append(str(unknown.value))
    assert told[:2] == told[2:]
