"""How many independent sources say what a statement says, in whose words, and whether only a party does."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.analysis.contradictions import Kind, contradictions
from kg.analysis.grounds import Grounds, Mark, Support
from kg.analysis.parties import about, pair_of, read_about
from kg.choice import only_so
from kg.dataset import Dataset
from kg.errors import OptionError, alternatives
from kg.recalling import recall
from kg.shown import Shown

_AGAINST = tuple(kind for kind in Kind if kind.contradicts)


@dataclass(frozen=True)
class Corroboration(Shown):
    """Supports in the order of the statements' IRIs; `about` and `counted` say what was looked at.

    `known_by` is the date asked about, None where none was.
    """

    about: str
    counted: str
    supports: tuple[Support, ...]
    known_by: str | None = None

    def __iter__(self) -> Iterator[Support]:
        return iter(self.supports)

    def __len__(self) -> int:
        return len(self.supports)

    def __getitem__(self, index: int) -> Support:
        return self.supports[index]

    def marked(self, mark: str) -> tuple[Support, ...]:
        """The supports with this mark.

        Raises:
            OptionError: there is no such mark.
        """
        if mark not in list(Mark):
            raise OptionError(f"unknown mark '{mark}'; use {alternatives(list(Mark))}")
        return tuple(each for each in self if mark in each.marks)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many statements have each mark, and how many have none."""
        found = Counter(mark for each in self for mark in each.marks)
        plain = sum(not each.marks for each in self)
        marks = (each for each in Mark if self.known_by is not None or each is not Mark.UNSURE)
        return {**{mark.value: found[mark] for mark in marks}, "corroborated": plain}

    def __str__(self) -> str:
        from kg.views.trust import corroboration_text

        return corroboration_text(self)

    def _repr_html_(self) -> str:
        from kg.views.trust import corroboration_html

        return corroboration_html(self)


def corroboration(
    dataset: Dataset,
    a: str | None = None,
    b: str | None = None,
    *,
    status: Iterable[str] | str = "all",
    known_by: str | None = None,
) -> Corroboration:
    """The ground that each statement stands on, between two actors, about one, or of all.

    Statements say the same if they make one claim, may stand on one day, and are of one status. A claim is
    a triple (either way round if its type is symmetric) and, where both name an instrument, what it is
    about, what it answers or an amount, the same of these. Actual and Alleged count as one status, for both
    say that the tie is there.

    A statement is corroborated if at least two independent origins of documents (see `kg.analysis.origins`,
    which tells what shares one) say so in words that are not the same, one of them at least no party's.
    The word is that of whom a document attributes it to (`kg:attributedTo`), else its own (an actor's, if
    its publisher or author is called as one): two voices that
    are both known from one article are one article, and one man's word in two papers is one man's word.
    A source that was out before an act, or before the earliest day on which a tie can have begun, cannot have
    known of it and counts for nothing, nor does one statement say the same as another that its own sources
    cannot have known; what is Expected, Proposed or Threatened is spoken of before it begins, and a source
    without a date counts as of today. Of what is corroborated, a bound (since, until, date) that one origin
    alone gives is told (`Support.alone`).
    Marks:

    - contradicted: by the status or the interval of another, as `kg.contradictions` has them (cooperation
      and conflict at one time are told there too, but both may be true);
    - known only from a party: all of it is the word of an end of the tie, of who leads it or is part of it
      (by the Actual statements of the data), or a document of theirs;
    - single-sourced: one independent origin, however many voices it reports;
    - no source: nothing is cited and nobody is named, or nothing that can have known it;
    - only possibly known: by the date asked about, as no source is sure to have been out by then.

    What copies what is known as far as the data say so: see the limits there.

    With `known_by`, only documents that were out by then count, or may have been. It is the origins that
    surely were out that corroborate, and that tell whether only a party says so, as long as there are any.
    Which documents share an origin is judged by all that the data tell of them, whenever it came out: two
    copies do not become two witnesses because the original was published after them. So an origin may be
    called by a document that was not out itself, but nothing is cited from that. Who speaks for whom is
    taken from what was known, or may have been.

    Args:
        dataset: where the statements are.
        a: an actor, by any of its names; all of them without it.
        b: another, for the statements between the two.
        status: statuses to tell of; every one unless said otherwise.
        known_by: a date: what a source of that date or before reports, and these sources alone.

    Raises:
        UnknownActor, AmbiguousName: a name is nobody's, or several have it.
        OptionError: a status or date is none, both actors are one, or b comes without a.
    """
    from kg.projection import statuses_of

    if b is not None and a is None:
        raise OptionError("b needs a: give the pair, or one actor as a")
    wanted = statuses_of(status)
    read = read_about(dataset, a, b)
    then = recall(read, known_by)
    statements = about(then.dataset, a, b)
    against: dict[str, set[str]] = defaultdict(set)
    # every pair of opposed statements: a cap would leave marks out
    for entry in contradictions(read, a, b, kinds=_AGAINST, most=2**62, known_by=known_by):
        one, other = entry.statements
        against[one].add(other)
        against[other].add(one)
    grounds = Grounds(then, statements, against)
    found = tuple(grounds.support(each) for each in statements.values() if each.status in wanted)
    count, unsure = len(found), sum(Mark.UNSURE in each.marks for each in found)
    counted = f"{count:,} statement{'' if count == 1 else 's'}"
    counted += "" if known_by is None else f", known by {known_by}"
    counted += f"; {only_so(unsure, count, 'possibly known')}" if unsure else ""
    return Corroboration(pair_of(read, a, b), counted, found, known_by)
