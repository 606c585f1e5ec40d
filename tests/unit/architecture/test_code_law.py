"""The shape of the code is measured, not hoped for: sizes, nesting, where Chinese may stand, what never occurs."""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from catalog import datasets
from catalog.page import pages

ROOT = Path(__file__).parents[3]
ROOMS = ("catalog", "loaders", "store", "metrics", "charts", "exports", "access", "ui", "pages", "tools", "benchmarks")
SOURCES = sorted([*ROOT.glob("*.py"), *(p for room in ROOMS for p in (ROOT / room).rglob("*.py"))])
SCRIPTS = sorted(p for p in (ROOT / "pages").rglob("*.py") if p.name != "__init__.py")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
NESTING = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match)
HAN = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, FUNCTIONS))


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body: from its first statement after the docstring to its end."""
    body = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1


def depth(node: ast.AST, level: int = 0) -> int:
    """How deep compound statements nest; an elif chain counts once."""
    deepest = level
    for child in ast.iter_child_nodes(node):
        chained = isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]
        inner = level + (isinstance(child, NESTING) and not chained)
        own_scope = isinstance(child, (*FUNCTIONS, ast.Lambda, ast.ClassDef))
        deepest = max(deepest, level if own_scope else depth(child, inner))
    return deepest


def code_of(path: Path) -> str:
    """The module without its comments and docstrings, so that a rule may be named where it is explained."""
    kept = []
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            docstring = token.type == tokenize.STRING and token.line.lstrip().startswith(('"""', 'r"""'))
            kept += [] if token.type == tokenize.COMMENT or docstring else [token.string]
    return " ".join(kept)


def test_functions_are_short() -> None:
    sizes = sorted((lines_of(f), f"{name_of(p)}:{f.lineno} {f.name}") for p in SOURCES for f in functions(p))
    assert sizes[-1][0] <= 60, sizes[-5:]
    assert sizes[int(len(sizes) * 0.95)][0] <= 30, sizes[int(len(sizes) * 0.95) :]


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_module_is_read_in_one_go(path: Path) -> None:
    assert path.read_text("utf-8").count("\n") <= 300


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_nothing_nests_deeper_than_three(path: Path) -> None:
    deep = {f.name: depth(f) for f in functions(path)}
    assert {name: d for name, d in deep.items() if d > 3} == {}


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_a_page_is_a_short_script_without_functions(path: Path) -> None:
    assert path.read_text("utf-8").count("\n") <= 80
    assert [f.name for f in functions(path)] == []


def test_no_script_lies_directly_in_pages() -> None:
    # Streamlit would serve such a script without dashboard.py: no frame, and any sign-in skipped.
    assert [p.name for p in (ROOT / "pages").glob("*.py")] == ["__init__.py"]


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if name_of(p).split("/")[0] not in ("pages", "ui", "dashboard.py")], ids=name_of
)
def test_chinese_stays_in_its_four_homes(path: Path) -> None:
    spoken = [
        f"{n}: {line.strip()}" for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if HAN.search(line)
    ]
    assert spoken == []


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
@pytest.mark.parametrize("banned", ["unsafe_allow_html", "fillna(0", "use_container_width", "plotly.express"])
def test_what_hides_errors_never_occurs(path: Path, banned: str) -> None:
    assert banned.replace(" ", "") not in code_of(path).replace(" ", "")


def test_no_sentence_is_set_too_faint_to_read() -> None:
    assert [name_of(path) for path in SOURCES if "st.caption(" in code_of(path)] == []


@pytest.mark.parametrize("path", [p for p in SOURCES if "loaders/cells" not in name_of(p)], ids=name_of)
def test_dirt_is_coerced_nowhere_but_in_the_cell_grammars(path: Path) -> None:
    assert 'errors="coerce"' not in code_of(path).replace(" ", "")


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_modules_have_names_that_say_something(path: Path) -> None:
    assert path.stem not in {"utils", "helpers", "manager", "managers", "common", "misc"}


@pytest.mark.parametrize(
    "path",
    [p for p in SOURCES if not name_of(p).startswith(("ui/", "access/", "tools/account", "tools/new_zone"))],
    ids=name_of,
)
@pytest.mark.parametrize("clock", ["datetime.now(", "date.today(", "Timestamp.now(", "time.time("])
def test_only_what_people_touch_looks_at_the_clock(path: Path, clock: str) -> None:
    # An as-of date is always handed in, so that every figure can be shown again as it was.
    assert clock not in code_of(path).replace(" ", "")


RAW = re.compile(r"\bdeclared\s*\(\s*[\"']|\btomllib\b")


@pytest.mark.parametrize("path", [p for p in SOURCES if not name_of(p).startswith("catalog/")], ids=name_of)
def test_declarations_leave_the_catalog_typed(path: Path) -> None:
    # A declaration handed out as a table of tables fails at the first reader that misspells a key.
    assert RAW.findall(code_of(path)) == []


# Rooms that draw; a reader of workbooks knows the colours of others.
COLOUR = re.compile(r"[\"'](?:#[0-9A-Fa-f]{6}|[0-9A-F]{6})[\"']")


@pytest.mark.parametrize(
    "path",
    [p for p in SOURCES if name_of(p).startswith(("charts/", "exports/", "metrics/", "ui/", "pages/"))],
    ids=name_of,
)
def test_colours_stand_in_the_catalog_alone(path: Path) -> None:
    assert COLOUR.findall(path.read_text("utf-8")) == []


def strings(nodes: Iterable[ast.expr | None]) -> list[str]:
    return [str(n.value) for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def said_of(node: ast.AST) -> list[str]:
    """The names a piece of code spreads something by: a dictionary's keys, a list's entries, what cases ask for."""
    match node:
        case ast.Dict():
            return strings(node.keys)
        case ast.Tuple() | ast.List() | ast.Set():
            return strings(node.elts)
        case ast.Match():
            patterns = (p for case in node.cases for p in ast.walk(case.pattern))
            return strings(p.value for p in patterns if isinstance(p, ast.MatchValue))
        case ast.FunctionDef():
            asked = (c for c in ast.walk(node) if isinstance(c, ast.Compare))
            return strings(side for c in asked for side in (c.left, *c.comparators))
    return []


def keyed_by(names: set[str], tree: ast.AST) -> list[int]:
    """The lines of what is spread by several of these names, at least half of its own."""
    told = ((node, said_of(node)) for node in ast.walk(tree))
    return [
        getattr(node, "lineno", 0)
        for node, said in told
        if len(names & set(said)) >= 2 and len(said) <= 2 * sum(s in names for s in said)
    ]


PAGE_NAMES = {page.name for page in pages()}
SPREADING = ("ui/", "exports/", "metrics/", "access/", "charts/", "pages/")


@pytest.mark.parametrize("path", [p for p in SOURCES if name_of(p).startswith(SPREADING)], ids=name_of)
def test_what_a_page_is_stands_in_its_declaration_or_its_own_module(path: Path) -> None:
    # A table keyed by page is one more place that whoever adds a page has to find.
    assert keyed_by(PAGE_NAMES, ast.parse(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if name_of(p).startswith(("exports/", "charts/", "access/"))], ids=name_of
)
def test_what_is_drawn_of_a_dataset_stands_in_its_declaration(path: Path) -> None:
    assert keyed_by(set(datasets()), ast.parse(path.read_text("utf-8"))) == []


KEYED = {
    "a dictionary": 'WIDE = {"overview": 1, "livelihood": 2}',
    "a list": 'WARM = ("overview", "standing")',
    "cases": 'match page:\n    case "overview" | "standing":\n        pass',
    "questions": 'def drawn(page):\n    return page == "overview" or page == "standing"',
}


@pytest.mark.parametrize("code", KEYED.values(), ids=KEYED)
def test_a_table_keyed_by_page_is_found_however_it_is_written(code: str) -> None:
    assert keyed_by({"overview", "livelihood", "standing"}, ast.parse(code)) != []
