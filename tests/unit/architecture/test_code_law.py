"""The shape of the code is measured, not hoped for: sizes, nesting, where Chinese may stand, what never occurs."""

from __future__ import annotations

import ast
import re
import tokenize
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
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


def of(*homes: str, but: tuple[str, ...] = ()) -> list[Path]:
    """The sources whose names begin with one of ``homes`` (none: all), but for those that begin with one of ``but``."""
    return [p for p in SOURCES if name_of(p).startswith(homes or "") and not name_of(p).startswith(but)]


def faulty(paths: Iterable[Path], faults: Callable[[Path], object]) -> dict[str, object]:
    """By file what is wrong in it."""
    return {name_of(path): found for path in paths if (found := faults(path))}


@cache
def text_of(path: Path) -> str:
    return path.read_text("utf-8")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(text_of(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, FUNCTIONS))


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


@cache
def code_of(path: Path) -> str:
    """The module without its comments, docstrings and blanks, so that a rule may be named where it is explained."""
    kept = []
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            docstring = token.type == tokenize.STRING and token.line.lstrip().startswith(('"""', 'r"""'))
            kept += [] if token.type == tokenize.COMMENT or docstring else [token.string]
    return " ".join(kept).replace(" ", "")


def test_functions_are_short() -> None:
    sizes = sorted((lines_of(f), f"{name_of(p)}:{f.lineno} {f.name}") for p in SOURCES for f in functions(p))
    assert sizes[-1][0] <= 60, sizes[-5:]
    assert sizes[int(len(sizes) * 0.95)][0] <= 30, sizes[int(len(sizes) * 0.95) :]


def test_a_module_is_read_in_one_go() -> None:
    assert {name: n for name, n in faulty(SOURCES, lambda path: text_of(path).count("\n")).items() if n > 300} == {}


def test_nothing_nests_deeper_than_three() -> None:
    assert faulty(SOURCES, lambda path: {f.name: depth(f) for f in functions(path) if depth(f) > 3}) == {}


def test_a_page_is_a_short_script_without_functions() -> None:
    assert {name: n for name, n in faulty(SCRIPTS, lambda path: text_of(path).count("\n")).items() if n > 80} == {}
    assert faulty(SCRIPTS, lambda path: [f.name for f in functions(path)]) == {}


def test_no_script_lies_directly_in_pages() -> None:
    # Streamlit would serve such a script without dashboard.py: no frame, and any sign-in skipped.
    assert [p.name for p in (ROOT / "pages").glob("*.py")] == ["__init__.py"]


def test_chinese_stays_in_its_four_homes() -> None:
    silent = of(but=("pages/", "ui/", "dashboard.py"))
    assert faulty(silent, lambda path: [line for line in text_of(path).splitlines() if HAN.search(line)]) == {}


@pytest.mark.parametrize(
    "banned", ["unsafe_allow_html", "fillna(0", "use_container_width", "plotly.express", "st.caption("]
)
def test_what_hides_errors_or_is_too_faint_to_read_never_occurs(banned: str) -> None:
    assert faulty(SOURCES, lambda path: banned in code_of(path)) == {}


def test_dirt_is_coerced_nowhere_but_in_the_cell_grammars() -> None:
    assert faulty(of(but=("loaders/cells",)), lambda path: 'errors="coerce"' in code_of(path)) == {}


def test_modules_have_names_that_say_something() -> None:
    said = {"utils", "helpers", "manager", "managers", "common", "misc"}
    assert faulty(SOURCES, lambda path: path.stem in said) == {}


@pytest.mark.parametrize("clock", ["datetime.now(", "date.today(", "Timestamp.now(", "time.time("])
def test_only_what_people_touch_looks_at_the_clock(clock: str) -> None:
    # An as-of date is always handed in, so that every figure can be shown again as it was.
    asked = of(but=("ui/", "access/", "tools/account", "tools/new_zone"))
    assert faulty(asked, lambda path: clock in code_of(path)) == {}


RAW = re.compile(r"\bdeclared\([\"']|\btomllib\b")


def test_declarations_leave_the_catalog_typed() -> None:
    # A declaration handed out as a table of tables fails at the first reader that misspells a key.
    assert faulty(of(but=("catalog/",)), lambda path: RAW.findall(text_of(path))) == {}


# Rooms that draw; a reader of workbooks knows the colours of others.
COLOUR = re.compile(r"[\"'](?:#[0-9A-Fa-f]{6}|[0-9A-F]{6})[\"']")


def test_colours_stand_in_the_catalog_alone() -> None:
    drawing = of("charts/", "exports/", "metrics/", "ui/", "pages/")
    assert faulty(drawing, lambda path: COLOUR.findall(text_of(path))) == {}


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


def test_what_a_page_is_stands_in_its_declaration_or_its_own_module() -> None:
    # A table keyed by page is one more place that whoever adds a page has to find.
    assert faulty(of(*SPREADING), lambda path: keyed_by(PAGE_NAMES, tree_of(path))) == {}


def tables_of(declared: object) -> Iterator[set[str]]:
    """The keys of a declaration's tables, at whatever depth."""
    match declared:
        case dict():
            yield set(declared)
            yield from (keys for value in declared.values() for keys in tables_of(value))
        case list():
            yield from (keys for value in declared for keys in tables_of(value))


def is_keyed(keys: set[str]) -> bool:
    """Whether a table is spread by page: several keys, at least half of them, are names of pages."""
    return len(keys & PAGE_NAMES) >= 2 and len(keys) <= 2 * len(keys & PAGE_NAMES)


def test_what_a_page_says_and_does_stands_in_no_declaration_of_all_pages_but_its_own() -> None:
    files = sorted(p for p in (ROOT / "catalog").rglob("*.toml") if "books" not in p.parts)
    keyed = [name_of(p) for p in files if any(is_keyed(keys) for keys in tables_of(tomllib.loads(text_of(p))))]
    assert keyed == ["catalog/access.toml"]  # who may open which page: one matrix, read by whoever grants
    assert is_keyed({"overview", "standing"})


def test_what_is_done_with_a_dataset_stands_in_its_declaration() -> None:
    # Two constants that call two datasets are no list of them: each is asked for by itself.
    def spread(path: Path) -> list[int]:
        named = [
            n.lineno
            for n in ast.walk(tree_of(path))
            if isinstance(n, ast.Assign) and isinstance(n.targets[0], ast.Tuple)
        ]
        return [line for line in keyed_by(set(datasets()), tree_of(path)) if line not in named]

    assert faulty(of("loaders/", "store/", *SPREADING), spread) == {}


KEYED = {
    "a dictionary": 'WIDE = {"overview": 1, "livelihood": 2}',
    "a list": 'WARM = ("overview", "standing")',
    "cases": 'match page:\n    case "overview" | "standing":\n        pass',
    "questions": 'def drawn(page):\n    return page == "overview" or page == "standing"',
}


@pytest.mark.parametrize("code", KEYED.values(), ids=KEYED)
def test_a_table_keyed_by_page_is_found_however_it_is_written(code: str) -> None:
    assert keyed_by({"overview", "livelihood", "standing"}, ast.parse(code)) != []
