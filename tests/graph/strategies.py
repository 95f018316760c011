"""Small datasets at random: partial dates, every status, waivers, ends that are no actors."""

from hypothesis import strategies as st

import kg
from kg.iris import KG, PREFIXES
from kg.model import Actor, Evidence, Instrument, Source, Statement, Status
from tests.factory import act, stmt

DAYS = ("1999", "2000", "2000-02", "2000-02-10", "2000-03-01", "2001-01", "2001-12-31")
TIMES = st.sampled_from(DAYS)
KINDS = ("alliedWith", "suppliesGasTo", "attacks", "memberOf", "dependsOn", "condemns", "sanctions")
INSTRUMENTS = tuple(f"{PREFIXES['inst']}{name}" for name in ("deal", "waiver", "other"))
SOURCES = tuple(f"{PREFIXES['src']}{name}" for name in ("dated", "undated", "gone", "year", "late"))


@st.composite
def datasets(draw: st.DrawFn, *, most: int = 8, undated: bool = False) -> kg.Dataset:
    """Actors A to D and a place P, statements among them, a waiver or two; `undated` ones only by sources."""
    dates = st.none() | TIMES.map(kg.parse_date)
    data = kg.Dataset([])
    cited = st.sets(st.sampled_from(SOURCES), min_size=2 if undated else 0)
    suspends = st.sampled_from([(), INSTRUMENTS[:1], INSTRUMENTS[:1] + INSTRUMENTS[2:]])
    statements = [
        Statement(
            iri=stmt(f"s{number}"),
            subject=act(draw(st.sampled_from("ABCD"))),
            predicate=f"{KG}{draw(st.sampled_from(KINDS))}",
            object=act(draw(st.sampled_from("ABCDP"))),
            status=draw(st.sampled_from([*Status, *[Status.ACTUAL] * 7])),
            since=None if undated else draw(dates),
            until=draw(dates),
            date=None if undated else draw(st.none() | dates),
            confidence=draw(st.integers(1, 100)) / 100,
            evidence=tuple(map(Evidence, sorted(draw(cited)))),
            instruments=tuple(sorted(draw(st.sets(st.sampled_from(INSTRUMENTS), max_size=2)))),
        )
        for number in range(draw(st.integers(0, most)))
    ]
    kg.add(
        data,
        *(Actor(act(name), name, f"{KG}State", aliases=(f"the {name}",)) for name in "ABCD"),
        Actor(act("P"), "P", f"{KG}Place"),
        Source(SOURCES[0], "Dated", date=kg.parse_date("2000-02")),
        Source(SOURCES[1], "Undated"),
        Source(SOURCES[3], "Of a year", date=kg.parse_date("2000")),
        Source(SOURCES[4], "Late", date=kg.parse_date("2000-12-05")),
        *(
            Instrument(
                iri,
                "An instrument",
                f"{KG}Instrument",
                since=draw(dates),
                until=draw(dates),
                suspends=draw(suspends) if iri != INSTRUMENTS[0] else (),
            )
            for iri in INSTRUMENTS
        ),
        *statements,
    )
    return data


@st.composite
def choices(draw: st.DrawFn) -> dict[str, object]:
    """Options of `kg.project`."""
    options: dict[str, object] = {"status": draw(st.sampled_from(["Actual", "all", "Alleged"]))}
    when = draw(st.sampled_from(["ever", "at", "between"]))
    if when == "at":
        options["at"] = draw(TIMES)
        options["memory"] = draw(st.sampled_from([None, 1, 30, "1y"]))
    elif when == "between":
        options["between"] = tuple(sorted((draw(TIMES), draw(TIMES)), key=lambda day: day[:4]))
    options["certainty"] = draw(st.sampled_from([None, "certain"]))
    options["sign"] = draw(st.sampled_from([None, 1, (0, -1)]))
    options["relations"] = draw(st.sampled_from([None, ("attacks", "memberOf", "alliedWith")]))
    options["known_by"] = draw(st.none() | TIMES)
    options["min_confidence"] = draw(st.sampled_from([0.0, 0.5]))
    return options
