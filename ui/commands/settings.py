"""`countertop settings`: shows the settings in force, and chooses those of this register."""

import json
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from pos.devices.transport import read_address
from pos.queries.settings import read_settings
from pos.register_file import open_register
from pos.runtime.clock import SystemClock
from pos.runtime.ids import TimeOrderedIds
from pos.runtime.paths import find_paths
from pos.runtime.setting import Setting, parse_value
from pos.runtime.settings import DECLARED, Settings
from pos.services.settings import choose_setting, get_choosable
from ui.command import DONE, Command

PRINTER_ADDRESS = "printer_address"


def add_arguments(parser: ArgumentParser) -> None:
    """Take a setting and its new value; without them everything is shown."""
    parser.add_argument("key", nargs="?", help="which setting")
    parser.add_argument("value", nargs="?", help="its new value; without it, the present one")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(wish: Namespace) -> int:
    """Show settings, or choose one of this register's.

    Raises:
        UnknownSettingError: There is no such setting here.
        SettingRefusedError: It may not have this value.
        AlreadyRunningError: Close the till first; it reads its settings when it starts.
    """
    clock = SystemClock()
    with open_register(find_paths(), clock=clock, ids=TimeOrderedIds(clock)) as store:
        if wish.value is not None:
            with store.write() as tx:
                setting = get_choosable(wish.key)
                choose_setting(tx, setting.key, _checked(setting, wish.value))
        with store.read() as tx:
            settings = read_settings(tx)
    shown = [each for each in DECLARED if wish.key in (None, each.key)]
    _print(settings, shown, as_json=wish.json)
    return DONE


def _checked(setting: Setting, text: str) -> int | str | bool:
    value = parse_value(setting, text)
    if setting.key == PRINTER_ADDRESS:
        read_address(text)
    return value


def _print(settings: Settings, shown: list[Setting], *, as_json: bool) -> None:
    values = asdict(settings)
    if as_json:
        json.dump({each.key: values[each.key] for each in shown}, sys.stdout, indent=2)
        sys.stdout.write("\n")
        return
    for each in shown:
        sys.stdout.write(f"{each.key} = {values[each.key]}\n    {each.help}\n")


COMMAND = Command(
    name="settings",
    help="Show the settings, and choose those of this register.",
    add_arguments=add_arguments,
    run=run,
)
