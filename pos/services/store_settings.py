"""Changes a setting of the store, or one of this register's, as its manager decides."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.operations import SettingRow
from pos.domain.permission import Action
from pos.queries.settings import read_settings
from pos.runtime.changes import Topic
from pos.runtime.setting import Scope, Setting
from pos.runtime.settings import DECLARED
from pos.services.audit import AuditEntry, write_audit
from pos.services.headquarters import AddedRow, EditedRow, RowChange, SetupChange, write_setup
from pos.services.permissions import Actor, require
from pos.services.settings import UnknownSettingError, choose_setting
from pos.uow import WriteTx

_SETTINGS = SettingRow.__table__


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingWish:
    """The wish to change a setting.

    Attributes:
        base_version: The version of the store's row that the person saw; None: there was none.
    """

    actor: Actor
    key: str
    value: bool | int | str
    base_version: int | None = None


def change_setting(tx: WriteTx, wish: SettingWish) -> None:
    """Set a setting for this store or, if it is the register's to choose, for this register.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        UnknownSettingError: There is none of that name, or only headquarters sets it.
        SettingRefusedError: It may not have this value.
        MovedOnError: Headquarters changed it meanwhile.
    """
    approved_by = require(tx, wish.actor, Action.CHANGE_SETTINGS)
    setting = next((each for each in DECLARED if each.key == wish.key), None)
    if setting is None or setting.scope is Scope.GLOBAL:
        raise UnknownSettingError(key=wish.key, known=", ".join(each.key for each in DECLARED))
    if setting.scope is Scope.REGISTER:
        _choose_audited(tx, setting, wish)
    else:
        _change_for_store(tx, setting, wish, approved_by=approved_by)
    tx.touched(Topic.SETTINGS)


def _choose_audited(tx: WriteTx, setting: Setting, wish: SettingWish) -> None:
    before = getattr(read_settings(tx), setting.key)
    choose_setting(tx, setting.key, wish.value)
    if before != wish.value:
        entry = AuditEntry(
            action="setting.chosen",
            actor_id=wish.actor.staff_id,
            target_type="register",
            target_id=str(tx.register.register_id),
            metadata={"changed": {setting.key: [before, wish.value]}},
        )
        write_audit(tx, entry)


def _change_for_store(
    tx: WriteTx, setting: Setting, wish: SettingWish, *, approved_by: UUID | None
) -> None:
    value = setting.checked(wish.value)
    present = tx.connection.execute(
        sa.select(_SETTINGS.c.id).where(
            _SETTINGS.c.store_id == tx.register.store_id, _SETTINGS.c.key == setting.key
        )
    ).scalar_one_or_none()
    key = present or tx.new_id()
    row: RowChange
    if present is None:
        row = AddedRow(table=_SETTINGS, values=_store_row(tx, key, setting.key, value))
    else:
        row = EditedRow(
            table=_SETTINGS, key=key, values={"value": value}, base_version=wish.base_version
        )
    write_setup(
        tx,
        SetupChange(
            action="setting.changed",
            actor_id=wish.actor.staff_id,
            approved_by=approved_by,
            target=(_SETTINGS, key),
            rows=(row,),
        ),
    )


def _store_row(tx: WriteTx, key: UUID, name: str, value: int | str | bool) -> dict[str, Any]:  # noqa: FBT001
    return {
        "id": key,
        "created_at": tx.now,
        "updated_at": tx.now,
        "scope": "store",
        "store_id": tx.register.store_id,
        "key": name,
        "value": value,
    }
