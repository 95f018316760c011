"""Votes in the United Nations General Assembly: how often two countries agree and disagree, by year.

The table is that of Erik Voeten's data as the R package unvotes has it: rcid, country, country_code
(ISO 3166 alpha-2, may be empty), vote (yes, abstain, no); the dates of the roll calls stand in another.
What is kept is one byte and one line number for each country and roll call, however many rows there are;
the pairs of a year are counted when they are written, by products of matrices.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DataError, OptionError, alternatives, near
from kg.iris import KG
from kg.model import Aspect, Influence, RelationType, Sign
from kg.readers.ballots import COLUMNS, Ballots, Calls
from kg.readers.checking import earliest
from kg.readers.companions import blocks, companion, number_option, path_option
from kg.readers.layout import ROW
from kg.readers.tables import SOURCE, STATEMENT, Batch, Reader, frame

if TYPE_CHECKING:
    import polars

VOTES_WITH = RelationType(
    iri=f"{KG}votesWith",
    label="votes with",
    definition="The two cast the same vote on roll calls; the amount says on how many.",
    family=f"{KG}cooperatesWith",
    sign=Sign.COOPERATION,
    influence=Influence.NONE,
    aspect=Aspect.TIE,
    symmetric=True,
    base=0.2,
    reason="a common vote costs little and most are near unanimous; how many there are is in the amount",
)
VOTES_AGAINST = RelationType(
    iri=f"{KG}votesAgainst",
    label="votes against",
    definition="One says yes and the other no on roll calls; the amount says on how many.",
    family=f"{KG}conflictsWith",
    sign=Sign.CONFLICT,
    influence=Influence.NONE,
    aspect=Aspect.TIE,
    symmetric=True,
    base=0.2,
    reason="an opposed vote is a difference in words; how many there are is in the amount",
)
_SOURCE = {
    "key": "voeten",
    "title": "United Nations General Assembly Voting Data",
    "author": "Erik Voeten",
    "publisher": "Harvard Dataverse",
    "url": "https://hdl.handle.net/1902.1/12379",
    "reliability": "B",
}


def read(path: Path, options: Mapping[str, str]) -> Iterator[Batch]:
    """The pairs of each year, when all votes are read.

    Raises:
        DataError: a file lacks a column or cannot be read, or a roll call has two dates.
        OptionError: an option makes no sense.
    """
    import polars as pl

    calls = _calls(options)
    least = number_option(options, "least", 1, most=1_000_000) or 1
    ballots = Ballots(calls)
    for rows in blocks(path, COLUMNS):
        yield ballots.take(rows)
    told = f" on {calls.issue}" if calls.issue else ""
    kinds = (VOTES_WITH, VOTES_AGAINST)
    source = frame(SOURCE, {name: [text] for name, text in _SOURCE.items()})
    untold = ballots.untold()
    yield Batch(
        frame(STATEMENT),
        rows=0,
        rejected=untold,
        actors=ballots.actors(),
        sources=source,
        relation_types=kinds,
        used=-untold.height,  # it was counted as used when its block was read
    )
    for year in sorted(set(calls.years.values())):
        pairs = ballots.pairs(year).filter(pl.col("common") >= least)
        yield Batch(_statements(pairs, year, f"roll calls{told}"), rows=0, share=1.0)


READER = Reader(
    name="un-votes",
    title="votes in the UN General Assembly (Voeten): agreement and opposition by pair and year",
    read=read,
    options={
        "roll_calls": "table of the roll calls with their dates (rcid, date); required",
        "least": "roll calls that both have voted on, so that a pair counts; 1 unless given",
        "issues": "table of the issues of roll calls (rcid, short_name, issue), for issue=",
        "issue": "only roll calls on this issue, by its name or short name in issues=",
    },
)


def _statements(pairs: "polars.DataFrame", year: str, unit: str) -> "polars.DataFrame":
    """The statements on the pairs of a year: those who agree, then those who oppose each other."""
    import polars as pl

    told = pl.format("{}: alike {}, opposed {} of {}", pl.lit(year), "alike", "opposed", "common")
    table = pairs.with_columns(
        since=pl.lit(year),
        until=pl.lit(year),
        unit=pl.lit(unit),
        source=pl.lit(_SOURCE["key"]),
        locator=told,
    )
    parts = [
        table.filter(pl.col(count) > 0).with_columns(
            relation=pl.lit(kind.iri), amount=pl.col(count).cast(pl.String)
        )
        for kind, count in ((VOTES_WITH, "alike"), (VOTES_AGAINST, "opposed"))
    ]
    return frame(STATEMENT, pl.concat(parts).to_dict())


def _calls(options: Mapping[str, str]) -> Calls:
    """The roll calls that the options name."""
    import polars as pl

    path = path_option(options, "roll_calls", "the table of the roll calls' dates (rcid, date)")
    table = companion(path, ("rcid", "date")).drop_nulls("rcid")
    table = table.unique(["rcid", "date"], keep="first", maintain_order=True)
    twice = table.filter(~pl.col("rcid").is_first_distinct())
    if twice.height:
        line, rcid, date = twice.select(ROW, "rcid", "date").row(0)
        problem = f"the roll call {rcid} is of '{date or ''}' here and has another date above"
        raise DataError(f"{problem}; keep one", file=str(path), line=line)
    dated = table.with_columns(year=pl.when(earliest(pl.col("date")).is_not_null()).then("date"))
    issue, about = _about(options)
    places, years = {}, {}
    for place, (rcid, date) in enumerate(dated.select("rcid", "year").rows()):
        places[rcid] = place
        if date is not None and (about is None or rcid in about):
            years[place] = date[:4]
        elif date is None:
            del places[rcid]
    return Calls(places, years, issue)


def _about(options: Mapping[str, str]) -> tuple[str | None, set[str] | None]:
    """The name of the issue that is asked for, and the roll calls on it."""
    import polars as pl

    if ("issues" in options) != ("issue" in options):
        given, lacking = ("issues", "issue") if "issues" in options else ("issue", "issues")
        raise OptionError(f"{given}= goes with {lacking}=; say both or neither")
    if "issues" not in options:
        return None, None
    wanted = options["issue"]
    table = companion(Path(options["issues"]), ("rcid", "short_name", "issue"))
    found = table.filter((pl.col("short_name") == wanted) | (pl.col("issue") == wanted))
    if not found.height:
        known = sorted({*table["short_name"].drop_nulls(), *table["issue"].drop_nulls()})
        advice = alternatives(near(wanted, known) or known[:12])
        raise OptionError(f"no roll call is on the issue '{wanted}'; use {advice}")
    return found["issue"].drop_nulls().first() or wanted, set(found["rcid"])  # type: ignore[return-value]
