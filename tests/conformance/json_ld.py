"""The W3C suite of JSON-LD 1.1 to RDF, read by `kg.rdf.reading`."""

import json
from functools import partial
from pathlib import Path
from typing import Any

from kg.rdf.formats import FORMATS
from tests.conformance.manifests import outcome, refusal
from tests.conformance.rdf_syntax import Results, parse, read
from tests.conformance.sameness import same_quads


def run(root: Path) -> Results:
    """Each case of JSON-LD 1.1 by name, with what is wrong or None; those of 1.0 alone are left out."""
    manifest = json.loads((root / "tests" / "toRdf-manifest.jsonld").read_bytes())
    for case in manifest["sequence"]:
        option = case.get("option", {})
        if "json-ld-1.0" in (option.get("specVersion"), option.get("processingMode")):
            continue
        base = option.get("base", manifest["baseIri"] + case["input"])
        name = f"toRdf{case['@id']}"
        yield name, outcome(partial(_run, root / "tests", case, base))


def _run(folder: Path, case: dict[str, Any], base: str) -> str | None:
    path = folder / case["input"]
    data = path.read_bytes()
    if "jld:NegativeEvaluationTest" in case["@type"]:
        return refusal(lambda: parse(data, FORMATS["jsonld"], file=path.name, base=base))
    quads = parse(data, FORMATS["jsonld"], file=path.name, base=base)
    if "expect" not in case:
        return None
    return None if same_quads(quads, read(folder / case["expect"], base)) else "other quads"
