"""The page's text: our own template, scripts and style, through pyvis."""

import hashlib
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from typing import Any

from kg.views.carrying import pack
from kg.views.fitting import to_json
from kg.views.records import Record

# The page's script, in the order in which its parts build on each other.
_SCRIPTS = (
    "words.js",
    "time.js",
    "strength.js",
    "search-paths.js",
    "telling.js",
    "elements.js",
    "data.js",
    "comparing.js",
    "state.js",
    "shapes.js",
    "colours.js",
    "crowd.js",
    "labels.js",
    "lines.js",
    "dots.js",
    "drawing.js",
    "svg.js",
    "filters.js",
    "cards.js",
    "panel.js",
    "combobox.js",
    "search.js",
    "paths-bar.js",
    "time-bar.js",
    "table.js",
    "table-csv.js",
    "saving.js",
    "story.js",
    "keys.js",
    "address.js",
    "main.js",
)
_VIS = "lib/vis-9.1.2/vis-network.min.js"


def render(content: Record, positions: Mapping[str, tuple[int, int]], turtle: str) -> str:
    """The page's text: content and positions handed to pyvis, whose page is our own template."""
    network = _network_class()(content, turtle)
    for number, (actor, (x, y)) in enumerate(
        zip(content["actors"], positions.values(), strict=True)
    ):
        network.add_node(number, label="\n".join(actor["lines"]), x=x, y=y)
    for number, statement in enumerate(content["statements"]):
        network.add_edge(statement["subject"], statement["object"], id=number)
    return str(network.generate_html())


@cache
def _network_class() -> Any:
    """Pyvis's Network with a page of our own, made when first drawn: to import pyvis takes a second.

    Of pyvis, this keeps nodes, edges, options and generate_html, and the vis-network script it ships.
    Its own page runs markup from labels and fetches scripts; its add_node and add_edge search whole
    lists, and drop parallel edges.
    """
    from importlib import resources

    from jinja2 import DictLoader, Environment, StrictUndefined
    from markupsafe import Markup
    from pyvis.network import Network

    files = resources.files("kg.views") / "page"

    def read(name: str) -> str:
        return (files / name).read_text(encoding="utf-8")

    vis = (resources.files("pyvis") / _VIS).read_text(encoding="utf-8")
    vis = vis.partition("//# sourceMappingURL=")[0]  # a file that is not there
    script = '(async () => {\n"use strict";\n' + "\n".join(map(read, _SCRIPTS)) + "\n})();\n"
    trusted = {"vis": vis, "script": script, "style": read("style.css")}
    policy = (
        f"default-src 'none'; script-src {_hash(vis)} {_hash(script)};"
        f" style-src {_hash(trusted['style'])}; img-src data: blob:;"
        " base-uri 'none'; form-action 'none'"
    )

    class DrawnNetwork(Network):  # type: ignore[misc]  # pyvis has no types
        """A pyvis network whose page shows the payload."""

        def __init__(self, content: Record, turtle: str) -> None:
            super().__init__(directed=True, cdn_resources="in_line", heading=content["title"])
            self.options = {"physics": {"enabled": False}}
            self.path = "page.html"
            self.templateEnv = Environment(
                loader=DictLoader({"page.html": read("page.html")}),
                autoescape=True,
                undefined=StrictUndefined,
                keep_trailing_newline=True,
            )
            self.templateEnv.filters["packed"] = lambda value: pack(to_json(value).encode())
            self.templateEnv.globals |= {
                "policy": policy,
                "content": content,
                "turtle": turtle,
                **{name: Markup(text) for name, text in trusted.items()},  # noqa: S704  # our own files
            }

        def add_node(self, n_id: int, label: str | None = None, **options: Any) -> None:
            """Add an actor by its number; pyvis looks through all others first."""
            node = {"id": n_id, "label": label or str(n_id), **options}
            self.nodes.append(node)
            self.node_ids.append(n_id)
            self.node_map[n_id] = node

        def add_edge(self, source: int, to: int, **options: Any) -> None:
            """Add a statement, parallel ones too."""
            self.edges.append({"from": source, "to": to, **options})

    return DrawnNetwork


def _hash(text: str) -> str:
    """The source expression by which a policy lets exactly this inline text through."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
