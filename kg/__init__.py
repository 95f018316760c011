"""Actor-relationship knowledge graphs: statements with evidence in files, questions asked of them.

`import kg` is quick: a name is loaded from its module when it is first used (PEP 562).
"""

from importlib import import_module

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    from kg.analysis.alignment import Alignment, alignment
    from kg.analysis.arriving import Arrival, explain_reach
    from kg.analysis.balance import Balance, balance
    from kg.analysis.belonging import Belonging, explain_community
    from kg.analysis.brokerage import Brokerage, brokerage
    from kg.analysis.catalogue import MEASURES, Measure
    from kg.analysis.centrality import Ranking, Score, rank, rank_by_relation
    from kg.analysis.changes import Changes, changes
    from kg.analysis.collapse import collapse
    from kg.analysis.commitments import Commitments, commitments
    from kg.analysis.communities import Communities, communities
    from kg.analysis.contradictions import Contradictions, contradictions
    from kg.analysis.corroboration import Corroboration, corroboration
    from kg.analysis.courses import Course, Trend
    from kg.analysis.cutting import EvidenceCut, evidence_cut
    from kg.analysis.explaining import Explanation, Part, explain
    from kg.analysis.history import History, history
    from kg.analysis.journeys import Journey, Leg
    from kg.analysis.mediation import Mediations, mediations
    from kg.analysis.paths import Path, Paths, Step, paths
    from kg.analysis.ranges import RankInterval, RankIntervals
    from kg.analysis.reaching import Reach, Reached, Way, reach
    from kg.analysis.realignment import Realignment, realignment
    from kg.analysis.restrictions import Restrictions, restrictions
    from kg.analysis.robustness import rank_intervals
    from kg.analysis.sides import BothSides, both_sides
    from kg.analysis.siding import Siding, explain_balance
    from kg.analysis.steadiness import PathRobustness, path_robustness
    from kg.analysis.supplies import Supplies, alternatives
    from kg.analysis.temporal import Journeys, journeys
    from kg.analysis.trends import rank_over_time, rank_over_time_by
    from kg.analysis.unfolding import Explanations, explain_trend
    from kg.analysis.wavering import Wavering, explain_interval
    from kg.analysis.windows import Span
    from kg.charts.charting import Chart, chart
    from kg.choice import Projection
    from kg.columns import Columns
    from kg.comparison import Comparison, apply, compare
    from kg.conversion import Export, convert
    from kg.dataset import Dataset
    from kg.dates import PartialDate, parse_date
    from kg.editing import add, retract, save, update
    from kg.errors import (
        AmbiguousName,
        DataError,
        KgError,
        MissingExtra,
        OptionError,
        QueryError,
        Refused,
        UnknownActor,
        UnknownMeasure,
        UnknownName,
        UnknownRelationType,
    )
    from kg.findings import Finding
    from kg.graph.face import Graph
    from kg.loading import load, shipped
    from kg.model import Actor, Evidence, Instrument, RelationType, Source, Statement, Status
    from kg.projection import project
    from kg.readers.pipeline import Imported, ingest
    from kg.readers.spells import spells, years
    from kg.readers.tables import Batch, Reader
    from kg.restoring import from_networkx
    from kg.scenario.files import read_scenario, shipped_scenarios
    from kg.scenario.marking import Marked, Marks, marks
    from kg.scenario.records import Scenario, WhatIf
    from kg.scenario.statuses import StatusDifference, explain_statuses, status_difference
    from kg.scenario.whatif import run_scenario, whatif
    from kg.sparql.answers import Triples, YesNo
    from kg.sparql.frames import frames
    from kg.sparql.named import NamedQuery, named_queries, run_named
    from kg.sparql.rows import Rows
    from kg.sparql.running import query
    from kg.stores import build, open
    from kg.validation import validate
    from kg.views.drawing import Page, draw
    from kg.views.reading import coverage, timeline
    from kg.views.story import Scene, read_story
    from kg.vocabulary import Vocabulary

# Several names to a line: the list is for programs.
# fmt: off
__all__ = [
    "MEASURES", "Actor", "Alignment", "AmbiguousName", "Arrival", "Balance", "Batch", "Belonging",
    "BothSides",
    "Brokerage", "Changes", "Chart", "Columns", "Commitments", "Communities", "Comparison",
    "Contradictions", "Corroboration", "Course", "DataError", "Dataset", "Evidence",
    "EvidenceCut", "Explanation", "Explanations", "Export", "Finding", "Graph", "History", "Imported",
    "Instrument", "Journey", "Journeys", "KgError", "Leg", "Marked", "Marks", "Measure", "Mediations",
    "MissingExtra", "NamedQuery", "OptionError", "Page", "Part", "PartialDate", "Path",
    "PathRobustness", "Paths", "Projection", "QueryError", "RankInterval", "RankIntervals",
    "Ranking", "Reach",
    "Reached", "Reader", "Realignment", "Refused", "RelationType", "Restrictions", "Rows",
    "Scenario", "Scene", "Score", "Siding", "Source", "Span", "Statement", "Status", "StatusDifference",
    "Step", "Supplies", "Trend", "Triples", "UnknownActor", "UnknownMeasure", "UnknownName",
    "UnknownRelationType", "Vocabulary", "Wavering", "Way", "WhatIf", "YesNo", "add", "alignment",
    "alternatives", "apply", "balance", "both_sides", "brokerage", "build", "changes", "chart", "collapse",
    "commitments", "communities", "compare", "contradictions", "convert", "corroboration",
    "coverage", "draw", "evidence_cut", "explain", "explain_balance", "explain_community",
    "explain_interval", "explain_reach", "explain_statuses", "explain_trend",
    "frames", "from_networkx", "history",
    "ingest", "journeys", "load", "marks", "mediations", "named_queries", "open", "parse_date",
    "path_robustness", "paths",
    "project", "query", "rank", "rank_by_relation", "rank_intervals", "rank_over_time",
    "rank_over_time_by", "reach", "read_scenario", "read_story", "realignment", "restrictions",
    "retract", "run_named", "run_scenario", "save", "shipped", "shipped_scenarios", "spells",
    "status_difference", "timeline", "update", "validate", "whatif", "years",
]
# fmt: on

_HOMES = {
    "kg.analysis.alignment": ("Alignment", "alignment"),
    "kg.analysis.arriving": ("Arrival", "explain_reach"),
    "kg.analysis.balance": ("Balance", "balance"),
    "kg.analysis.belonging": ("Belonging", "explain_community"),
    "kg.analysis.brokerage": ("Brokerage", "brokerage"),
    "kg.analysis.catalogue": ("MEASURES", "Measure"),
    "kg.analysis.centrality": ("Ranking", "Score", "rank", "rank_by_relation"),
    "kg.analysis.changes": ("Changes", "changes"),
    "kg.analysis.collapse": ("collapse",),
    "kg.analysis.commitments": ("Commitments", "commitments"),
    "kg.analysis.communities": ("Communities", "communities"),
    "kg.analysis.contradictions": ("Contradictions", "contradictions"),
    "kg.analysis.corroboration": ("Corroboration", "corroboration"),
    "kg.analysis.courses": ("Course", "Trend"),
    "kg.analysis.cutting": ("EvidenceCut", "evidence_cut"),
    "kg.analysis.explaining": ("Explanation", "Part", "explain"),
    "kg.analysis.history": ("History", "history"),
    "kg.analysis.journeys": ("Journey", "Leg"),
    "kg.analysis.mediation": ("Mediations", "mediations"),
    "kg.analysis.paths": ("Path", "Paths", "Step", "paths"),
    "kg.analysis.ranges": ("RankInterval", "RankIntervals"),
    "kg.analysis.reaching": ("Reach", "Reached", "Way", "reach"),
    "kg.analysis.realignment": ("Realignment", "realignment"),
    "kg.analysis.restrictions": ("Restrictions", "restrictions"),
    "kg.analysis.robustness": ("rank_intervals",),
    "kg.analysis.sides": ("BothSides", "both_sides"),
    "kg.analysis.siding": ("Siding", "explain_balance"),
    "kg.analysis.steadiness": ("PathRobustness", "path_robustness"),
    "kg.analysis.supplies": ("Supplies", "alternatives"),
    "kg.analysis.temporal": ("Journeys", "journeys"),
    "kg.analysis.trends": ("rank_over_time", "rank_over_time_by"),
    "kg.analysis.unfolding": ("Explanations", "explain_trend"),
    "kg.analysis.wavering": ("Wavering", "explain_interval"),
    "kg.analysis.windows": ("Span",),
    "kg.charts.charting": ("Chart", "chart"),
    "kg.choice": ("Projection",),
    "kg.columns": ("Columns",),
    "kg.comparison": ("Comparison", "apply", "compare"),
    "kg.conversion": ("Export", "convert"),
    "kg.dataset": ("Dataset",),
    "kg.dates": ("PartialDate", "parse_date"),
    "kg.editing": ("add", "retract", "save", "update"),
    "kg.errors": (
        "AmbiguousName",
        "DataError",
        "KgError",
        "MissingExtra",
        "OptionError",
        "QueryError",
        "Refused",
        "UnknownActor",
        "UnknownMeasure",
        "UnknownName",
        "UnknownRelationType",
    ),
    "kg.findings": ("Finding",),
    "kg.graph.face": ("Graph",),
    "kg.loading": ("load", "shipped"),
    "kg.model": (
        "Actor",
        "Evidence",
        "Instrument",
        "RelationType",
        "Source",
        "Statement",
        "Status",
    ),
    "kg.projection": ("project",),
    "kg.readers.pipeline": ("Imported", "ingest"),
    "kg.readers.spells": ("spells", "years"),
    "kg.readers.tables": ("Batch", "Reader"),
    "kg.restoring": ("from_networkx",),
    "kg.scenario.files": ("read_scenario", "shipped_scenarios"),
    "kg.scenario.marking": ("Marked", "Marks", "marks"),
    "kg.scenario.records": ("Scenario", "WhatIf"),
    "kg.scenario.statuses": ("StatusDifference", "explain_statuses", "status_difference"),
    "kg.scenario.whatif": ("run_scenario", "whatif"),
    "kg.sparql.answers": ("Triples", "YesNo"),
    "kg.sparql.frames": ("frames",),
    "kg.sparql.named": ("NamedQuery", "named_queries", "run_named"),
    "kg.sparql.rows": ("Rows",),
    "kg.sparql.running": ("query",),
    "kg.stores": ("build", "open"),
    "kg.validation": ("validate",),
    "kg.views.drawing": ("Page", "draw"),
    "kg.views.reading": ("coverage", "timeline"),
    "kg.views.story": ("Scene", "read_story"),
    "kg.vocabulary": ("Vocabulary",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """The public name from its module, remembered for the next time."""
    if name == "__version__":
        from importlib.metadata import version

        return version("kg")
    if name not in _HOME:
        raise AttributeError(f"module 'kg' has no attribute '{name}'")
    value = globals()[name] = getattr(import_module(_HOME[name]), name)
    return value


def __dir__() -> list[str]:
    """The public names, for completion in a shell or a notebook."""
    return [*__all__, "__version__"]
