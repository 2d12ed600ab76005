"""House rules that the linter cannot see, looked up in the syntax trees of the product."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("pos", "models", "sync", "resources", "ui")

FILE_LINES_MAX = 400
FUNCTION_LINES_MAX = 70

DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "stuff", "shared"}

# Who may do what nobody else may.
EVENT_LOOP = {"ui/app.py", "ui/demo/hand.py"}
CLOCK = {"pos/runtime/clock.py"}
IDS = {"pos/runtime/ids.py"}
ESCPOS_JOB = {"pos/documents/escpos_job.py"}
DOUBLE_COLUMNS = {"models/types.py"}  # measures and scores of the seeds, never money or stock
STOPWATCH = "ui/bench/"
# These find their members by themselves and declare what all of them have.
FAMILIES = {"pos/tenders/__init__.py", "pos/terminals/__init__.py", "sync/feeds/__init__.py"}

TIME_SOURCES = {
    *("time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns"),
    *("process_time", "thread_time", "localtime", "gmtime"),
}
QT_TIME_SOURCES = {
    *("currentDateTime", "currentDateTimeUtc", "currentDate", "currentTime"),
    *("currentMSecsSinceEpoch", "currentSecsSinceEpoch"),
}
ID_SOURCES = {"uuid1", "uuid4", "uuid6", "uuid7", "uuid8", "getnode"}


@functools.cache
def _product() -> tuple[tuple[str, ast.Module], ...]:
    paths = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return tuple((path.relative_to(ROOT).as_posix(), ast.parse(path.read_text())) for path in paths)


def _nodes(*packages: str) -> Iterator[tuple[str, ast.AST]]:
    for place, tree in _product():
        if not packages or place.split("/")[0] in packages:
            yield from ((place, node) for node in ast.walk(tree))


def _method_calls(*packages: str) -> Iterator[tuple[str, ast.Call, ast.Attribute]]:
    for place, node in _nodes(*packages):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield place, node, node.func


def _at(place: str, node: ast.AST) -> str:
    return f"{place}:{getattr(node, 'lineno', 1)}"


def _comes_from(node: ast.Attribute, module: str) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id == module


def test_there_is_a_product_to_look_at() -> None:
    assert {place.split("/")[0] for place, _ in _product()} == set(PACKAGES)


def test_no_window_blocks_the_others() -> None:
    loops = [
        _at(place, call)
        for place, call, method in _method_calls("ui")
        if method.attr in {"exec", "exec_"} and place not in EVENT_LOOP
    ]

    assert loops == []


def test_no_file_is_longer_than_a_reader_bears() -> None:
    lengths = {place: len((ROOT / place).read_text().splitlines()) for place, _ in _product()}

    assert {place: lines for place, lines in lengths.items() if lines > FILE_LINES_MAX} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    too_long = [
        _at(place, node)
        for place, node in _nodes()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= FUNCTION_LINES_MAX
    ]

    assert too_long == []


def test_a_package_declares_one_thing_or_nothing() -> None:
    inits = [(place, tree) for place, tree in _product() if place.endswith("/__init__.py")]
    crowded = [place for place, tree in inits if place not in FAMILIES and _is_crowded(tree)]

    assert crowded == []


def _is_crowded(tree: ast.Module) -> bool:
    """More than one declaration, or imports that serve none: a re-export shop."""
    imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    others = [node for node in tree.body if node not in imports and not _is_docstring(node)]
    return len(others) > 1 or (bool(imports) and not others)


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_explains_itself(package: str) -> None:
    readme = ROOT / package / "README.md"

    assert readme.is_file()
    assert readme.read_text(encoding="utf-8").startswith("# ")


def test_nothing_is_put_into_a_drawer() -> None:
    words = {place: Path(place).with_suffix("").as_posix().split("/") for place, _ in _product()}

    assert [place for place, parts in words.items() if any(map(_is_drawer, parts))] == []


def _is_drawer(name: str) -> bool:
    return not DRAWERS.isdisjoint(name.lower().split("_"))


def test_time_comes_from_the_clock_only() -> None:
    watches = [
        _at(place, call)
        for place, call, method in _method_calls()
        if place not in CLOCK and not place.startswith(STOPWATCH) and _tells_time(method)
    ]

    assert watches == []


def _tells_time(method: ast.Attribute) -> bool:
    from_python = _comes_from(method, "time") and method.attr in TIME_SOURCES
    return from_python or method.attr in QT_TIME_SOURCES


def test_ids_come_from_the_id_source_only() -> None:
    makers = [
        _at(place, call)
        for place, call, method in _method_calls()
        if place not in IDS and _comes_from(method, "uuid") and method.attr in ID_SOURCES
    ]

    assert makers == []


def test_time_and_ids_are_not_imported_by_name() -> None:
    hidden = [
        _at(place, node)
        for place, node in _nodes()
        if isinstance(node, ast.ImportFrom)
        and place not in CLOCK | IDS
        and not place.startswith(STOPWATCH)
        and not _HIDDEN.get(node.module or "", frozenset()).isdisjoint(_names(node))
    ]

    assert hidden == []


_HIDDEN = {"time": frozenset(TIME_SOURCES), "uuid": frozenset(ID_SOURCES)}


def _names(node: ast.ImportFrom) -> set[str]:
    return {alias.name for alias in node.names}


def test_printer_commands_are_written_in_one_module() -> None:
    strangers = [
        _at(place, node)
        for place, node in _nodes()
        if place not in ESCPOS_JOB and (_imports_escpos(node) or _is_raw_command(node))
    ]

    assert strangers == []


def _imports_escpos(node: ast.AST) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom) and "escpos" in _modules(node)


def _is_raw_command(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "_raw"


def _modules(node: ast.Import | ast.ImportFrom) -> set[str]:
    named = [node.module or ""] if isinstance(node, ast.ImportFrom) else _imported(node)
    return {name.split(".")[0] for name in named}


def _imported(node: ast.Import) -> list[str]:
    return [alias.name for alias in node.names]


def test_labels_show_data_as_plain_text() -> None:
    bare = [
        _at(place, node)
        for place, node in _nodes("ui")
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "QLabel"
    ]

    assert bare == []


def test_money_and_stock_are_never_floats() -> None:
    floats = [
        _at(place, node)
        for place, node in _nodes("pos", "models", "sync")
        if place not in DOUBLE_COLUMNS and _is_float(node)
    ]

    assert floats == []


def _is_float(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float)
    return isinstance(node, ast.Name) and node.id == "float"


def test_tests_use_real_parts_or_named_fakes() -> None:
    mocked = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("unittest"))
        or (isinstance(node, ast.Import) and "unittest" in _modules(node))
    ]

    assert mocked == []
