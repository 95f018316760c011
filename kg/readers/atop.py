"""Pledges of alliance treaties, after ATOP: a row a directed pair of states and year, into spells.

The table has ccode1, ccode2, year, and five columns of 0 and 1: what the first state has pledged the second.
A pledge may hold one way, so each is a directed tie. ATOP calls a treaty with any of the five an alliance;
then all parties to a wide non-aggression treaty would be allies. Here `kg:alliedWith` holds between two who
have each pledged to fight beside the other, in its defence or beyond; `allied=any` asks for ATOP's word.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OptionError, alternatives, near
from kg.iris import KG
from kg.model import Aspect, Influence, RelationType, Sign
from kg.readers.companions import (
    CODE,
    YEAR,
    blocks,
    confidence_option,
    finished,
    judged,
    number_option,
    spelled,
    state_key,
    states,
)
from kg.readers.layout import ROW
from kg.readers.tables import REJECTED, SOURCE, STATEMENT, Batch, Reader, frame

if TYPE_CHECKING:
    import polars


def _pledge(name: str, label: str, definition: str, base: float, reason: str) -> RelationType:
    return RelationType(
        iri=f"{KG}{name}",
        label=label,
        definition=definition,
        family=f"{KG}cooperatesWith",
        sign=Sign.COOPERATION,
        influence=Influence.BOTH,
        aspect=Aspect.TIE,
        symmetric=False,
        base=base,
        reason=reason,
    )


PLEDGES = {
    "atop_defense": _pledge(
        "pledgesToDefend",
        "pledges to defend",
        "The first is bound by treaty to help the second with its forces if that is attacked.",
        0.9,
        "as strong as an alliance, which is what it makes when it is mutual",
    ),
    "atop_offense": _pledge(
        "pledgesToFightBeside",
        "pledges to fight beside",
        "The first is bound by treaty to help the second with its forces in wars beyond its defence.",
        0.9,
        "as strong as an alliance, which is what it makes when it is mutual",
    ),
    "atop_neutral": _pledge(
        "pledgesNeutralityTo",
        "pledges neutrality to",
        "The first is bound by treaty not to help those who are at war with the second.",
        0.4,
        "rules out support of enemies, and promises no help",
    ),
    "atop_nonagg": _pledge(
        "pledgesNonAggressionTo",
        "pledges non-aggression to",
        "The first is bound by treaty not to use force against the second.",
        0.3,
        "the least that a treaty of alliance holds; wide treaties give it to rivals too",
    ),
    "atop_consul": _pledge(
        "pledgesToConsult",
        "pledges to consult",
        "The first is bound by treaty to consult with the second in a crisis or a war.",
        0.4,
        "a duty to talk, which shapes decisions without binding them",
    ),
}
ALLIED = f"{KG}alliedWith"
_FIGHT = ("atop_defense", "atop_offense")
_MEANINGS = ("fight", "any", "none")
_COLUMNS = ("ccode1", "ccode2", "year", *PLEDGES)
_DYAD = ("ccode1", "ccode2", "year")
_SOURCE = {
    "key": "atop",
    "title": "Alliance Treaty Obligations and Provisions (ATOP)",
    "author": "Brett Ashley Leeds, Jeffrey M. Ritter, Sara McLaughlin Mitchell, Andrew G. Long",
    "url": "http://www.atopdata.org/",
    "reliability": "B",
}


def read(path: Path, options: Mapping[str, str]) -> Iterator[Batch]:
    """The spells of pledges, when the file is read: what is kept of it are small numbers a row.

    Raises:
        DataError: a file lacks a column or cannot be read.
        OptionError: an option makes no sense.
    """
    import polars as pl

    allied = options.get("allied", "fight")
    if allied not in _MEANINGS:
        advice = alternatives(near(allied, _MEANINGS) or _MEANINGS)
        raise OptionError(f"unknown meaning '{allied}' of allied; use {advice}")
    sure = confidence_option(options, 0.9)
    last = number_option(options, "last", None, most=9999)
    parts, rejected, count = [], [], 0
    for rows in blocks(path, _COLUMNS):
        good, bad = _checked(rows.frame)
        parts.append(good)
        rejected += [rows.rejected, bad]
        count += rows.count
        yield Batch(frame(STATEMENT), rows=0, share=rows.share)
    table, bad = _agreeing(pl.concat(parts))
    final = last or int(table.select(pl.col("year").max().fill_null(0)).item())
    pledges = table.unpivot(list(PLEDGES), index=list(_DYAD), variable_name="pledge")
    pledges = pledges.filter(pl.col("value") == 1).drop("value")
    iris = {name: kind.iri for name, kind in PLEDGES.items()}
    kinds = pl.col("pledge").replace_strict(iris, return_dtype=pl.String)
    ties = pl.concat([pledges.with_columns(relation=kinds), _allied(table, allied)])
    spells = spelled(ties, keys=("ccode1", "ccode2", "relation", "pledge"))
    yield from finished(
        _statements(spells, final, sure),
        count=count,
        rejected=pl.concat([*rejected, bad]),
        actors=states(
            pl.concat([table.select(ccode="ccode1"), table.select(ccode="ccode2")]), options
        ),
        sources=frame(SOURCE, {name: [text] for name, text in _SOURCE.items()}),
        relation_types=tuple(PLEDGES.values()),
    )


READER = Reader(
    name="atop",
    title="pledges of alliance treaties (ATOP): defence, offence, neutrality, non-aggression, consultation",
    read=read,
    options={
        "states": "table of the states' names by code: ccode, statenme; else they are called by code",
        "allied": "who is allied: fight (each has pledged to fight with the other), any (any pledge), none",
        "last": "year that the data end in: a pledge that holds then has no end; the latest unless given",
        "confidence": "how far the table is to be believed, in (0, 1]; 0.9 unless given",
    },
)


def _checked(table: "polars.DataFrame") -> "tuple[polars.DataFrame, polars.DataFrame]":
    """The rows as numbers, and those that are none."""
    import polars as pl

    wrong = {name: ~pl.col(name).is_in(["0", "1"]).fill_null(value=False) for name in PLEDGES}
    good, bad = judged(
        table,
        [
            (~pl.col("ccode1").str.contains(CODE), "ccode1 is no code of a state", "ccode1"),
            (~pl.col("ccode2").str.contains(CODE), "ccode2 is no code of a state", "ccode2"),
            (~pl.col("year").str.contains(YEAR), "year is no year", "year"),
            (pl.col("ccode1") == pl.col("ccode2"), "a state with itself", "ccode1"),
            *((odd, f"{name} is neither 0 nor 1", name) for name, odd in wrong.items()),
        ],
    )
    dyad, said = pl.col(_DYAD).cast(pl.Int16), pl.col(list(PLEDGES)).cast(pl.Int8)
    return good.select(ROW, dyad, said), bad


def _agreeing(table: "polars.DataFrame") -> "tuple[polars.DataFrame, polars.DataFrame]":
    """Each pair and year once; rows that contradict each other are rejected."""
    import polars as pl

    said = table.unique([*_DYAD, *PLEDGES], keep="first", maintain_order=True)
    odd = said.filter(pl.struct(_DYAD).is_duplicated()).select(_DYAD)
    told = table.join(odd, on=_DYAD, how="semi", maintain_order="left")
    rejected = told.select(
        pl.col(ROW).alias("row"),
        reason=pl.lit("another row of this pair and year says otherwise; neither counts"),
        value=pl.format("{} to {} in {}", *_DYAD),
    )
    kept = said.join(odd, on=_DYAD, how="anti", maintain_order="left")
    return kept, frame(REJECTED, rejected.to_dict())


def _allied(table: "polars.DataFrame", meaning: str) -> "polars.DataFrame":
    """The years of pairs that are allied, the smaller code first."""
    import polars as pl

    names = {"fight": _FIGHT, "any": tuple(PLEDGES), "none": ()}[meaning]
    pledged = (
        pl.any_horizontal(pl.col(name) == 1 for name in names) if names else pl.lit(value=False)
    )
    found = table.filter(pledged).select(
        ccode1=pl.min_horizontal("ccode1", "ccode2"),
        ccode2=pl.max_horizontal("ccode1", "ccode2"),
        year="year",
    )
    ways = found.group_by(_DYAD).len()
    both = 2 if meaning == "fight" else 1
    return ways.filter(pl.col("len") >= both).select(
        *_DYAD, pledge=pl.lit(f"allied ({meaning})"), relation=pl.lit(ALLIED)
    )


def _statements(spells: "polars.DataFrame", last: int, sure: float) -> "polars.DataFrame":
    """The spells as statements; what holds in the last year has no end."""
    import polars as pl

    first, second = state_key(pl.col("ccode1")), state_key(pl.col("ccode2"))
    said = spells.select(
        subject=first,
        relation="relation",
        object=second,
        since=pl.col("from").cast(pl.String),
        until=pl.when(pl.col("to") < last).then(pl.col("to").cast(pl.String)),
        confidence=pl.lit(sure),
        source=pl.lit(_SOURCE["key"]),
        locator=pl.format(
            "{} to {}, {}, {} to {}",
            first,
            second,
            pl.col("pledge").str.strip_prefix("atop_"),
            "from",
            "to",
        ),
    )
    return frame(STATEMENT, said.to_dict())
