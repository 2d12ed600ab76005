"""Settings: every one that is declared in `pos/runtime/settings.py`, with its bounds."""

from typing import TYPE_CHECKING

from pos.domain.money import parse_amount, plain_amount
from pos.domain.permission import Action
from pos.queries.settings import read_settings
from pos.queries.shop_setup import read_setting_versions
from pos.runtime.setting import Scope, Setting, parse_value
from pos.runtime.settings import DECLARED
from pos.services.store_settings import SettingWish, change_setting
from ui.screens.setup import scan_trial
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
from ui.text.formats import Formats
from ui.text.setting_words import Value, is_money, value_words, words_of

if TYPE_CHECKING:
    from pos.services.permissions import Actor
    from pos.uow import WriteTx

PATTERNS = "scan_patterns"
"""The setting that can be tried out."""

SCOPES = {Scope.STORE: "this store", Scope.REGISTER: "this register"}

_HEADINGS = (
    Heading(title="Setting"),
    Heading(title="Value", width_px=148),
    Heading(title="Kept for", width_px=128, is_spare=True),
)


def _read(reader: Reader) -> Listing:
    settings, versions = read_settings(reader.tx), read_setting_versions(reader.tx)
    return Listing(
        headings=_HEADINGS,
        entries=tuple(
            _entry(
                each,
                getattr(settings, each.key),
                version=versions.get(each.key),
                formats=reader.formats,
            )
            for each in DECLARED
            if each.scope in SCOPES
        ),
    )


def _entry(
    setting: Setting,
    value: Value,
    *,
    version: int | None,
    formats: Formats,
) -> Entry:
    words = words_of(setting)

    def save(answers: Answers) -> Job:
        def job(tx: "WriteTx", actor: "Actor") -> str:
            wish = SettingWish(
                actor=actor,
                key=setting.key,
                value=_read_value(setting, answers["value"].strip(), formats),
                base_version=version,
            )
            change_setting(tx, wish)
            return f"{words.title} was changed."

        return job

    is_tried = setting.key == PATTERNS
    form = Form(
        key=f"setting-{setting.key}",
        title=words.title,
        subtitle=f"For {SCOPES[setting.scope]}",
        note=setting.help,
        fields=(
            _field(setting, _typed(setting, value, formats), formats),
            *((scan_trial.CODE,) if is_tried else ()),
        ),
        save=save,
        trial=scan_trial.trial_of(formats) if is_tried else None,
    )
    shown = value_words(setting, value, formats)
    return Entry(cells=(words.title, shown, SCOPES[setting.scope]), form=form)


def _field(setting: Setting, value: str, formats: Formats) -> Field:
    if isinstance(setting.default, bool):
        return switch("value", "Value", is_on=value == YES)
    if setting.choices:
        choices = tuple((each, value_words(setting, each, formats)) for each in setting.choices)
        return choice("value", "Value", choices, value)
    if is_money(setting):
        return Field(key="value", label=f"Value, {formats.currency}", value=value)
    wanted = (setting.wanted[0].upper() + setting.wanted[1:]).replace("`", "")
    unit = words_of(setting).unit
    label = f"Value, {unit}" if unit else "Value"
    return Field(key="value", label=label, value=value, help=f"{wanted}.")


def _read_value(setting: Setting, typed: str, formats: Formats) -> int | str | bool:
    if is_money(setting):
        return setting.checked(parse_amount(typed, formats.exponent))
    return parse_value(setting, typed)


def _typed(setting: Setting, value: Value, formats: Formats) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    if is_money(setting) and isinstance(value, int):
        return plain_amount(value, formats.exponent)
    return str(value)


SECTION = Section(
    id="settings",
    title="Settings",
    icon="sliders-horizontal",
    order=10,
    permission=Action.CHANGE_SETTINGS,
    hint="How this store and this register work. Some count from the next start on.",
    read=_read,
)
