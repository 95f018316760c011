"""The formats of other tools by name and by file suffix; each is loaded from its module when used."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

TYPE_CHECKING = False  # what is loaded with every file stays light
if TYPE_CHECKING:
    from types import ModuleType

    from kg.exchange.parcel import Parcel
    from kg.vocabulary import Vocabulary


@dataclass(frozen=True)
class Exchange:
    """A format of other tools, in the module of that name.

    What `read` gives of what `write` gave is exactly what the format keeps.
    """

    name: str
    suffixes: tuple[str, ...]
    home: str

    @property
    def write(self) -> "Callable[[Parcel, Vocabulary], bytes]":
        """A parcel as bytes; the vocabulary tells labels and signs."""
        found: Callable[[Parcel, Vocabulary], bytes] = self._module.write
        return found

    @property
    def read(self) -> "Callable[[bytes], Parcel]":
        """The parcel in bytes that kg wrote."""
        found: Callable[[bytes], Parcel] = self._module.read
        return found

    def keeps(self, parcel: "Parcel") -> "Parcel":
        """What of a parcel the format can hold: all but the names of named graphs, if not less."""
        from kg.exchange.parcel import without_graphs

        kept: Callable[[Parcel], Parcel] = getattr(self._module, "keeps", without_graphs)
        return kept(parcel)

    @property
    def _module(self) -> "ModuleType":
        return import_module(f"kg.exchange.{self.home}")


EXCHANGES = {
    form.name: form
    for form in (
        Exchange("cytoscape", (".cyjs",), "cytoscape"),
        Exchange("ftm", (".ftm.json", ".ijson"), "followthemoney"),
        Exchange("gexf", (".gexf",), "gexf"),
        Exchange("graphml", (".graphml",), "graphml"),
        Exchange("nodelink", (".json",), "nodelink"),
        Exchange("pairs", (".csv",), "pairs"),
        Exchange("parquet", (".parquet",), "parquet"),
    )
}
"""The formats by name."""


def exchange_of(path: str | Path, *, name: str | None = None) -> Exchange | None:
    """The format with this name, or else the one that the file's suffix (before .gz) stands for.

    None where there is none: then it is one of RDF, or unknown.

    >>> exchange_of("a.ftm.json.gz").name, exchange_of("a.json").name, exchange_of("a.ttl")
    ('ftm', 'nodelink', None)
    """
    if name is not None:
        return EXCHANGES.get(name)
    file = Path(path).name.lower().removesuffix(".gz")
    return next((form for form in EXCHANGES.values() if file.endswith(form.suffixes)), None)
