"""The graph as one interactive page that needs no network and runs nothing from the data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.analysis.given import graph_of
from kg.analysis.paths import find_actor, paths
from kg.analysis.saying import matter
from kg.dataset import Dataset
from kg.dates import Period
from kg.errors import OptionError
from kg.graph.basis import basis_of
from kg.graph.waiving import waived
from kg.holding import suspensions
from kg.model import Status
from kg.projection import everything, statuses_of
from kg.rdf.saving import write_atomically
from kg.restoring import from_networkx
from kg.scenario.records import Scenario
from kg.views import layout, payload
from kg.views.carrying import carry
from kg.views.contrast import Contrast, contrast
from kg.views.fitting import fit
from kg.views.framing import frame
from kg.views.measuring import restrict
from kg.views.outline import outline, uncollected
from kg.views.rendering import render
from kg.views.still import still
from kg.views.story import Scene, opening, theme_of, told

if TYPE_CHECKING:
    import networkx

    from kg.analysis.journeys import Journey
    from kg.analysis.paths import Path
    from kg.choice import Projection
    from kg.scenario.records import WhatIf

    Chain: TypeAlias = Path | Journey

_HEIGHT = 760  # of a notebook's frame, in pixels


@dataclass(frozen=True)
class Page:
    """A drawn page: where it was written (None if nowhere), and what it shows.

    In a notebook it shows itself in a frame of its own that can reach neither notebook nor network, and
    as a still picture where there is no frame.
    """

    path: FilePath | None
    title: str
    actors: int
    relations: int
    html: str = field(repr=False)
    svg: str = field(repr=False)
    paths: int = field(default=0, repr=False)  # influence paths that it highlights

    def _repr_html_(self) -> str:
        return frame(self.html, self.svg, title=self.title, height=_HEIGHT)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """The frame, the still picture and a line of text: a notebook shows the best that it can."""
        return {
            "text/html": self._repr_html_(),
            "image/svg+xml": self.svg,
            "text/plain": f"{self.title}: {self.actors} actors, {self.relations} relations",
        }


def draw(
    graph: "networkx.MultiDiGraph[str] | Dataset",
    path: FilePath | str | None = None,
    *,
    title: str | None = None,
    highlight: "Chain | Iterable[Chain] | tuple[str, str] | None" = None,
    status: Iterable[str] | str | None = None,
    whatif: "Scenario | WhatIf | None" = None,
    story: Iterable[Scene] = (),
    view: Scene | str | None = None,
    theme: str | None = None,
    seed: int = 0,
) -> Page:
    """The page of a graph that `kg.project` gave, written to `path` if one is given.

    Of a dataset, the page holds every statement and opens with those that are Actual; the others are
    one click away. Where none is Actual it opens with all, which it says. Of a graph, it opens with
    all that the graph holds. The file is one self-contained HTML page; it replaces an older one whole
    or not at all, and the same graph and options give the same bytes.

    Args:
        graph: what to draw.
        path: the HTML file to write.
        title: the heading; otherwise the graph's own.
        highlight: a path or a journey, or several, found in this graph; or the names of two
            actors, for the strongest paths between them over the statements the page opens with.
        status: the statuses that the page opens with; measures and paths count those alone.
        whatif: a scenario, or what `kg.whatif` gave, that the page can show over a dataset.
        story: views of the page in an order, each with a sentence: see `kg.Scene`, `kg.read_story`.
        view: what the page opens with: a `kg.Scene`, or what stands behind the # of a page's address.
            Nothing is left out of the page by it.
        theme: "light" or "dark"; otherwise as the reader's system has it.
        seed: where the search for a readable layout starts.

    Raises:
        OptionError: this is no projected graph, a path names what is not in it, or a status, a
            view or a theme is none.
        UnknownActor, AmbiguousName: a name to highlight is no actor of the graph, or several.
        DataError: the file cannot be written.
    """
    with uncollected():
        page = _drawn(graph, title, highlight, status, whatif, story, view, theme, seed)
    if path is None:
        return page
    write_atomically(_named(path), page.html.encode())
    return replace(page, path=FilePath(path))


def _drawn(
    graph: "networkx.MultiDiGraph[str] | Dataset",
    title: str | None,
    highlight: "Chain | Iterable[Chain] | tuple[str, str] | None",
    status: Iterable[str] | str | None,
    whatif: "Scenario | WhatIf | None",
    story: Iterable[Scene],
    view: Scene | str | None,
    theme: str | None,
    seed: int,
) -> Page:
    supposed = None
    if isinstance(graph, Dataset):
        _ = graph.records  # all of them are shown, and reading them together is quicker
        data, graph, status = graph, everything(graph), Status.ACTUAL if status is None else status
        if whatif is not None:
            supposed = contrast(data, whatif if isinstance(whatif, Scenario) else whatif.scenario)
            graph = supposed.graph
    elif whatif is not None:
        raise OptionError("a what-if is drawn over a dataset; give that instead of a graph")
    else:
        graph = graph_of(graph)
        data = from_networkx(graph)
    shown = _shown(graph, statuses_of("all" if status is None else status))
    found, ends = _found(restrict(graph, shown), highlight)
    return page_of(
        graph,
        data,
        layout.place(outline(graph), seed=seed),
        title=title,
        status=shown,
        paths=found,
        ends=ends,
        whatif=supposed,
        story=story,
        view=view,
        theme=theme,
    )


def _shown(graph: "networkx.MultiDiGraph[str]", asked: frozenset[Status]) -> frozenset[Status]:
    """The statuses that a page opens with: every one, if what is Actual is asked for and none is."""
    if asked != {Status.ACTUAL} or restrict(graph, asked).number_of_edges():
        return asked
    none = all(data["status"] != Status.ACTUAL for *_, data in graph.edges(data=True))
    return statuses_of("all") if none else asked


def page_of(
    graph: "networkx.MultiDiGraph[str]",
    data: Dataset,
    positions: Mapping[str, tuple[int, int]],
    *,
    title: str | None,
    status: Iterable[str],
    paths: "Sequence[Chain]" = (),
    ends: tuple[str, str] | None = None,
    whatif: Contrast | None = None,
    story: Iterable[Scene] = (),
    view: Scene | str | None = None,
    theme: str | None = None,
) -> Page:
    """The page of a graph, and of the data it was made of, with each actor where `positions` say.

    The options are those of `draw`; `paths` are highlighted, and if `ends` are given, they are found
    between these two.

    Raises:
        OptionError, UnknownActor, AmbiguousName: as `draw`.
    """
    heading = fit(title or str(graph.graph["title"]))
    carried, whole = carry(data), _whole(graph, data)
    content = payload.compose(
        graph,
        title=heading,
        status=status,
        paths=paths,
        ends=ends,
        suspended=_suspended(whole),
        whatif=whatif,
        label=lambda iri: matter(whole, iri).label,
    ) | {"digest": carried.digest, "suffix": carried.suffix}
    measures = [each["name"] for each in content["measures"]]
    first = "" if view is None else opening(view, data, measures, path=bool(paths), ends=ends)
    if "compare=whatif" in first and whatif is None:
        raise OptionError("the view shows a what-if, and the page has none; give it one")
    scenes, time = told(story, data, measures), _time(graph)
    extras = {"story": scenes, "view": first, "theme": theme_of(theme), "time": time}
    content |= {name: value for name, value in extras.items() if value}
    content |= {"core": core} if (core := layout.core(outline(graph))) else {}
    return Page(
        None,
        heading,
        len(content["actors"]),
        len(content["statements"]),
        render(content, positions, carried.packed),
        still(content, positions),
        len(paths),
    )


def _time(graph: "networkx.MultiDiGraph[str]") -> dict[str, Any] | None:
    """The time that the graph was asked for, if it was."""
    choice: Projection | None = graph.graph.get("projection")
    if choice is None or choice.window is None:
        return None
    if choice.between is not None:
        return {"between": list(choice.between)}
    return {"at": choice.at} | ({} if choice.memory is None else {"memory": choice.memory})


def _whole(graph: "networkx.MultiDiGraph[str]", data: Dataset) -> Dataset:
    """All of the data that the graph was made of, as far as the graph knows it."""
    reader = getattr(graph, "reader", None)
    return data if reader is None or reader.dataset is None else reader.dataset


def _suspended(whole: Dataset) -> dict[str, list[Period]]:
    """When waivers suspend instruments, by all of the data."""
    about = waived(whole, basis_of(whole))
    return {} if about is None else suspensions(about.statements.values(), about.circumstances)


def _found(
    basis: "networkx.MultiDiGraph[str]",
    highlight: "Chain | Iterable[Chain] | tuple[str, str] | None",
) -> "tuple[list[Chain], tuple[str, str] | None]":
    """The paths to show: those given, or the strongest between two actors named; and these two."""
    if highlight is None:
        return [], None
    given: list[Any] = [highlight] if hasattr(highlight, "citations") else list(highlight)
    if [type(each) for each in given] == [str, str]:
        return list(paths(basis, *given)), (
            find_actor(basis, given[0]),
            find_actor(basis, given[1]),
        )
    if all(hasattr(each, "citations") for each in given):
        return given, None
    raise OptionError("highlight is no path; give what kg.paths returns, or two actors")


def _named(path: FilePath | str) -> FilePath | str:
    if "\0" in str(path):
        raise OptionError(f"'{path}' is no file name; leave out the NUL")
    return path
