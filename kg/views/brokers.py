"""Brokerage: a table of roles, what a count is made of, and in a notebook."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.analysis.twopaths import ROLES, TOTAL
from kg.iris import curie
from kg.views import tables
from kg.views.briefly import by
from kg.views.lines import count
from kg.views.listings import Listing
from kg.views.records import Record, plain
from kg.views.telling import html, text

if TYPE_CHECKING:
    from kg.analysis.brokerage import Broker, Brokerage

_COLUMNS = (
    "actor",
    "label",
    "group",
    *(word for role in (*ROLES, TOTAL) for word in (role, f"{role}_expected", f"{role}_z")),
    "statements",
)
_SHORT = ("coord", "itin", "repr", "gate", "liai", "total", "z")
_MEANING = (
    "coord: within its group; itin: within another; repr: out of its group; gate: into its group; liai:"
    " between two others; z: standard deviations of the total from chance"
)
_WIDTH = 80


def brokers_text(found: "Brokerage") -> str:
    """The brokers in lines of at most 80 characters."""
    return text(brokers_listing(found))


def brokers_html(found: "Brokerage") -> str:
    """The brokers as an HTML table."""
    listing = brokers_listing(found)
    rows = [_short(each) for each in found]
    return html(replace(listing, columns=("label", "group", *_SHORT), rows=rows))


def brokers_listing(found: "Brokerage", limit: int | None = None) -> Listing:
    """The brokers, a row and a record for each, most first."""
    shown = found.brokers[:limit]
    return Listing(
        _COLUMNS,
        [_row(each) for each in shown],
        [broker_record(found, each) for each in shown],
        above=tuple(_above(found)) if shown else (),
        lines=tuple(_table(found, limit)) if shown else (),
        empty="no relations to count",
    )


def two_paths_listing(found: "Brokerage", broker: "Broker") -> Listing:
    """What an actor's counts are made of: a row for each two-path, by role."""
    paths = sorted(
        found.two_paths(broker.actor), key=lambda each: (ROLES.index(each.role), each.source)
    )
    label = found.labels
    head = f"{broker.label} ({broker.group}) brokers {count(broker.total, 'time')}"
    lines = [head]
    for role in ROLES:
        mine = [each for each in paths if each.role == role]
        if mine:
            lines += ["", f"{role}: {len(mine):,}{_chance(broker, role)}"]
            lines += [
                f"  {label[each.source]} ({found.groups[each.source]}) to {label[each.target]}"
                f" ({found.groups[each.target]}): in{by(each.into)}; out{by(each.out)}"
                for each in mine
            ]
    return Listing(
        ("role", "source", "broker", "target", "into", "out"),
        [
            (
                each.role,
                *(label[iri] for iri in (each.source, each.broker, each.target)),
                *("; ".join(map(curie, statements)) for statements in (each.into, each.out)),
            )
            for each in paths
        ],
        {**broker_record(found, broker), "two_paths": [plain(each) for each in paths]},
        above=tuple(_above(found)[:2]),
        lines=tuple(lines),
    )


def broker_record(found: "Brokerage", broker: "Broker") -> Record:
    """The broker's fields, and how the groups were made."""
    return {**plain(broker), "grouped": found.grouped}


def _above(found: "Brokerage") -> list[str]:
    sizes: dict[str, int] = {}
    for group in found.groups.values():
        sizes[group] = sizes.get(group, 0) + 1
    told = ", ".join(f"{group} {sizes[group]:,}" for group in sorted(sizes))
    return [f"Counted {found.counted}", f"Groups {found.grouped}: {told}", _MEANING]


def _table(found: "Brokerage", limit: int | None) -> Iterator[str]:
    shown = [each for each in found.brokers[:limit] if each.total]
    table = tables.text_table(("label", "group", *_SHORT), map(_short, shown), width=_WIDTH)
    yield from table.splitlines()
    cut = sum(1 for each in found if each.total) - len(shown)
    if cut:
        yield f"and {cut:,} more that broker"
    idle = sum(1 for each in found if not each.total)
    if idle:
        yield f"{count(idle, 'actor')} without a two-path to broker"


def _short(broker: "Broker") -> tuple[object, ...]:
    z = broker.roles[TOTAL].z
    counts = (broker.roles[role].count for role in (*ROLES, TOTAL))
    return (broker.label, broker.group, *counts, "" if z is None else f"{z:.2f}")


def _chance(broker: "Broker", role: str) -> str:
    told = broker.roles[role]
    z = "" if told.z is None else f", z {told.z:.2f}"
    return f" (by chance {told.expected:.2f}{z})"


def _row(broker: "Broker") -> tuple[object, ...]:
    cells: list[object] = []
    for role in broker.roles.values():
        cells += [role.count, role.expected, "" if role.z is None else role.z]
    cited = "; ".join(map(curie, broker.statements))
    return (curie(broker.actor), broker.label, broker.group, *cells, cited)
