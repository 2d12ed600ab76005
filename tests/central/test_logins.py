"""`countertop central grant` makes a login, says its password once, and may be repeated."""

import json
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from tests.sync.branch import Branch
from ui.command_line import main


@pytest.fixture
def central(shop: Branch) -> Iterator[Branch]:
    """Logins belong to the server: no database is needed for them, but they must not stay."""
    yield shop
    shop.do("DROP ROLE IF EXISTS webshop")


def grant(capsys: pytest.CaptureFixture[str], central: Branch, role: str, login: str) -> Any:
    status = main(["central", "grant", central.url, "--role", role, "--login", login, "--json"])
    assert status == 0
    return json.loads(capsys.readouterr().out)


def sign_in(central: Branch, password: str) -> str:
    """Sign in as the login of these tests and return who the server says that is."""
    url = make_conninfo(central.url, user="webshop", password=password)
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT current_user FROM orders RIGHT JOIN stores ON true"
        ).fetchone()
    assert row is not None
    return str(row[0])


def test_a_new_login_gets_a_password_and_may_sign_in(
    central: Branch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = grant(capsys, central, "service", "webshop")

    assert (made["role"], made["is_new"]) == ("countertop_service", True)
    assert sign_in(central, made["password"]) == "webshop"


def test_the_password_is_not_shown_nor_changed_a_second_time(
    central: Branch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = grant(capsys, central, "service", "webshop")
    second = grant(capsys, central, "service", "webshop")

    assert (second["is_new"], second["password"]) == (False, None)
    assert sign_in(central, first["password"]) == "webshop"


def test_a_password_from_the_environment_is_taken_and_never_printed(
    central: Branch, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    grant(capsys, central, "service", "webshop")
    monkeypatch.setenv("COUNTERTOP_LOGIN_PASSWORD", "another one")

    changed = grant(capsys, central, "reader", "webshop")

    assert changed["password"] is None
    assert sign_in(central, "another one") == "webshop"
    assert central.rows(
        "SELECT r.rolname::text FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid"
        " JOIN pg_roles l ON l.oid = m.member WHERE l.rolname = 'webshop' ORDER BY 1"
    ) == [("compat_reader",), ("countertop_service",)]


def test_in_words_it_says_what_was_made(
    central: Branch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["central", "grant", central.url, "--role", "reader", "--login", "webshop"])

    out = capsys.readouterr().out
    assert out.startswith("webshop was made and may do what compat_reader may. Its password is ")


@pytest.mark.parametrize(
    "login", ["postgres", "countertop_till_1", "compat_reader", "Web Shop", "", 'a"b', "x" * 64]
)
def test_a_name_that_is_taken_by_others_or_no_name_is_refused(
    central: Branch, capsys: pytest.CaptureFixture[str], login: str
) -> None:
    status = main(["central", "grant", central.url, "--role", "service", f"--login={login}"])

    out, err = capsys.readouterr()
    assert (status, out) == (1, "")
    assert "choose another" in err
    assert "Traceback" not in err
