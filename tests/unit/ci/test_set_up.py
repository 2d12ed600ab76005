"""The set-up of a fresh machine: what makes it due, and what it carries from pip to uv."""

import importlib
import os
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]

PYPROJECT = """[project]
name = "countertop"
dependencies = [
  "babel>=2",
]

[tool.ruff]
line-length = 100

[dependency-groups]
dev = ["pytest"]
"""


@pytest.fixture
def set_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """Return the script, on a machine whose pip was told nothing."""
    monkeypatch.syspath_prepend(str(ROOT / ".ci"))
    for name in [name for name in os.environ if name.startswith(("PIP_", "UV_", "SSL_", "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    script = importlib.import_module("setup")
    script.pip_configuration.cache_clear()
    monkeypatch.setattr(script, "SYSTEM_PIP_FILES", ())
    return script


@pytest.fixture
def checkout(set_up: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return a checkout that was set up and whose environment exists."""
    folder = tmp_path / "checkout"
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "bin" / "python").touch()
    (folder / "uv.lock").write_text("version = 1\n")
    (folder / "pyproject.toml").write_text(PYPROJECT)
    monkeypatch.setattr(set_up, "ROOT", folder)
    monkeypatch.setattr(set_up, "VENV", folder / ".venv")
    monkeypatch.setattr(set_up, "STAMP", folder / ".venv" / ".set-up")
    set_up.STAMP.write_text(set_up.fingerprint())
    return folder


def tell_pip(home: Path, settings: str) -> None:
    (home / ".config" / "pip").mkdir(parents=True)
    (home / ".config" / "pip" / "pip.conf").write_text(settings)


def test_a_second_run_has_nothing_to_do(set_up: ModuleType, checkout: Path) -> None:
    assert set_up.is_current(set_up.fingerprint())


def test_a_new_lint_rule_installs_nothing(set_up: ModuleType, checkout: Path) -> None:
    (checkout / "pyproject.toml").write_text(PYPROJECT.replace("100", "120"))

    assert set_up.is_current(set_up.fingerprint())


@pytest.mark.parametrize(("old", "new"), [("babel>=2", "babel>=3"), ('["pytest"]', "[]")])
def test_a_changed_dependency_is_installed(
    set_up: ModuleType,
    checkout: Path,
    old: str,
    new: str,
) -> None:
    (checkout / "pyproject.toml").write_text(PYPROJECT.replace(old, new))

    assert not set_up.is_current(set_up.fingerprint())


def test_a_changed_lock_file_is_installed(set_up: ModuleType, checkout: Path) -> None:
    (checkout / "uv.lock").write_text("version = 2\n")

    assert not set_up.is_current(set_up.fingerprint())


def test_a_lost_interpreter_is_replaced(set_up: ModuleType, checkout: Path) -> None:
    (checkout / ".venv" / "bin" / "python").unlink()

    assert not set_up.is_current(set_up.fingerprint())


def test_a_moved_checkout_gets_a_new_environment(
    set_up: ModuleType,
    checkout: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    here = set_up.has_moved()
    monkeypatch.setattr(set_up, "ROOT", tmp_path / "elsewhere")

    assert (here, set_up.has_moved()) == (False, True)


def test_a_first_screen_asks_for_its_libraries(
    set_up: ModuleType,
    checkout: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    without = set_up.needed_libraries()

    monkeypatch.setenv("DISPLAY", ":0")

    assert "libxcb-cursor.so.0" not in without
    assert set_up.needed_libraries()["libxcb-cursor.so.0"] == ("libxcb-cursor0",)
    assert set_up.needed_libraries()["libcups.so.2"] == ("libcups2t64", "libcups2")


def test_uv_trusts_the_certificate_that_pip_was_told(set_up: ModuleType, tmp_path: Path) -> None:
    tell_pip(tmp_path, "[global]\ncert = /etc/shop/ca.pem\ntimeout = 90\n")

    environment = set_up.uv_environment()

    assert environment["SSL_CERT_FILE"] == "/etc/shop/ca.pem"
    assert environment["UV_HTTP_TIMEOUT"] == "90"


def test_what_uv_itself_was_told_wins(
    set_up: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    tell_pip(tmp_path, "[global]\ncert = /etc/shop/ca.pem\n")
    monkeypatch.setenv("SSL_CERT_FILE", "/etc/shop/newer.pem")

    assert set_up.uv_environment()["SSL_CERT_FILE"] == "/etc/shop/newer.pem"


def test_the_public_index_is_no_mirror(set_up: ModuleType, tmp_path: Path) -> None:
    tell_pip(tmp_path, f"[global]\nindex-url = {set_up.PUBLIC_INDEX}/\n")

    assert set_up.find_mirror() is None


def test_a_mirror_is_used_with_hashes(set_up: ModuleType, tmp_path: Path) -> None:
    tell_pip(tmp_path, "[global]\nindex-url = https://pypi.shop.example/simple\n")

    mirror = set_up.find_mirror()
    install = set_up.mirror_commands("uv", mirror)[2]

    assert install[install.index("--index-url") + 1] == "https://pypi.shop.example/simple"
    assert "--require-hashes" in install


def test_an_unreadable_pip_configuration_is_explained(set_up: ModuleType, tmp_path: Path) -> None:
    tell_pip(tmp_path, "index-url = nowhere\n")

    with pytest.raises(set_up.SetUpError, match="pip's configuration cannot be read"):
        set_up.find_mirror()


def test_an_older_uv_is_not_used(set_up: ModuleType, tmp_path: Path) -> None:
    old = tmp_path / "uv"
    old.write_text("#!/bin/sh\necho uv 0.4.30\n")
    old.chmod(0o755)

    assert set_up.uv_version(str(old)) == (0, 4, 30)
    assert set_up.uv_version(str(old)) < set_up.UV_OLDEST
    assert set_up.uv_version(str(tmp_path / "no-such-uv")) == (0,)
