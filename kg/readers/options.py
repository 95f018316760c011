"""Options that several readers have, read strictly."""

from collections.abc import Mapping, Sequence

from kg.errors import OptionError, alternatives, near


def confidence_of(options: Mapping[str, str], default: float | None = None) -> float | None:
    """The confidence that the user gives to all statements of a file, else the default.

    Raises:
        OptionError: it is no number above 0 and up to 1.

    >>> confidence_of({"confidence": "0.9"}), confidence_of({}, 0.5)
    (0.9, 0.5)
    """
    text = options.get("confidence")
    if text is None:
        return default
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number <= 1:
        raise OptionError(f"confidence '{text}' is no number above 0 and up to 1")
    return number


def choice_of(options: Mapping[str, str], name: str, choices: Sequence[str]) -> str | None:
    """The one of the choices that the user takes, None where that is left open.

    Raises:
        OptionError: it is none of them; with near matches.

    >>> choice_of({"actors": "name"}, "actors", ["code", "name"])
    'name'
    """
    chosen = options.get(name)
    if chosen is not None and chosen not in choices:
        advice = alternatives(near(chosen, choices) or choices)
        raise OptionError(f"unknown {name} '{chosen}'; use {advice}")
    return chosen
