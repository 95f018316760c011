"""The figures as Markdown: one function a section, and how costs grow with the size."""

from collections.abc import Iterator, Mapping
from typing import Any

from asking import QUERIES
from measuring import LINEAR, Figures, slope

Found = Mapping[str, Figures]
CONTENDERS = {
    "load_kg": ("load into memory", "load_bare"),
    "load_bare": ("bare pyoxigraph, `load`", "load_bare"),
    "load_rdflib": ("rdflib, `parse`", "load_bare"),
    "disk_kg": ("build on disk, columns included", "disk_bare"),
    "disk_bare": ("bare pyoxigraph, `bulk_load` and `optimize`", "disk_bare"),
}
GROWING = {
    "load": ("load_kg", "load_bare"),
    "disk": ("disk_kg", "disk_bare"),
    "columns": ("columns", None),
    "frames": ("frames_kg", "frames_bare"),
}
ALLOWED = 0.002
"""Seconds by which a query may take longer than 1.1 times what the engine takes."""
AT_ONCE = 0.1
"""Seconds in which a dataset on disk is to be opened, however large."""


def load(found: Found) -> Iterator[str]:
    """Loading, by CPU and memory."""
    yield from _contest(found)


def disk(found: Found) -> Iterator[str]:
    """Building on disk, by CPU and memory, and opening it again."""
    yield from _contest(found)
    ours = found["disk_kg"]
    verdict = "yes" if ours["opened"] < AT_ONCE else "no"
    yield ""
    yield (
        f"On disk {ours['disk']:,.0f} MB. Opened again, in another process, in"
        f" {ours['opened'] * 1000:.0f} ms (under {AT_ONCE * 1000:.0f} ms: {verdict});"
        f" its columns in {ours['kept'] * 1000:.1f} CPU ms."
    )


def _contest(found: Found) -> Iterator[str]:
    yield "| what | CPU s | CPU, times bare | peak MB | memory, times bare |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for name, (what, peer) in CONTENDERS.items():
        if name in found:
            one, bare = found[name], found[peer]
            times, more = one["cpu"] / bare["cpu"], one["peak"] / bare["peak"]
            yield f"| {what} | {one['cpu']:.2f} | {times:.2f} | {one['peak']:,.0f} | {more:.2f} |"


def columns(found: Found) -> Iterator[str]:
    """Columns: of what was loaded, scanned from the engine, or kept."""
    one = found["columns"]
    count, spent = one["statements"], one["cpu"]
    ratio = f"{spent / one['kept']:,.0f} times less" if one["kept"] else "too little to be measured"
    yield (
        f"Columns of {count:,} statements: {spent:.2f} CPU s, {count / spent:,.0f} a CPU second, from"
        f" memory as loaded; scanned whole {one['scanned'] / spent:.1f} times as long;"
        f" kept ones {one['kept'] * 1000:.1f} CPU ms, {ratio}."
    )


def queries(found: Found) -> Iterator[str]:
    """Queries in memory."""
    yield from _asked(found["ask"], found.get("ask_rdflib"))


def disk_queries(found: Found) -> Iterator[str]:
    """Queries on disk."""
    yield from _asked(found["ask_disk"])


def _asked(asked: Figures, rdflib: Figures | None = None) -> Iterator[str]:
    """Queries by CPU time, rdflib's too; and of how many the wall time is within bounds."""
    yield "| query, warm | rows | kg CPU ms | bare CPU ms | within 1.1 times + 2 ms | rdflib, times kg |"
    yield "| --- | ---: | ---: | ---: | --- | ---: |"
    for name in QUERIES:
        ours, bare = (asked[who][name]["cpu"] * 1000 for who in ("kg", "bare"))
        other = rdflib[name] if rdflib else ""
        if not isinstance(other, str):
            other = f"{other * 1000 / ours:,.1f}"
        yield (
            f"| {name} | {asked['rows'][name]:,} | {ours:.2f} | {bare:.2f} | {_within(asked, name, 'cpu')}"
            f" | {other} |"
        )
    quick = sum(_within(asked, name, "wall") == "yes" for name in QUERIES)
    yield ""
    yield (
        f"By wall time {quick} of {len(QUERIES)} are within. The first query, with what it takes to have a"
        f" worker: {asked['first'] * 1000:,.0f} ms."
    )


def _within(asked: Figures, name: str, kind: str) -> str:
    ours, bare = (asked[who][name][kind] for who in ("kg", "bare"))
    return "yes" if ours <= 1.1 * bare + ALLOWED else "no"


def frames(found: Found) -> Iterator[str]:
    """A whole table as data frames."""
    yield "| all statements as frames | rows | CPU s | CPU, times bare | MB grown |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    bare = found["frames_bare"]
    for name, what in (("frames_kg", "`kg.frames`"), ("frames_bare", "bare, CSV in one piece")):
        one = found[name]
        times = one["cpu"] / bare["cpu"]
        yield f"| {what} | {one['count']:,} | {one['cpu']:.2f} | {times:.2f} | {one['grown']:,.0f} |"


SECTIONS = {
    each.__name__.replace("_", "-"): each
    for each in (load, disk, columns, queries, disk_queries, frames)
}


def disagreement(section: str, found: Found) -> str | None:
    """What contenders answered differently, None if nothing."""
    answers: dict[str, dict[str, Any]] = {}
    for name, figures in found.items():
        counts = figures.get("rows", {"rows": figures["count"]} if section == "frames" else {})
        for question, count in counts.items():
            answers.setdefault(question, {})[name] = count
    wrong = [f"{q}: {counts}" for q, counts in answers.items() if len(set(counts.values())) > 1]
    return "; ".join(wrong) or None


def growth(kept: Mapping[int, Mapping[str, Found]]) -> Iterator[str]:
    """How CPU grows with the size, of sections that were measured at two sizes or more."""
    told = []
    for section, (ours, bare) in GROWING.items():
        sizes = sorted(size for size, found in kept.items() if section in found)
        slopes = [
            slope({size: kept[size][section][task]["cpu"] for size in sizes}) if task else None
            for task in (ours, bare)
        ]
        if slopes[0] is not None:
            least = "yes" if slopes[0] <= LINEAR else "no"
            other = "" if slopes[1] is None else f"{slopes[1]:.2f}"
            told.append(
                f"| {section} | {sizes[0]:,} to {sizes[-1]:,} | {slopes[0]:.2f} | {least} | {other} |"
            )
    if told:
        yield f"| CPU against size | triples | slope | at most linear (up to {LINEAR}) | bare slope |"
        yield "| --- | --- | ---: | --- | ---: |"
        yield from told
