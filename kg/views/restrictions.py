"""Measures, waivers and flows as lines, rows and records."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.dates import Certainty
from kg.views.listings import Listing
from kg.views.records import Record, plain
from kg.views.telling import Sources, curies, listed, shown

if TYPE_CHECKING:
    from kg.analysis.flows import Flow
    from kg.analysis.restrictions import Measure, Restrictions, Waiver
    from kg.analysis.saying import Said

_COLUMNS = ("part", "who", "what", "state", "statements")


def listing(found: "Restrictions") -> Listing:
    """The measures, the waivers of each, what is only said, then the flows."""
    rows = list(_rows(found))
    when = f" at {found.at}" if found.at else ""
    return Listing(
        _COLUMNS,
        rows,
        record(found),
        above=(f"Counted {found.counted}",),
        spare=("statements",),
        lines=tuple(_lines(found)) if rows else (),
        empty=f"No statement tells of a measure against {found.label}{when}, nor of a flow to or from it.",
    )


def record(found: "Restrictions") -> Record:
    """The answer's fields, statements with the words that people read."""
    return {
        **plain(found),
        "measures": [
            {
                **plain(each),
                "said": shown(each.said),
                "waivers": [
                    {
                        **plain(one),
                        "acts": list(map(shown, one.acts)),
                        "permits": list(map(shown, one.permits)),
                    }
                    for one in each.waivers
                ],
            }
            for each in found.measures
        ],
        "unsaid": list(map(shown, found.unsaid)),
        "waiving": list(map(shown, found.waiving)),
        "ended": list(map(shown, found.ended)),
        "flows": [
            {
                **plain(each),
                "ties": list(map(shown, each.ties)),
                "beyond": [
                    {**plain(one), "ties": list(map(shown, one.ties))} for one in each.beyond
                ],
            }
            for each in found.flows
        ],
        "statements": list(found.statements),
    }


def _state(each: "Measure") -> str:
    """Whether a measure binds, in words."""
    if each.stands is Certainty.IMPOSSIBLE:
        return _out(each)
    if each.certainty is Certainty.IMPOSSIBLE:
        return "suspended by a waiver"
    if each.certainty is not each.stands:
        return "possibly binds; a waiver may suspend it"
    return "binds" if each.certainty is Certainty.CERTAIN else "possibly binds"


def _out(each: "Measure | Waiver") -> str:
    return "not yet in force" if each.ahead else "no longer in force"


def _rows(found: "Restrictions") -> Iterator[tuple[object, ...]]:
    for each in found.measures:
        what = str(each.said) + _by(each)
        yield ("measure", each.label, what, _state(each), curies([each.said.iri]))
        for waiver in each.waivers:
            acts = (*waiver.acts, *waiver.permits)
            told = "; ".join(map(str, acts))
            iris = curies(one.iri for one in acts)
            yield ("waiver", waiver.label, told, _exempting(waiver, dated=bool(found.at)), iris)
    for one in found.unsaid:
        yield ("not counted", "", str(one), one.status.value, curies([one.iri]))
    for one in found.waiving:
        yield ("waiver", "", str(one), "of a measure that no statement told", curies([one.iri]))
    for flow in found.flows:
        ties = "; ".join(map(str, flow.ties))
        iris = curies(one.iri for one in flow.ties)
        yield (f"flow {flow.way}", flow.label, ties, _marks(flow), iris)
        for relay in flow.beyond:
            ties, iris = "; ".join(map(str, relay.ties)), curies(one.iri for one in relay.ties)
            state = "imposes a measure" if relay.imposes else ""
            yield (f"beyond {flow.label}", relay.label, ties, state, iris)
    for one in found.ended:
        yield ("ended flow", "", str(one), "over", curies([one.iri]))


def _lines(found: "Restrictions") -> Iterator[str]:
    sources = Sources()
    yield from ("", f"Measures against {found.label}" + (f" at {found.at}" if found.at else ""))
    if not found.measures:
        yield "  none is told that counts"
    for each in found.measures:
        yield f"  {each.label}{_by(each)}: {_state(each)}"
        yield from sources.line(each.said, indent="    ")
        for waiver in each.waivers:
            yield from _waiver(waiver, sources, dated=bool(found.at))
    yield from _told("Said, and not in force by the sources", found.unsaid, sources)
    yield from _told(
        "Waivers, of measures that no statement told here is about", found.waiving, sources
    )
    for way, head in (("in", "What still comes in, from whom"), ("out", "What goes out, to whom")):
        flows = [each for each in found.flows if each.way == way]
        if flows:
            yield from ("", head)
        for flow in flows:
            yield from _flow(flow, sources)
    yield from _told("What came in or went out, and is over", found.ended, sources)
    if any(flow.beyond for flow in found.flows):
        yield from ("", "Two ties in a row do not say that goods pass on along them.")
    yield from sources.listed()


def _told(head: str, some: Sequence["Said"], sources: Sources) -> Iterator[str]:
    if some:
        yield from ("", head)
    for each in some:
        yield from sources.line(each)


def _by(each: "Measure") -> str:
    return f", by {listed(each.instruments)}" if each.instruments else ""


def _exempting(waiver: "Waiver", *, dated: bool) -> str:
    """Whether a waiver is in force at the time asked about, and whom it exempts."""
    exempts = f"exempts {listed(waiver.exempts) or 'nobody by name'}"
    if waiver.certainty is Certainty.IMPOSSIBLE:
        when = f" ({waiver.when})" if waiver.when else ""
        return f"{'not in force then' if dated else _out(waiver)}{when}, {exempts}"
    if waiver.instrument is None:
        return f"suspends nothing, {exempts}"
    return exempts if waiver.certainty is Certainty.CERTAIN else f"possibly in force, {exempts}"


def _waiver(waiver: "Waiver", sources: Sources, *, dated: bool) -> Iterator[str]:
    if waiver.certainty is Certainty.IMPOSSIBLE or waiver.instrument is None:
        yield f"    {waiver.label}, {_exempting(waiver, dated=dated)}"
    else:
        sure = "" if waiver.certainty is Certainty.CERTAIN else "possibly "
        exempts = listed(waiver.exempts) or "nobody by name"
        yield f"    {sure}set aside by {waiver.label}, which exempts {exempts}"
    for told in waiver.acts:
        yield from sources.line(told, indent="      ")
    if waiver.permits:
        yield "      and which these rest on"
        for told in waiver.permits:
            yield from sources.line(told, indent="      ")


def _marks(flow: "Flow") -> str:
    parts = ["helps evade sanctions"] if flow.evades else []
    parts += ["imposes a measure itself"] if flow.imposes else []
    return "; ".join(parts)


def _flow(flow: "Flow", sources: Sources) -> Iterator[str]:
    marks = _marks(flow)
    yield f"  {flow.label}" + (f": {marks}" if marks else "")
    for told in flow.ties:
        yield from sources.line(told, note=False, indent="    ")
    for relay in flow.beyond:
        state = ", which imposes a measure" if relay.imposes else ""
        yield f"    beyond it, {relay.label}{state}"
        for told in relay.ties:
            yield from sources.line(told, note=False, indent="      ")
