import pytest

from pos.runtime.setting import SettingRefusedError, parse_value
from pos.runtime.settings import DECLARED, Settings, settings_from, settings_table

BY_KEY = {setting.key: setting for setting in DECLARED}


@pytest.mark.parametrize("setting", DECLARED, ids=lambda setting: setting.key)
def test_every_setting_starts_with_a_value_that_it_may_have(setting) -> None:
    assert setting.checked(setting.default) == setting.default
    assert getattr(Settings(), setting.key) == setting.default
    assert setting.help.endswith(".")


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [("theme", "dark", "dark"), ("open_drawer_for_cash", "no", False), ("return_days", "14", 14)],
)
def test_a_typed_value_becomes_the_setting(key: str, text: str, value: object) -> None:
    assert parse_value(BY_KEY[key], text) == value


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("theme", "purple"),
        ("open_drawer_for_cash", "1"),
        ("return_days", "-1"),
        ("return_days", "9999"),
        ("return_days", "1.5"),
    ],
)
def test_a_value_outside_of_the_bounds_is_refused_with_what_is_wanted(key: str, text: str) -> None:
    with pytest.raises(SettingRefusedError) as refused:
        parse_value(BY_KEY[key], text)

    assert refused.value.wanted == BY_KEY[key].wanted


def test_a_stored_value_that_is_not_allowed_counts_as_absent() -> None:
    in_force = settings_from({"return_days": 7, "theme": "purple", "of_tomorrow": 1})

    assert (in_force.return_days, in_force.theme) == (7, "system")


def test_the_table_in_the_readme_has_every_setting() -> None:
    table = settings_table()

    assert "| `return_days` | store | `30` | a whole number from 0 to 3650 |" in table
    assert "| `open_drawer_for_cash` | register | yes | yes or no |" in table
    assert table.count("\n") == len(DECLARED) + 1
