"""A register's password is kept where only its owner reads it."""

import json
from pathlib import Path

import pytest

from sync.secrets import FileSecrets, find_secret, keep_secret, where_is_secret


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be a machine without a desktop."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


def test_a_password_is_found_again(tmp_path: Path) -> None:
    file = tmp_path / "secrets.json"

    keep_secret("till", "s3cret", file=file)

    assert find_secret("till", file=file) == "s3cret"
    assert find_secret("other", file=file) is None
    assert where_is_secret("till", file=file) == str(file)


def test_only_its_owner_reads_the_file(tmp_path: Path) -> None:
    file = tmp_path / "secrets.json"

    keep_secret("till", "s3cret", file=file)

    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secrets.json"]


def test_a_new_password_replaces_the_old_one_and_leaves_the_others(tmp_path: Path) -> None:
    secrets = FileSecrets(path=tmp_path / "secrets.json")
    secrets.keep("till", "old")
    secrets.keep("other", "stays")

    secrets.keep("till", "new")

    assert json.loads(secrets.path.read_text()) == {"till": "new", "other": "stays"}
