"""Dictionaries that tell when they are written to, and ones that read a value when it is asked for."""

from collections.abc import Callable, ItemsView, Iterator, ValuesView
from typing import Any


def _telling(name: str) -> Callable[..., Any]:
    plain = getattr(dict, name)

    def write(self: "Watched", *args: Any, **kwargs: Any) -> Any:
        self.told()
        return plain(self, *args, **kwargs)

    write.__name__ = name
    return write


class Watched(dict[str, Any]):
    """Attributes of a node or an edge; whoever keeps columns of them is told before they change.

    >>> told = []
    >>> attributes = Watched(lambda: told.append("a change"), {"label": "A"})
    >>> attributes["label"], told
    ('A', [])
    >>> attributes["label"] = "B"
    >>> told
    ['a change']
    """

    __slots__ = ("told",)

    def __init__(self, told: Callable[[], object], values: dict[str, Any]) -> None:
        self.told = told
        super().__init__(values)

    def __reduce__(self) -> tuple[type[dict[str, Any]], tuple[dict[str, Any]]]:
        return dict, (dict(self),)

    __setitem__ = _telling("__setitem__")
    __delitem__ = _telling("__delitem__")
    __ior__ = _telling("__ior__")
    clear = _telling("clear")
    pop = _telling("pop")
    popitem = _telling("popitem")
    setdefault = _telling("setdefault")
    update = _telling("update")


class Unread:
    """A value that is read when it is asked for."""

    def __init__(self, read: Callable[[], Any]) -> None:
        self.read = read


class About(dict[str, Any]):  # noqa: PLW1641  # no hash, as dict has none
    """A graph's attributes; an `Unread` one is read when it is first asked for.

    >>> about = About(actors=Unread(lambda: {"http://a": "A"}))
    >>> about["actors"], dict(about) == {"actors": {"http://a": "A"}}
    ({'http://a': 'A'}, True)
    """

    def __getitem__(self, key: str) -> Any:
        value = super().__getitem__(key)
        if isinstance(value, Unread):
            value = value.read()
            self[key] = value
        return value

    def __iter__(self) -> Iterator[str]:
        # dict(about) and f(**about) go through __getitem__ where iteration is not dict's own
        return super().__iter__()

    def __eq__(self, other: object) -> bool:
        return dict(self) == (dict(other) if isinstance(other, About) else other)

    def __repr__(self) -> str:
        return repr(dict(self))

    def __or__(self, other: dict[str, Any]) -> dict[str, Any]:  # type: ignore[override]
        return dict(self) | other

    def __reduce__(self) -> tuple[type[dict[str, Any]], tuple[dict[str, Any]]]:
        return dict, (dict(self),)

    def get(self, key: str, default: Any = None) -> Any:
        """The value, read if it was not yet; or the default."""
        try:
            return self[key]
        except KeyError:
            return default

    def items(self) -> ItemsView[str, Any]:  # type: ignore[override]
        """The keys with their values, all read."""
        return ItemsView(self)

    def values(self) -> ValuesView[Any]:  # type: ignore[override]
        """The values, all read."""
        return ValuesView(self)

    def pop(self, key: str, *default: Any) -> Any:
        """The value, read, and gone from here."""
        value = super().pop(key, *default)
        return value.read() if isinstance(value, Unread) else value

    def popitem(self) -> tuple[str, Any]:
        """The last key with its value, read, and gone from here."""
        key = next(reversed(self))
        return key, self.pop(key)

    def setdefault(self, key: str, default: Any = None) -> Any:
        """The value, read; or the default, which is set."""
        if key not in self:
            self[key] = default
        return self[key]

    def copy(self) -> dict[str, Any]:
        """A plain dictionary of the same."""
        return dict(self)

    def unread(self) -> "About":
        """The same attributes, those that were not read left so."""
        twin = About()
        dict.update(twin, zip(self.keys(), dict.values(self), strict=True))
        return twin
