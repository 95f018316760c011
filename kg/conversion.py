"""A dataset in another format, on disk."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

from kg.dataset import Dataset
from kg.editing import save
from kg.errors import DataError, OptionError, near
from kg.exchange.formats import EXCHANGES, Exchange, exchange_of
from kg.exchange.losses import Loss, losses
from kg.exchange.parcel import Parcel, parcel_of
from kg.rdf.formats import FORMATS as _RDF
from kg.rdf.formats import format_of
from kg.rdf.saving import fingerprint, unchanged, write_atomically

FORMATS = tuple(sorted((*_RDF, *EXCHANGES)))
"""The names of all formats."""


@dataclass(frozen=True)
class Export:
    """A file that was written: its format, how many statements are in it, and what could not be."""

    path: Path
    format: str
    statements: int
    losses: tuple[Loss, ...] = ()

    def __str__(self) -> str:
        wrote = f"wrote {self.path}"
        if self.format in EXCHANGES:
            plural = "" if self.statements == 1 else "s"
            wrote += f": {self.statements:,} statement{plural}, of every status"
        if not self.losses:
            return wrote
        return f"{wrote}\n{self.format} cannot hold {', '.join(map(str, self.losses))}"


def convert(
    dataset: Dataset, path: str | Path, *, format: str | None = None, rdf12: bool = False
) -> Export:
    """Write all the dataset's statements to a file in the format of its suffix, or in a named one.

    Besides the formats of RDF: graphml, gexf, cytoscape (.cyjs), nodelink (.json), ftm (.ijson or
    .ftm.json), pairs (.csv), parquet; each may end in .gz. What the format cannot hold is said in the
    answer. The file is read back before it replaces another, and holds all the rest. With `rdf12`
    statements are reifiers of RDF 1.2: see `kg.save`.

    Raises:
        OptionError: the format is unknown, or cannot hold the data's named graphs or triple terms.
        DataError: the file cannot be written, or a text cannot be said in the format.
    """
    form = exchange_of(path, name=format)
    if form is None:
        found = _rdf_format(path, format)
        save(dataset, path, format=format, rdf12=rdf12)
        return Export(Path(path), found, len(dataset))
    if rdf12:
        raise OptionError(f"{form.name} cannot hold triple terms (RDF 1.2); use turtle or trig")
    whole = parcel_of(dataset)
    kept = form.keeps(whole)
    try:
        data = form.write(whole, dataset.vocabulary)
        _check(data, form, kept)
    except DataError as error:
        problem = f"cannot be written as {form.name}: {error.problem}"
        raise DataError(problem, file=str(path), subject=error.subject) from error
    _replace(dataset, path, data)
    return Export(Path(path), form.name, len(whole.statements), losses(whole, kept))


def _rdf_format(path: str | Path, name: str | None) -> str:
    """The name of the format, one of RDF; what is unknown is told with all there are."""
    if name is not None and name not in _RDF:
        hint = near(name, FORMATS)
        advice = f"did you mean '{hint[0]}'?" if hint else f"use one of {', '.join(FORMATS)}"
        raise OptionError(f"unknown format '{name}'; {advice}")
    try:
        return format_of(path, name=name).name
    except OptionError:
        suffixes = [form.suffixes[0] for form in _RDF.values()]
        suffixes += [form.suffixes[0] for form in EXCHANGES.values()]
        raise OptionError(
            f"cannot tell the format of '{path}' from its suffix; use one of"
            f" {', '.join(sorted(suffixes))} or name the format"
        ) from None


def _check(data: bytes, form: Exchange, kept: Parcel) -> None:
    """Refuse what does not read back as it was to be written."""
    back = form.read(data)
    if back != kept:
        different = [*losses(kept, back), *losses(back, kept)]
        where = next((iri for loss in different for iri, _ in loss.where if iri), None)
        what = ", ".join(dict.fromkeys(map(str, different)))
        raise DataError(f"does not read back as written; different: {what}", subject=where)


def _replace(dataset: Dataset, path: str | Path, data: bytes) -> None:
    """Put the bytes in the file's place; one that the dataset was loaded from has to be as it was."""
    place = Path(path).absolute()
    known = dataset.known.get(place)
    with unchanged(path, known) if known is not None else contextlib.nullcontext():
        write_atomically(path, data)
        if known is not None and (now := fingerprint(path)) is not None:
            dataset.known[place] = now
