"""The layers: a module imports only what stands above it here, whether at the top or in a function."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg

PACKAGE = Path(kg.__file__).parent
LAYERS = [
    ["errors", "iris", "kinds", "packaged", "proven", "shown"],
    ["dates", "model"],
    ["sparql.tokens"],
    ["sparql.guard"],  # about text alone: dataset.graph and kg.update stand behind it too
    ["sparql.syntax"],
    ["rdf"],
    ["sparql.cells", "sparql.shape", "sparql.wire"],
    ["sparql.spelling"],
    ["sparql.confining"],
    ["sparql.worker"],
    ["sparql.forking", "sparql.spawning"],
    ["sparql.process"],
    ["sparql.incoming"],
    ["sparql.client"],  # the worker that every query goes to, those of dataset.graph too
    ["live"],
    ["vocabulary"],
    ["answers", "coding", "days", "columns", "declared", "locating"],
    ["holding", "derivation", "kept", "scrutiny", "skimming", "strength", "names", "choice"],
    ["intake", "content"],
    ["dataset"],
    ["recalling"],
    ["exchange"],
    ["loading", "dating", "stores"],
    ["sparql"],
    ["editing"],
    ["identity"],
    ["readers"],
    ["findings"],
    ["dumping", "shaping"],
    ["parting"],
    ["fastshacl"],
    ["inventory"],
    ["shacl", "suspects"],
    ["validation", "comparison", "conversion"],
    ["graph"],
    ["projection"],
    ["restoring"],
    ["analysis"],
    ["backend"],
    ["scenario"],
    ["views"],
    ["charts"],
    ["cli"],
]
DEPTH = {name: depth for depth, names in enumerate(LAYERS) for name in names}
LONGEST = 300
# How objects show themselves: a table or a page is built when somebody looks, never at import.
HOOKS = {
    "__str__",
    "_repr_html_",
    "_repr_mimebundle_",
    "to_csv",
    "to_html",
    "to_markdown",
    "to_text",
}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def layer_of(path: Path) -> str:
    return layer(".".join(("kg", *path.relative_to(PACKAGE).with_suffix("").parts)))


def layer(module: str) -> str:
    """The layer of a module by its dotted name: its own if it has one, else its package's."""
    parts = module.split(".")
    own = ".".join(parts[1:3])
    return own if own in DEPTH else parts[1]


def imports(tree: ast.AST, hook: bool = False) -> Iterator[tuple[str, bool]]:
    """Each module of the package that is imported, and whether that happens inside a hook."""
    for node in ast.iter_child_nodes(tree):
        inside = hook or (isinstance(node, ast.FunctionDef) and node.name in HOOKS)
        if isinstance(node, ast.Import):
            yield from ((alias.name, inside) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            if node.module == "kg":
                yield from ((f"kg.{alias.name}", inside) for alias in node.names)
            else:
                yield node.module or "", inside
        yield from imports(node, inside)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_what_stands_above_it(path: Path) -> None:
    own = layer_of(path)
    assert own in DEPTH, "say in LAYERS where this module stands"
    upward = [
        name
        for name, hook in imports(ast.parse(path.read_text(encoding="utf-8")))
        if name.startswith("kg.")
        and DEPTH.get(layer(name), -1) > DEPTH[own]
        and not (hook and name.startswith("kg.views"))
    ]
    assert upward == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_shell_takes_names_from_the_package_itself(path: Path) -> None:
    """Below the shell `import kg` would be a way around the layers."""
    takes_package = any(
        name == "kg" for name, _ in imports(ast.parse(path.read_text(encoding="utf-8")))
    )
    assert not takes_package or layer_of(path) == "cli"


def test_every_layer_is_there() -> None:
    there = {layer_of(path) for path in MODULES}
    assert set(DEPTH) <= there


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_no_module_is_longer_than_one_reads_at_once(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST
