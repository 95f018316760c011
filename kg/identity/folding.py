"""Names as they are compared, and as they become IRIs, whole columns at a time."""

import hashlib
from string import ascii_lowercase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars

# Marks that stand above or below letters of scripts which may be written without them. Those of Indic
# scripts and the voicing of kana are part of the letter.
_MARKS = r"[\p{Mn}&&[\p{Latin}\p{Greek}\p{Cyrillic}\p{Hebrew}\p{Arabic}\p{Inherited}]--[\x{3099}\x{309a}]]"
# What is written inside a word or left out of it: d'Ivoire, U.S., the Arabic stretch, zero width.
_INSIDE = r"[.'’‘ʼʻ`´ʹ\x{0640}\p{Cf}]"
_BETWEEN = r"[\p{P}\p{Z}\p{C}]+"
_LATIN = {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
          "ħ": "h", "ŧ": "t", "Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D", "Æ": "Ae", "Œ": "Oe", "Þ": "Th",
          "Ħ": "H", "Ŧ": "T"}  # fmt: skip
_LETTERS = {**_LATIN, "ς": "σ"}
_LONGEST = 80  # of a local name made of a label


def folded(names: "polars.Expr") -> "polars.Expr":
    """The names without case, accents, punctuation and a leading "the"; null stays null.

    Nothing is transliterated: a name is compared in its own script. What is said by signs that are no
    punctuation, as the plus of "A+", stays.

    >>> import polars as pl
    >>> names = pl.Series(["  The Côte d’Ivoire", "Guinea-Bissau", "U.S.", "Trinidad & Tobago", "Йемен"])
    >>> pl.select(folded(pl.lit(names))).to_series().to_list()
    ['cote divoire', 'guinea bissau', 'us', 'trinidad and tobago', 'иемен']
    """
    import polars as pl

    plain = (
        names.str.normalize("NFKD")
        .str.to_lowercase()
        .str.normalize("NFKD")
        .str.replace_all(_MARKS, "")
        .str.replace_many(_LETTERS)
        .str.replace_all(_INSIDE, "")
        .str.replace_all("&", " and ", literal=True)
        .str.replace_all(_BETWEEN, " ")
        .str.strip_chars(" ")
    )
    return plain.str.replace(r"^(?:the )+", "").cast(pl.String)


def slugs(labels: "polars.Series") -> "polars.Series":
    """The labels in ASCII, each word with a capital, without spaces; null where that would lose letters.

    A label of several words all in capitals is written in small letters first. At most 80 characters.

    >>> import polars as pl
    >>> labels = ["Yemen Arab Republic", "NATO", "UNITED STATES", "Ångström's", "Армения", "?"]
    >>> slugs(pl.Series(labels)).to_list()
    ['YemenArabRepublic', 'NATO', 'UnitedStates', 'Angstroms', None, None]
    """
    import polars as pl

    capitals = {f" {letter}": letter.upper() for letter in ascii_lowercase}
    plain = (
        labels.to_frame("label")
        .select(
            pl.col("label")
            .str.normalize("NFKD")
            .str.replace_all(_MARKS, "")
            .str.replace_many(_LATIN)
            .str.replace_all(_INSIDE, "")
        )
        .to_series()
    )
    lost = plain.str.contains(r"[[\p{L}\p{N}]--[\x00-\x7f]]")
    shouted = plain.str.contains(r"[A-Z]+[^A-Za-z]+[A-Z]") & ~plain.str.contains(r"\p{Ll}")
    words = plain.zip_with(~shouted, plain.str.to_lowercase()).str.replace_all(
        r"[^A-Za-z0-9]+", " "
    )
    joined = (" " + words).to_frame("slug").select(pl.col("slug").str.replace_many(capitals))
    slug = joined.to_series().str.replace_all(" ", "", literal=True).str.slice(0, _LONGEST)
    return slug.set(lost | (slug == ""), None)


def digest(text: str) -> str:
    """Sixteen hexadecimal digits that stand for a text.

    >>> digest("Армения")
    '5d4772882996e1f6'
    """
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
