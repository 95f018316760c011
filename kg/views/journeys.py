"""Reach and journeys in time: as JSON-native values, and as the listings of the commands."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.iris import curie
from kg.views.lines import count
from kg.views.listings import Listing
from kg.views.records import Record, plain

if TYPE_CHECKING:
    from kg.analysis.journeys import Journey
    from kg.analysis.reaching import Reach, Reached
    from kg.analysis.temporal import Journeys

_ARROW = " → "


def reached(found: "Reached") -> Record:
    """The actor's fields, and how many steps its journey has."""
    return {**plain(found), "steps": found.steps}


def journey(found: "Journey") -> Record:
    """The journey's fields, with its sentence and all its statements."""
    return {**plain(found), "sentence": found.sentence, "statements": list(found.statements)}


def journeys(found: "Journeys") -> Record:
    """Each journey by what it is best at, the certainty of there being one, or why there is none."""
    best = ("earliest", "latest", "fastest", "surest")
    named = found.named
    return {
        "source": found.source,
        "target": found.target,
        "certainty": found.certainty.value,
        **{name: journey(named[name]) if name in named else None for name in best},
        "reason": found.reason,
        "blocked_by": list(found.blocked_by),
        "counted": found.counted,
        "suspended": list(found.suspended),
    }


def reach_listing(found: "Reach", limit: int | None = None) -> Listing:
    """Who is reached, a row for each, under what was counted and what the days mean."""
    shown: Sequence[Reached] = [
        found[number] for number in range(len(found) if limit is None else min(limit, len(found)))
    ]
    way = ("is reached by", "leave", "last") if found.backward else ("reaches", "arrive", "first")
    some = f"{found.actor} {way[0]} {count(len(found), 'actor')}"
    if len(shown) < len(found):
        some += f"; the {len(shown):,} that {way[1]} {way[2]} are shown"
    meaning = (
        f"possibly: the {way[2]} day on which influence can {way[1]}; certainly: the one that holds"
        " whichever days partial dates mean; no day: nobody dates it; certainty is of time alone"
    )
    return Listing(
        ("actor", "label", "certainty", "possibly", "certainly", "steps", "journey", "statements"),
        [
            (
                curie(each.actor),
                each.label,
                each.certainty.value,
                each.possibly or "",
                each.certainly or "",
                each.steps,
                _way(each),
                len(each.resting_on),
            )
            for each in shown
        ],
        [reached(each) for each in shown],
        above=(f"Counted {found.counted}", some, meaning) if shown else (),
        spare=("actor", "statements", "steps", "certainty"),
        empty=found.empty,
    )


def _way(found: "Reached") -> str:
    """The actors of its journey, and where `possibly` rests on another, those of that."""
    told, first = (_ARROW.join(each) for each in (found.labels, found.possible.labels))
    return told if told == first else f"{told}; possibly {first}"


def journeys_listing(found: "Journeys") -> Listing:
    """The best journeys, a row for each, or why there is none."""
    return Listing(
        ("best", "journey", "departure", "arrival", "days", "certainty", "sentence", "citations"),
        [
            (
                name,
                _ARROW.join(each.labels),
                each.departure or "",
                each.arrival or "",
                "" if each.days is None else each.days,
                each.certainty.value,
                each.sentence,
                "; ".join(f"[{mark}] {text}" for mark, text in enumerate(each.citations, 1)),
            )
            for name, each in found.named.items()
        ],
        journeys(found),
        above=(f"Searched {found.counted}",),
        lines=tuple(_lines(found)),
        empty=found.empty,
    )


def _lines(found: "Journeys") -> Iterator[str]:
    """Journeys to read, each once: what it is best at, its sentence, its numbered sources."""
    told: dict[str, list[str]] = {}
    texts = {}
    for name, each in found.named.items():
        told.setdefault(each.sentence, []).append(name)
        texts[each.sentence] = each
    for sentence, names in told.items():
        yield from ("", f"{', '.join(names).capitalize()}: {sentence}")
        citations = texts[sentence].citations
        yield from (f"   [{mark}] {text}" for mark, text in enumerate(citations, 1))
    if told and found.surest is None:
        yield from ("", "No journey is certain: each rests on the days that partial dates mean.")
