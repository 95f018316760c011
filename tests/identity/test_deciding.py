"""Reviewed decisions go before the rules; what makes no sense is one line."""

import polars as pl
import pytest

from kg.errors import AmbiguousName, DataError, OptionError, UnknownName
from kg.identity import accepted, match, register, selected, undone, unmet
from kg.iris import curie
from tests.factory import act

KNOWN = register()
KEYS = ["Congo", "Georgia", "Iran", "Zaire", "actor:Own", act("Own")]
ACTORS = pl.DataFrame({"key": KEYS})
FOUND = match(ACTORS, KNOWN)


def again(decisions: pl.DataFrame) -> dict[str, tuple[str, ...]]:
    """Decision, rule, actor and note by key, of the rows that differ from what the rules say."""
    rows = match(ACTORS, KNOWN, decisions=decisions)
    pairs = zip(FOUND.iter_rows(), rows.iter_rows(), strict=True)
    return {new[0]: (new[2], new[3], curie(new[4]), new[6]) for old, new in pairs if new != old}


def test_an_answer_given_back_changes_nothing() -> None:
    assert again(FOUND) == {}


def test_undoing_keeps_apart_and_accepting_merges() -> None:
    reviewed = accepted(undone(FOUND, ["Iran"]), [("Zaire", "actor:DemocraticRepublicOfTheCongo")])
    found = again(reviewed)
    assert found.keys() == {"Iran", "Zaire"}
    decision, rule, actor, note = found["Iran"]
    assert (decision, rule, actor.partition("-")[0]) == ("new", "decided", "actor:Iran")
    assert actor != "actor:Iran"
    assert note.startswith(
        "the rules alone: matched actor:Iran by its label; its IRI ends in a digest"
    )
    assert found["Zaire"] == (
        *("matched", "decided", "actor:DemocraticRepublicOfTheCongo"),
        "the rules alone: new",
    )
    kept = match(ACTORS, KNOWN, decisions=reviewed)
    assert match(ACTORS, KNOWN, decisions=kept).equals(kept)


def test_a_row_of_which_only_the_decision_was_edited_is_kept_apart_too() -> None:
    edited = FOUND.with_columns(
        decision=pl.when(pl.col("key") == "Iran").then(pl.lit("new")).otherwise("decision")
    )
    assert again(edited).keys() == {"Iran"}


def test_a_new_actor_has_the_iri_that_was_decided_and_others_may_be_matched_to_it() -> None:
    table = pl.DataFrame(
        [
            ("Zaire", "new", "actor:Zaire1971"),
            ("Congo", "matched", act("Zaire1971")),
            ("Iran", "", "x"),
        ],
        schema=["key", "decision", "actor"],
        orient="row",
    )
    found = again(table)
    assert {key: row[:3] for key, row in found.items()} == {
        "Congo": ("matched", "decided", "actor:Zaire1971"),
        "Zaire": ("new", "none", "actor:Zaire1971"),
    }


@pytest.mark.parametrize(
    ("actor", "problem"),
    [
        ("", "'Iran' is decided to be matched, but to nobody; give the actor's IRI"),
        ("Iran", "'Iran' is matched to 'Iran', which is no IRI; write it like actor:Armenia"),
        ("actor:Iraan", "'Iran' is matched to 'actor:Iraan', whom nobody knows; did you mean 'actor:Iran'?"),
        ("http://e.org/x", "'Iran' is matched to 'http://e.org/x', whom nobody knows; load its data with --data"),
    ],
)  # fmt: skip
def test_a_match_with_nobody_is_refused(actor: str, problem: str) -> None:
    table = pl.DataFrame({"key": ["Iran"], "decision": ["matched"], "actor": [actor]})
    with pytest.raises(DataError) as error:
        match(ACTORS, KNOWN, decisions=table)
    assert str(error.value) == problem


def test_decisions_on_keys_that_do_not_come_are_told() -> None:
    table = pl.DataFrame({"key": ["7", "8", "9", "10", "Iran"]})
    assert unmet(table, KEYS) == (
        "4 decisions are about keys that the file does not have: '7', '8', '9', ...;"
        " see how the file spells them"
    )
    assert unmet(FOUND, KEYS) is None


def test_decisions_are_found_by_key_then_by_label() -> None:
    table = match(pl.DataFrame({"key": ["1", "2", "3"], "label": ["Iran", "Iran", "1"]}), KNOWN)
    assert undone(table, ["1"]).filter(pl.col("rule") == "decided")["key"].to_list() == ["1"]
    with pytest.raises(AmbiguousName, match="'Iran' could be '1' or '2'; use one of these"):
        undone(table, ["Iran"])
    with pytest.raises(UnknownName, match="unknown key or label 'Iraan'; did you mean 'Iran'?"):
        undone(table, ["Iraan"])
    with pytest.raises(OptionError, match="'Iran' is not an IRI; write it like actor:Armenia"):
        accepted(table, [("1", "Iran")])
    with pytest.raises(OptionError, match="'mached' is no decision; did you mean 'matched'?"):
        selected(table, ["mached"])


def test_why_an_iri_ends_in_a_digest_is_told_of_a_reviewed_table_too() -> None:
    actors = pl.DataFrame({"key": ["1", "2", "3"], "label": ["Ada", "Ada", "Bela"]})
    found = match(actors, KNOWN)
    told = "its IRI ends in a digest, as actor:Ada is not its alone"
    assert found["note"].to_list() == [told, told, ""]
    assert match(actors, KNOWN, decisions=found).equals(found)
