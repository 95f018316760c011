"""Pictures of results: what is on them, the same bytes each time, nothing in the data that acts."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import matplotlib as mpl
import pytest

import kg
from kg.analysis.history import History
from kg.charts.canvas import drawn
from kg.charts.converting import alignment, history, rank_intervals, ranking, trend
from kg.charts.dots import draw_dots
from kg.charts.forms import Dot, Dots, Grid, Jump, Span, Spans, Steps, Stretch
from kg.charts.grid import draw_grid
from kg.charts.spans import draw_spans
from kg.charts.steps import draw_steps
from tests.factory import actor, dataset, tie

EARLY = '; kg:since "2020"^^xsd:gYear ; kg:until "2021-06"^^xsd:gYearMonth'


def pair(*more: str) -> kg.Dataset:
    return dataset(
        tie("gas", "A", "suppliesGasTo", "B", rest=EARLY),
        tie(
            "hit", "B", "attacks", "A", status="Alleged", rest='; kg:date "2022-03"^^xsd:gYearMonth'
        ),
        *more,
        actors="A B",
    )


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def test_a_history_becomes_a_row_for_each_statement() -> None:
    known = day("2023-07-31")
    assert history(kg.history(pair(), "A", "B"), 25) == Spans(
        "A and B: ties and acts in time",
        "Counted 2 statements between A and B: any status",
        (
            Span(
                "A supplies gas to B",
                (day("2020-01-01"), day("2020-12-31")),
                (day("2021-06-01"), day("2021-06-30")),
                ended=True,
                act=False,
                sign=1,
                status="Actual",
                known=known,
            ),
            Span(
                "B attacks A",
                (day("2022-03-01"), day("2022-03-31")),
                (day("2022-03-01"), day("2022-03-31")),
                ended=True,
                act=True,
                sign=-1,
                status="Alleged",
                known=known,
            ),
        ),
        (
            "According to (2023-07).",
            "A tie without an end is not known to have ended; one without a start is certain from its"
            " source's date on.",
        ),
    )


def test_bars_are_hollow_where_a_tie_may_stand_and_filled_where_it_does() -> None:
    row = Span("t", (10, 20), (30, 40), ended=True, act=False, sign=1, status="Actual")
    axes = draw_spans(Spans("T", "S", (row,))).axes[0]
    bars: Any = axes.patches
    told = [
        (each.get_x(), each.get_width(), each.get_facecolor()[:3] == (1, 1, 1)) for each in bars
    ]
    assert told == [(10, 31, True), (20, 11, False)]


@pytest.mark.parametrize(
    ("row", "bars"),
    [
        # Nobody says since when: hollow from the left edge; no end: on to the right edge, day 103.
        (Span("t", (None, 50), (None, None), ended=False, act=False, sign=1, status="Actual"), 2),
        # It may be over before it surely began: no day is certain.
        (Span("t", (10, 40), (20, 50), ended=True, act=False, sign=1, status="Actual"), 1),
        # Ended, nobody says when.
        (Span("t", (10, 20), (None, None), ended=True, act=False, sign=1, status="Actual"), 1),
        (Span("t", (10, 20), (10, 20), ended=True, act=True, sign=1, status="Actual"), 0),
    ],
)
def test_only_what_is_certain_is_filled(row: Span, bars: int) -> None:
    other = Span("o", (1, 1), (100, 100), ended=True, act=True, sign=0, status="Actual")
    assert len(draw_spans(Spans("T", "S", (row, other))).axes[0].patches) == bars


def test_a_ranking_becomes_bars_and_says_what_is_left_out() -> None:
    graph = kg.project(
        dataset(tie("1", "A", "backs", "B"), tie("2", "A", "backs", "C"), actors="A B C")
    )
    assert ranking(kg.rank(graph, by="degree"), 2) == Dots(
        "Degree: its relations, each statement once",
        "Counted 2 relations: actual",
        "degree",
        (Dot("1. A", 2.0, word="2"), Dot("2. B", 1.0, word="1")),
        ("The first 2 of 3 actors are shown.",),
    )


def test_intervals_become_dots_and_ranges() -> None:
    found = kg.rank_intervals(kg.project(kg.load(kg.shipped())), by="degree", draws=20)
    form = rank_intervals(found, 3)
    assert form.falling
    assert [(each.label, each.value) for each in form.rows] == [
        ("Azerbaijan", 1.0),
        ("Russia", 2.0),
        ("Armenia", 3.0),
    ]
    assert all(
        (each.low, each.high) == interval.range
        for each, interval in zip(form.rows, found, strict=False)
    )
    assert "seed 0" in form.notes[-1]


def test_an_alignment_becomes_steps_and_names_its_largest_jumps() -> None:
    found = kg.alignment(kg.load(kg.shipped()), "EU", "Azerbaijan")
    form = alignment(found, 1)
    assert [(each.value, each.low, each.high) for each in form.stretches] == [
        (each.value, each.low, each.high) for each in found.levels
    ]
    assert [each.day for each in form.jumps] == [day(each.date) for each in found.jumps]
    largest = max(found.jumps, key=lambda each: abs(each.change))
    assert [each.text for each in form.jumps if each.text] == [
        f"possibly, between 2022-07-01 and 2022-07-31: {largest.change:+.2f}"
    ]
    assert form.notes[-1].startswith("It ends with the last source, on 2023-07-31; 1 later change")
    starts = [each.start for each in form.stretches]
    assert starts == sorted(starts)


def test_a_trend_becomes_a_grid_of_its_values() -> None:
    data = dataset(
        tie(
            "old",
            "A",
            "backs",
            "B",
            rest='; kg:since "2020"^^xsd:gYear ; kg:until "2020"^^xsd:gYear',
        ),
        tie(
            "new",
            "A",
            "backs",
            "C",
            rest='; kg:since "2021"^^xsd:gYear ; kg:until "2021"^^xsd:gYear',
        ),
        tie(
            "too",
            "A",
            "aids",
            "C",
            rest='; kg:since "2021"^^xsd:gYear ; kg:until "2021"^^xsd:gYear',
        ),
        actors="A B C",
    )
    found = kg.rank_over_time(data, "degree", since="2020", until="2021")
    form = trend(found, 2)
    assert (form.rows, form.columns) == (("A", "C"), ("2020", "2021"))
    assert list(form.values) == [(1, 2), (None, 2)]
    assert form.words == (("1", "2"), ("", "2"))
    assert form.notes[0] == "The first 2 of 3 actors are shown."


def test_a_pair_without_a_date_is_one_level_without_an_axis_of_time() -> None:
    form = alignment(kg.alignment(dataset(actors="A B"), "A", "B"), 3)
    assert (len(form.stretches), form.jumps, form.dated) == (1, (), False)
    assert list(draw_steps(form).axes[0].get_xticks()) == []


GRID = Grid(
    "T",
    "S",
    ("A", "B"),
    ("2020", "2021"),
    ((0.0, None), (1.0, 0.5)),
    (("0", ""), ("1", "0.5")),
    "share",
)
FORMS = [
    (draw_dots, Dots("T", "S", "x", (Dot("A", 2.0, 1.0, 3.0, "note"), Dot("B", 3.0, hollow=True)))),
    (draw_dots, Dots("T", "S", "x", ())),
    (draw_grid, GRID),
    (draw_grid, replace(GRID, columns=tuple(f"{n}" for n in range(2000, 2012)),
                        values=((None,) * 12,) * 2, words=(("",) * 12,) * 2)),
    (draw_steps, Steps("T", "S", "x", (Stretch(1, 9, -0.5, -1.0, 0.0), Stretch(10, 19, 0.5, 0.5, 0.5)),
                       (Jump(10, 1.0, 2, 1, "a jump"),), dated=True)),
    (draw_spans, Spans("T", "S", ())),
    (draw_spans, history(kg.history(pair(), "A", "B"), 25)),
]  # fmt: skip


@pytest.mark.parametrize(("draw", "form"), FORMS)
def test_each_form_is_drawn_the_same_each_time_and_changes_no_setting(draw: Any, form: Any) -> None:
    before = dict(mpl.rcParams)
    first, again = (drawn(lambda: draw(form), "svg") for _ in range(2))
    assert first == again
    assert first.startswith(b"<?xml")
    assert drawn(lambda: draw(form), "png").startswith(b"\x89PNG")
    assert dict(mpl.rcParams) == before


def test_a_picture_has_no_date_no_script_and_asks_nothing_of_the_network(tmp_path: Path) -> None:
    chart = kg.chart(kg.history(pair(), "A", "B"), tmp_path / "pair.svg")
    text = (tmp_path / "pair.svg").read_text(encoding="utf-8")
    assert text == chart.svg == chart._repr_svg_()
    assert str(date.today().year) not in re.sub(r"[\d.]{6,}", "", text)  # noqa: DTZ011  # any clock
    tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(text).iter()}
    assert not tags & {"script", "image", "foreignObject", "a"}
    assert "DOCTYPE" not in text
    root = ET.fromstring(text)
    told = [root.findtext(f"{{http://www.w3.org/2000/svg}}{tag}") for tag in ("title", "desc")]
    assert told == [chart.title, "\n".join([chart.counted, *chart.notes])]
    links = re.findall(r'href="([^"]*)"', text)
    assert all(link.startswith("#") for link in links)


@pytest.mark.slow
def test_another_process_writes_the_same_bytes(tmp_path: Path) -> None:
    code = (
        "import kg, sys; d = kg.load(kg.shipped());"
        " kg.chart(kg.history(d, 'Russia', 'Azerbaijan'), sys.argv[1])"
    )
    for number in (1, 2):
        arguments = [sys.executable, "-c", code, str(tmp_path / f"{number}.svg")]
        subprocess.run(arguments, check=True, env={"PYTHONHASHSEED": str(number)})
    assert (tmp_path / "1.svg").read_bytes() == (tmp_path / "2.svg").read_bytes()


@pytest.mark.parametrize("name", ["$x^2_$", "<script>a</script>", "中文", "a\u202eb", "x" * 300])
def test_no_label_acts_or_breaks_the_picture(name: str) -> None:
    data = dataset(
        actor("Odd").replace('"Odd"@en', f'"{name}"@en'), tie("t", "Odd", "backs", "B"), actors="B"
    )
    assert kg.chart(kg.history(data, "actor:Odd", "B")).svg.endswith("</svg>\n")


def test_title_and_counts_are_told_in_words(tmp_path: Path) -> None:
    chart = kg.chart(kg.history(pair(), "A", "B"), tmp_path / "p.png", title="Mine", limit=1)
    assert str(chart).splitlines()[:3] == [
        f"{tmp_path / 'p.png'}: Mine",
        "  Counted 2 statements between A and B: any status",
        "  The first 1 of 2 statements are shown.",
    ]
    assert (tmp_path / "p.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("result", "path", "limit", "message"),
    [
        (
            History("A", None, (), "0"),
            "p.jpg",
            5,
            "'p.jpg' is no picture that can be written; end it in",
        ),
        (History("A", None, (), "0"), "p.sgv", 5, r"end it in '\.svg'$"),
        (History("A", None, (), "0"), None, 0, "limit '0' is not a number from 1 on"),
        ("text", None, 5, "'str' is no result that can be drawn; give 'Alignment', 'History',"),
    ],
)
def test_what_makes_no_sense_is_refused(
    result: object, path: str | None, limit: int, message: str
) -> None:
    with pytest.raises(kg.OptionError, match=message):
        kg.chart(result, path, limit=limit)


def test_without_matplotlib_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(kg.MissingExtra, match=r"pip install 'kg\[charts\]'"):
        kg.chart(kg.history(pair(), "A", "B"))
