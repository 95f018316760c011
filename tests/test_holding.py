"""When statements stand: periods by the rules of the model, and waivers, against trying every day."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.dates import Certainty, Window, parse_date, window_at, window_between
from kg.holding import period_of, standing
from kg.model import Aspect, Source
from tests.factory import dataset, stmt, tie

JULY = {
    "http://e/july": Source("http://e/july", "July", date=parse_date("2023-07")),
    "http://e/may": Source("http://e/may", "May", date=parse_date("2023-05-04")),
    "http://e/undated": Source("http://e/undated", "Undated"),
}


def day(text: str | None) -> int | None:
    return None if text is None else parse_date(text).earliest


@pytest.mark.parametrize(
    ("dates", "sources", "aspect", "first", "last"),
    [
        ({"since": "1992", "until": "1995-03"}, "july", Aspect.TIE,
         ("1992-01-01", "1992-12-31"), ("1995-03-01", "1995-03-31")),
        ({"since": "1992"}, "july", Aspect.TIE, ("1992-01-01", "1992-12-31"), (None, None)),
        ({}, "july", Aspect.TIE, (None, "2023-07-01"), (None, None)),
        ({}, "july may", Aspect.TIE, (None, "2023-05-04"), (None, None)),
        ({}, "undated", Aspect.TIE, (None, None), (None, None)),
        ({"until": "2020"}, "july", Aspect.TIE, (None, "2020-12-31"), ("2020-01-01", "2020-12-31")),
        ({"date": "2022-09"}, "july", Aspect.ACT,
         ("2022-09-01", "2022-09-30"), ("2022-09-01", "2022-09-30")),
        ({}, "july", Aspect.ACT, (None, "2023-07-31"), (None, "2023-07-31")),
        ({}, "undated", Aspect.ACT, (None, None), (None, None)),
        ({"since": "2022-09"}, "july", Aspect.ACT, ("2022-09-01", "2022-09-30"), ("2022-09-01", None)),
        ({"date": "2022-09-13"}, "", Aspect.TIE,
         ("2022-09-13", "2022-09-13"), ("2022-09-13", "2022-09-13")),
    ],
)  # fmt: skip
def test_the_period_of_a_statement(
    dates: dict[str, str],
    sources: str,
    aspect: Aspect,
    first: tuple[str | None, str | None],
    last: tuple[str | None, str | None],
) -> None:
    statement = kg.Statement(
        "http://e/s", "http://e/a", "http://e/p", "http://e/b", kg.Status.ACTUAL,
        evidence=tuple(kg.Evidence(f"http://e/{name}") for name in sources.split()),
        **{name: parse_date(text) for name, text in dates.items()},  # type: ignore[arg-type]
    )  # fmt: skip
    found = period_of(statement, aspect, JULY)
    assert found.first == (day(first[0]), day(first[1]))
    assert found.last == (day(last[0]), day(last[1]))


def years(since: int | None, until: int | None) -> str:
    text = f'; kg:since "{since}-01-01"^^xsd:date' if since else ""
    return text + (f' ; kg:until "{until}-12-31"^^xsd:date' if until else "")


def waived(
    ban: tuple[int | None, int | None], *waivers: tuple[int | None, int | None]
) -> kg.Dataset:
    blocks = ['inst:ban a kg:Instrument ; skos:prefLabel "Ban"@en .']
    for number, bounds in enumerate(waivers):
        blocks += [
            f'inst:w{number} a kg:Instrument ; skos:prefLabel "W{number}"@en ; kg:suspends inst:ban .',
            tie(f"w{number}", "A", "waivesSanctionsOn", "B",
                rest=f"; kg:instrument inst:w{number} {years(*bounds)}"),
        ]  # fmt: skip
    return dataset(
        *blocks,
        tie("ban", "A", "sanctions", "B", rest=f"; kg:instrument inst:ban {years(*ban)}"),
        actors="A B",
    )


def ban(data: kg.Dataset, window: Window | None) -> str:
    return str(standing(data.statements, data.circumstances, window=window)[stmt("ban")])


@pytest.mark.parametrize(
    ("bounds", "waivers", "between", "answer"),
    [
        ((1992, None), [(2002, 2002)], ("2000", "2004"), "certain"),  # it counts in 2000, say
        ((2003, None), [(2002, 2004)], ("2000", "2004"), "impossible"),  # never unsuspended in it
        ((2003, 2004), [(2002, 2003), (2004, 2005)], ("2000", "2009"), "impossible"),  # together
        ((2003, 2005), [(2002, 2003), (2005, 2006)], ("2000", "2009"), "certain"),
        ((1992, None), [(2002, 2004)], ("2002", "2004"), "impossible"),
        ((1992, None), [], ("2002", "2004"), "certain"),
    ],
)
def test_a_restriction_counts_between_two_dates_if_it_once_holds_unsuspended(
    bounds: tuple[int, int | None],
    waivers: list[tuple[int | None, int | None]],
    between: tuple[str, str],
    answer: str,
) -> None:
    assert ban(waived(bounds, *waivers), window_between(*between)) == answer


def test_two_waivers_in_a_row_suspend_through_the_whole_year() -> None:
    blocks = waived((1992, None), (2002, 2003), (2004, 2005))
    assert ban(blocks, window_at("2003")) == "impossible"
    assert ban(blocks, window_at("2001")) == "certain"
    assert ban(blocks, None) == "certain"  # both have ended
    assert ban(waived((1992, None), (2002, None)), None) == "impossible"


YEARS = st.integers(2000, 2006)
SPANS = st.tuples(YEARS, st.none() | YEARS).filter(lambda s: s[1] is None or s[0] <= s[1])


@settings(max_examples=60, deadline=None)
@given(SPANS, st.lists(SPANS, max_size=2), st.tuples(YEARS, st.integers(0, 3)), st.booleans())
def test_with_exact_bounds_waivers_equal_trying_every_year(
    bounds: tuple[int, int | None],
    waivers: list[tuple[int, int | None]],
    asked: tuple[int, int],
    exact: bool,
) -> None:
    start, end = asked[0], asked[0] + asked[1]

    def covers(span: tuple[int, int | None], year: int) -> bool:
        return span[0] <= year <= (span[1] or 9999)

    counts = [
        covers(bounds, year) and not any(covers(w, year) for w in waivers)
        for year in range(start, end + 1)
    ]
    if exact:
        expected = "certain" if all(counts) else "possible" if any(counts) else "impossible"
    else:
        expected = "certain" if any(counts) else "impossible"
    window = Window(parse_date(str(start)).earliest, parse_date(str(end)).latest, exact=exact)
    assert ban(waived(bounds, *waivers), window) == expected


def test_a_waiver_that_perhaps_holds_leaves_the_restriction_possible() -> None:
    data = dataset(
        'inst:ban a kg:Instrument ; skos:prefLabel "Ban"@en .',
        'inst:w a kg:Instrument ; skos:prefLabel "W"@en ; kg:suspends inst:ban ;'
        ' kg:since "2002"^^xsd:gYear ; kg:until "2004"^^xsd:gYear .',
        tie("ban", "A", "sanctions", "B", rest='; kg:instrument inst:ban ; kg:since "1992"^^xsd:gYear'),
        actors="A B",
    )  # fmt: skip
    answers = {
        year: ban(data, window_at(year)) for year in ("2001", "2002", "2003", "2004", "2005")
    }
    assert answers == {
        "2001": "certain", "2002": "possible", "2003": "impossible", "2004": "possible",
        "2005": "certain",
    }  # fmt: skip


def test_a_statement_of_another_status_stands_by_the_same_rules() -> None:
    data = dataset(
        tie("1", "A", "alliedWith", "B", status="Proposed", rest='; kg:since "2001"^^xsd:gYear'),
        actors="A B",
    )
    found = standing(data.statements, data.circumstances, window=window_at("2000"))
    assert found == {stmt("1"): Certainty.IMPOSSIBLE}
