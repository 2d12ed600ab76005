"""Chooses a setting for this register."""

import sqlalchemy as sa

from models.operations import SettingRow
from pos.domain.errors import RefusedError
from pos.runtime.changes import Topic
from pos.runtime.setting import Scope, Setting
from pos.runtime.settings import DECLARED
from pos.uow import WriteTx

_SETTINGS = SettingRow.__table__


class UnknownSettingError(RefusedError):
    """There is no such setting at a register. Facts: key, known."""


def get_choosable(key: str) -> Setting:
    """Return a setting that a register may choose for itself.

    Raises:
        UnknownSettingError: There is none of that name, or it is not the register's to choose.
    """
    own = {setting.key: setting for setting in DECLARED if setting.scope is Scope.REGISTER}
    if key not in own:
        raise UnknownSettingError(key=key, known=", ".join(sorted(own)))
    return own[key]


def choose_setting(tx: WriteTx, key: str, value: bool | int | str) -> None:  # noqa: FBT001
    """Set one of the register's own settings.

    Raises:
        UnknownSettingError: There is none of that name, or it is not the register's to choose.
        SettingRefusedError: It may not have this value.
    """
    checked = get_choosable(key).checked(value)
    register_id = tx.register.register_id
    tx.connection.execute(
        sa.delete(_SETTINGS).where(_SETTINGS.c.register_id == register_id, _SETTINGS.c.key == key)
    )
    tx.connection.execute(
        sa.insert(_SETTINGS),
        {
            "id": tx.new_id(),
            "created_at": tx.now,
            "updated_at": tx.now,
            "scope": "register",
            "register_id": register_id,
            "key": key,
            "value": checked,
        },
    )
    tx.touched(Topic.SETTINGS)
