"""What an import has to say, in lines for a terminal."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.readers.rejecting import reasons
from kg.readers.tables import Reader
from kg.views.lines import count
from kg.views.listings import Listing

if TYPE_CHECKING:
    from kg.readers.pipeline import Imported

_REASONS = 5  # that are told one by one
_VALUE = 40  # characters of a value that are shown


def report(found: "Imported") -> Iterator[str]:
    """How much was imported, and who its actors were taken for."""
    verb = "would be imported" if found.path is None else "imported"
    yield f"{count(found.rows, 'row')} {verb}: {count(found.statements, 'statement')}, {_mentions(found)}"
    decisions = found.matches["decision"].value_counts().rows()
    told = dict.fromkeys(("matched", "new", "ambiguous"), 0) | dict(decisions)
    numbers = ", ".join(f"{number:,} {decision}" for decision, number in told.items())
    yield f"{count(found.matches.height, 'actor')}: {numbers}{_beside(found, 'matches')}"
    if found.unmet:
        yield found.unmet
    if found.used:
        verb = "makes" if found.used == 1 else "make"
        rows = count(found.used, "row")
        yield f"{rows} {verb} no statement alone: filtered, summed up, or about actors"
    if found.differing:
        differ = "differs" if found.differing == 1 else "differ"
        yield (
            f"{count(found.differing, 'mention')} {differ} in confidence or note from the first of the"
            " statement, which counts"
        )


def rejected(found: "Imported") -> Iterator[str]:
    """How many rows were rejected, by reason, each with the first row of it; nothing where none was."""
    table = found.rejected
    if not table.height:
        return
    yield f"{count(table.height, 'row')} rejected{_beside(found, 'rejected')}"
    for reason, number, row, value in reasons(table).head(_REASONS).iter_rows():
        yield f"{number:>7,}  {reason}; row {row}{_shown(value)}"
    others = reasons(table).height - _REASONS
    if others > 0:
        yield f"         and {count(others, 'other reason')}"


def rejected_rows(found: "Imported") -> Iterator[str]:
    """Every rejected row with its reason."""
    for row, reason, value in found.rejected.iter_rows():
        yield f"row {row}: {reason}{_shown(value)}"


def sample(found: "Imported") -> Iterator[str]:
    """The first statements as sentences."""
    for sentence in found.sample:
        yield f"  {sentence}"


def readers(known: "Mapping[str, Reader | str]") -> Listing:
    """Every reader with what it reads and the options it has; broken ones with what is wrong."""
    rows: list[tuple[object, ...]] = []
    records = []
    for name, reader in known.items():
        if isinstance(reader, Reader):
            rows.append((name, reader.title, " ".join(reader.suffixes), " ".join(reader.options)))
            records.append({"name": name, "title": reader.title, "suffixes": list(reader.suffixes),
                            "options": dict(reader.options), "problem": None})  # fmt: skip
        else:
            rows.append((name, reader, "", ""))
            records.append(
                {"name": name, "title": None, "suffixes": [], "options": {}, "problem": reader}
            )
    above = ("Read a file with one by: kg import FILE --reader NAME --out OUT",)
    return Listing(
        ("name", "reads", "suffixes", "options"), rows, records, above=above, empty="no readers"
    )


def reader(found: Reader) -> Listing:
    """A reader's options, under what it reads."""
    suffixes = f"; files that end in {', '.join(found.suffixes)}" if found.suffixes else ""
    record = {"name": found.name, "title": found.title, "suffixes": list(found.suffixes),
              "options": dict(found.options), "problem": None}  # fmt: skip
    above = (f"{found.name}: {found.title}{suffixes}",)
    return Listing(
        ("option", "meaning"), list(found.options.items()), record, above=above, empty="no options"
    )


def _mentions(found: "Imported") -> str:
    return count(found.mentions, "mention")


def _beside(found: "Imported", what: str) -> str:
    return "" if found.path is None else f"; see {found.path}.{what}.csv"


def _shown(value: str | None) -> str:
    if not value:
        return ""
    return f" '{value[:_VALUE]}{'…' if len(value) > _VALUE else ''}'"
