"""Views of a page: the one it opens with, and stories, which have several with a sentence each."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

from kg.dataset import Dataset
from kg.dates import window_between
from kg.errors import DataError, KgError, OptionError, UnknownName, alternatives, near
from kg.iris import curie, local_name
from kg.model import Sign
from kg.projection import signs_of, statuses_of
from kg.rdf.reading import read_bytes
from kg.views.fitting import fit

ALONG = ("influence", "cooperation", "conflict", "any")
COLOURS = ("type", "community", "balance")
LINES = ("sign", "pair", "each")
COMPARED = ("dates", "whatif")
THEMES = ("light", "dark")
_SEVERAL = ("status", "sign", "relations", "types", "select", "between", "paths")
_PARTS = (
    *("status", "sign", "relation", "type", "confidence", "certain", "between", "compare", "paths"),
    *("select", "path", "size", "colour", "lines", "more", "table", "scene"),
)
_TYPES: dict[str, Any] = {
    **dict.fromkeys(("certain", "table"), bool),
    "confidence": (int, float),
    "sign": (int, str),
}
_PAIR = 2


@dataclass(frozen=True)
class Scene:
    """A view of a page, and what it `says` in a story. What is not named is as a page opens.

    `between` are two dates; `status`, `sign`, `relations` and `types` (classes of actors) what is shown
    of the page's data; `select` one actor, or two for the pair; `paths` two actors, the strongest
    paths between which are shown, `along` relations of signs: influence (cooperation and neutral),
    cooperation, conflict or any. `size` is a measure, `colour` type, community or balance; `lines`
    are one a "sign" of a pair, one a "pair" or "each" statement's; `compare` is "dates" or "whatif".
    """

    says: str = ""
    between: tuple[str, str] | None = None
    status: tuple[str, ...] = ()
    sign: tuple[int | str, ...] = ()
    relations: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    confidence: float = 0.0
    certain: bool = False
    select: tuple[str, ...] = ()
    paths: tuple[str, str] | None = None
    along: str = "influence"
    size: str | None = None
    colour: str = "type"
    lines: str | None = None
    compare: str | None = None
    table: bool = False


def read_story(path: str | Path) -> tuple[Scene, ...]:
    """The scenes of a TOML file: a table `[[scene]]` for each, whose keys are the fields of `kg.Scene`.

    Raises:
        DataError: the file cannot be read, or a key or a value makes no sense.
    """
    try:
        given = tomllib.loads(read_bytes(path).decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(
            f"is no TOML: {str(error)[:1].lower()}{str(error)[1:]}", file=str(path)
        ) from error
    scenes = given.get("scene")
    if not isinstance(scenes, list) or not scenes or set(given) != {"scene"}:
        raise DataError("a story is a list of tables [[scene]], and nothing else", file=str(path))
    return tuple(_scene(each, number, str(path)) for number, each in enumerate(scenes, start=1))


def _scene(given: Mapping[str, Any], number: int, path: str) -> Scene:
    known = {field.name for field in fields(Scene)}
    values: dict[str, Any] = {}
    for key, value in given.items():
        if key not in known:
            hint = near(key, known) or sorted(known)
            raise DataError(
                f"scene {number}: unknown key '{key}'; use {alternatives(hint)}", file=path
            )
        several = key in _SEVERAL
        each = value if several and isinstance(value, list) else [value]
        if not all(isinstance(one, _TYPES.get(key, str)) for one in each):
            raise DataError(f"scene {number}: {key} cannot be '{value}'", file=path)
        values[key] = tuple(each) if several else value
    if not values.get("says"):
        raise DataError(f'scene {number} says nothing; give it says = "..."', file=path)
    return Scene(**values)


def address(scene: Scene, data: Dataset, measures: Iterable[str]) -> str:
    """The view of a scene as a page has it in its address, behind the "#".

    Raises:
        OptionError: a value makes no sense.
        UnknownName, AmbiguousName: a name is nobody's, or several have it.
    """

    def actors(names: Iterable[str]) -> list[str]:
        return [curie(data.actor(name).iri) for name in names]

    signs = sorted(signs_of(scene.sign) or (), reverse=True) if scene.sign else []
    along = _one_of(scene.along, ALONG, "along")
    paths = actors(_two(scene.paths, "paths")) if scene.paths else []
    if scene.between:
        window_between(*_two(scene.between, "between"))
    parts = {
        "status": sorted(each.value for each in statuses_of(scene.status)) if scene.status else [],
        "sign": [Sign(each).name.lower() for each in signs],
        "relation": [local_name(data.relation_type(each).iri) for each in scene.relations],
        "type": [_type(each, data) for each in scene.types],
        "confidence": [f"{_share(scene.confidence):g}"] if scene.confidence else [],
        "certain": ["yes"] if scene.certain else [],
        "between": scene.between or [],
        "compare": [_one_of(scene.compare, COMPARED, "compare")] if scene.compare else [],
        "paths": [*paths, along] if paths else [],
        "select": actors(_at_most_two(scene.select)),
        "path": ["1"] if paths and not scene.select else [],
        "size": [_one_of(scene.size, (*measures, "alike"), "size")] if scene.size else [],
        "colour": [] if scene.colour == "type" else [_one_of(scene.colour, COLOURS, "colour")],
        "lines": [_one_of(scene.lines, LINES, "lines")] if scene.lines else [],
        "table": ["yes"] if scene.table else [],
    }
    return urlencode({key: " ".join(values) for key, values in parts.items() if values})


def opening(
    view: "Scene | str",
    data: Dataset,
    measures: Iterable[str],
    *,
    path: bool = False,
    ends: tuple[str, str] | None = None,
) -> str:
    """The view that a page opens with, given as a scene or as the address of one.

    A page with paths to show, be it between two actors, has the first of them chosen, if the view
    chooses nothing else.

    Raises:
        OptionError: a value makes no sense, or the address has a part that no page has.
        UnknownName, AmbiguousName: a name is nobody's, or several have it.
    """
    text = (
        view.partition("#")[2] or view if isinstance(view, str) else address(view, data, measures)
    )
    parts = {key: values[0] for key, values in parse_qs(text, keep_blank_values=True).items()}
    for key in parts:
        if key not in _PARTS:
            raise OptionError(
                f"no view has a part '{key}'; use {alternatives(near(key, _PARTS) or _PARTS)}"
            )
    if text and not all(parts.values() or [""]):
        raise OptionError(
            f"view '{text}' is none; copy what stands behind the # of a page's address"
        )
    if path and not {"select", "path", "paths"} & set(parts):
        between = {"paths": " ".join([*map(curie, ends), ALONG[0]])} if ends else {}
        parts |= {**between, "path": "1"}
    return urlencode(parts)


def theme_of(name: str | None) -> str | None:
    """The theme of this name; None leaves it to the reader's system."""
    return None if name is None else _one_of(name, THEMES, "theme")


def told(story: Iterable[Scene], data: Dataset, measures: Iterable[str]) -> list[dict[str, str]]:
    """The scenes as the page has them.

    Raises:
        KgError: as `address`, with the number of the scene.
    """
    known = tuple(measures)
    scenes = []
    for number, scene in enumerate(story, start=1):
        if not scene.says:
            raise OptionError(f"scene {number} says nothing; a story has a sentence for each view")
        try:
            scenes.append({"says": fit(scene.says), "view": address(scene, data, known)})
        except KgError as error:
            raise OptionError(f"scene {number}: {error}") from error
    return scenes


def _type(name: str, data: Dataset) -> str:
    """The local name of a class of actors, by this or by its label."""
    classes = {each.type: data.label(each.type) for each in data.actors.values()}
    for iri, label in classes.items():
        if name in (local_name(iri), label, curie(iri)):
            return local_name(iri)
    raise UnknownName(name, [*map(local_name, classes), *classes.values()], kind="class of actors")


def _two(names: tuple[str, ...], key: str) -> tuple[str, str]:
    if len(names) != _PAIR:
        raise OptionError(f"{key} takes two values, not {len(names)}")
    return names[0], names[1]


def _at_most_two(names: tuple[str, ...]) -> tuple[str, ...]:
    if len(names) > _PAIR:
        raise OptionError(f"select takes one actor, or two, not {len(names)}")
    return names


def _one_of(value: str, known: Iterable[str], key: str) -> str:
    names = list(known)
    if value not in names:
        raise OptionError(
            f"unknown {key} '{value}'; use {alternatives(near(value, names) or names)}"
        )
    return value


def _share(value: float) -> float:
    if not 0 <= value <= 1:
        raise OptionError(f"confidence '{value:g}' is not in [0, 1]")
    return value
