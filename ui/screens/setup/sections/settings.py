"""Settings: every one that is declared in `pos/runtime/settings.py`, with its bounds."""

from typing import TYPE_CHECKING

from pos.domain.permission import Action
from pos.queries.settings import read_settings
from pos.queries.shop_setup import read_setting_versions
from pos.runtime.settings import DECLARED, Scope, Setting, parse_value
from pos.services.store_settings import SettingWish, change_setting
from ui.screens.setup.section import (
    NO,
    YES,
    Answers,
    Entry,
    Field,
    Form,
    Heading,
    Job,
    Listing,
    Reader,
    Section,
    choice,
    switch,
)

if TYPE_CHECKING:
    from pos.services.permissions import Actor
    from pos.uow import WriteTx

SCOPES = {Scope.STORE: "this store", Scope.REGISTER: "this register"}

_HEADINGS = (
    Heading(title="Setting"),
    Heading(title="Value", width_px=192),
    Heading(title="Kept for", width_px=128),
)


def _read(reader: Reader) -> Listing:
    settings, versions = read_settings(reader.tx), read_setting_versions(reader.tx)
    return Listing(
        headings=_HEADINGS,
        entries=tuple(
            _entry(each, _typed(getattr(settings, each.key)), versions.get(each.key))
            for each in DECLARED
            if each.scope in SCOPES
        ),
    )


def _entry(setting: Setting, value: str, version: int | None) -> Entry:
    def save(answers: Answers) -> Job:
        def job(tx: "WriteTx", actor: "Actor") -> str:
            wish = SettingWish(
                actor=actor,
                key=setting.key,
                value=parse_value(setting, answers["value"].strip()),
                base_version=version,
            )
            change_setting(tx, wish)
            return f"{_name(setting)} was changed."

        return job

    form = Form(
        key=f"setting-{setting.key}",
        title=_name(setting),
        subtitle=f"For {SCOPES[setting.scope]}",
        note=setting.help,
        fields=(_field(setting, value),),
        save=save,
    )
    return Entry(cells=(_name(setting), value, SCOPES[setting.scope]), form=form)


def _field(setting: Setting, value: str) -> Field:
    if isinstance(setting.default, bool):
        return switch("value", "Value", is_on=value == YES)
    if setting.choices:
        return choice("value", "Value", tuple((each, each) for each in setting.choices), value)
    wanted = setting.wanted[0].upper() + setting.wanted[1:]
    return Field(key="value", label="Value", value=value, help=f"{wanted}.")


def _name(setting: Setting) -> str:
    words = setting.key.replace("_cents", "").replace("_", " ")
    return words[0].upper() + words[1:]


def _typed(value: object) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    return str(value)


SECTION = Section(
    id="settings",
    title="Settings",
    icon="sliders-horizontal",
    order=8,
    permission=Action.CHANGE_SETTINGS,
    hint="How this store and this register work. Amounts are in cents.",
    read=_read,
)
