"""Writes the three notebooks and runs them, so that their saved outputs read without a kernel.

python notebooks/build.py            # from the project's folder, with kg[notebook] installed
"""

from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

HERE = Path(__file__).parent
KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}

NOTEBOOKS = {
    "01-first-look": [
        "# A first look\n\nThe shipped case is one article of July 2023 on the South Caucasus, read "
        "paragraph by paragraph. Every relation in it is a **statement**: who, what, to whom, in which "
        "*status* (actual, proposed, alleged ...), when, by which instrument, and where the source says so.",
        "import kg\n\ndataset = kg.load(kg.shipped())\nprint(dataset)",
        "Nothing is taken on trust: `validate` checks the data against the model. No finding means clean.",
        "kg.validate(dataset)",
        "Actors are found by what people call them.",
        'for name in ("Moscow", "Baku", "Brussels", "CSTO"):\n'
        "    actor = dataset.actor(name)\n"
        '    print(f"{name:10} -> {actor.label} ({dataset.label(actor.type)})")',
        "How many statements have which status? Only *Actual* ones become facts of the graph; "
        "the rest is kept, and shown when asked for.",
        "from collections import Counter\n\n"
        "Counter(str(statement.status) for statement in dataset.statements.values()).most_common()",
        "## The graph at a date\n\n`project` chooses which statements become edges. Here: what is "
        "actual, at the time of the article.",
        'graph = kg.project(dataset, at="2023-07")\nprint(graph.graph["counted"])\n'
        'print(f"{graph.number_of_nodes()} actors")',
        "Who stands between the others? Betweenness is the share of shortest influence paths that run "
        "through an actor.",
        'print(kg.rank(graph, by="betweenness", limit=8))',
        "A number keeps its reason: the statements of the highest-ranked actor that were counted.",
        'top = kg.rank(graph, by="betweenness")[0]\n'
        "for iri in top.statements[:6]:\n"
        "    s = dataset.statements[iri]\n"
        "    print(dataset.label(s.subject), dataset.label(s.predicate), dataset.label(s.object))",
        "## The picture\n\nOne page, offline, nothing fetched. Click an actor or a line to read its "
        "statements and sources. (Where scripts are not trusted, run `kg draw graph.html` and open the page.)",
        'kg.draw(graph, title="South Caucasus, July 2023")',
    ],
    "02-sparql": [
        "# Questions in SPARQL\n\nThe statements are RDF, so any question can be asked in SPARQL. "
        "The prefixes `actor:`, `kg:`, `stmt:`, `inst:`, `src:`, `rdf:`, `skos:` ... are ready.",
        "import kg\n\ndataset = kg.load(kg.shipped())",
        "**Plain triples** are derived from *Actual* statements only. So this never sees a mere proposal:",
        'kg.query(dataset, """\n'
        "SELECT ?ally WHERE { actor:Azerbaijan kg:alliedWith/skos:prefLabel ?ally }\n"
        '""")',
        "Bindings fill variables safely; text is never pasted into a query.",
        'kg.query(dataset, """\n'
        "SELECT ?who WHERE { ?actor kg:condemns ?whom ; skos:prefLabel ?who } ORDER BY ?who\n"
        '""", whom="actor:Azerbaijan")',
        "**Statements** carry the rest: status, dates, evidence. What does the author propose?",
        'kg.query(dataset, """\n'
        "SELECT ?who ?does ?whom ?where WHERE {\n"
        "  ?s kg:status kg:Proposed ; rdf:subject/skos:prefLabel ?who ; rdf:predicate/rdfs:label ?does ;\n"
        "     rdf:object/skos:prefLabel ?whom ; kg:evidence/kg:locator ?where .\n"
        '} ORDER BY ?where ?who ?does\n""")',
        "Plain triples know no time. `at=` asks only for those that hold at a date.",
        'question = "SELECT ?gas WHERE { actor:Azerbaijan kg:suppliesGasTo/skos:prefLabel ?gas }"\n'
        'for date in ("2021", "2023-07"):\n'
        "    print(date, [str(row.gas) for row in kg.query(dataset, question, at=date)])",
        "An answer becomes a DataFrame, CSV, JSON, Markdown ...",
        'kg.query(dataset, """\n'
        "SELECT ?status (COUNT(?s) AS ?statements) WHERE { ?s kg:status/rdfs:label ?status }\n"
        'GROUP BY ?status ORDER BY DESC(?statements)\n""").to_pandas()',
        "The common questions are there already, by name, with parameters.",
        'for name, each in kg.named_queries().items():\n    print(f"{name:24} {each.question}")',
    ],
    "03-influence-paths": [
        "# Influence paths\n\nBy which chains could one actor affect another? A path runs along "
        "relations that carry influence, in its direction: who *depends on* Russia is influenced *by* it; "
        "an alliance runs both ways. Cooperation and neutral ties carry influence unless `sign=` says otherwise.",
        'import kg\n\ndataset = kg.load(kg.shipped())\ngraph = kg.project(dataset, at="2023-07")',
        "The three strongest paths from Russia to the European Union, each in a sentence with its sources.",
        'for path in kg.paths(graph, "Russia", "EU", limit=3):\n    print(path, end="\\n\\n")',
        "Strength multiplies along the path. Each step keeps the statements that carry it:",
        'best = kg.paths(graph, "Russia", "EU")[0]\n'
        "for step in best.steps:\n"
        '    print(f"{step.strength:.3f}  {step.certainty}  {step.sentence}")',
        "Dates matter. In 2019 there was no pact and no gas deal, and ties that nobody dates are *possible* "
        "then, not *certain*. Asked for the certain ones alone, little is left:",
        'early = kg.project(dataset, at="2019", certainty="certain")\n'
        'print(early.graph["counted"])\n'
        'print(kg.paths(early, "Russia", "Armenia"))',
        "## What status does\n\nThe same question with the author's proposals let in, told in the sentence.",
        'open_ended = kg.project(dataset, at="2023-07", status=["Actual", "Proposed"])\n'
        'for path in kg.paths(open_ended, "US", "Armenia", limit=2):\n    print(path, end="\\n\\n")',
        "## The path in the picture",
        'kg.draw(graph, title="Russia to the EU", highlight=best)',
    ],
}


def build(name: str) -> None:
    """Write one notebook, run top to bottom, with its outputs."""
    cells = [
        new_markdown_cell(text) if index % 2 == 0 else new_code_cell(text)
        for index, text in enumerate(NOTEBOOKS[name])
    ]
    for number, cell in enumerate(cells):
        cell["id"] = f"{name[:2]}-{number:02}"  # the same input gives the same bytes
    notebook = new_notebook(cells=cells, metadata=KERNEL)
    resources = {"metadata": {"path": str(HERE)}}
    NotebookClient(notebook, timeout=120, resources=resources, coalesce_streams=True).execute()
    for cell in notebook.cells:
        cell.get("metadata", {}).pop("execution", None)
    notebook.metadata.pop("language_info", None)
    nbformat.write(notebook, HERE / f"{name}.ipynb")


if __name__ == "__main__":
    for each in NOTEBOOKS:
        build(each)
