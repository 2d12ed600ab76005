"""Lets the first person in: a central that is new has tills at which nobody may sign in.

Everybody else is let in by them. Their PIN's verifier comes down to the tills with the next round.
"""

from dataclasses import dataclass

from sync.connection import connect, translated

MANAGING = ("admin", "manager")
"""Roles of people who may let others in."""

_FIND = """
SELECT u.name FROM staff s
JOIN users u ON u.id = s.user_id
JOIN user_roles ur ON ur.user_id = s.user_id
JOIN roles r ON r.id = ur.role_id
WHERE s.is_active AND s.pin_hash IS NOT NULL AND r.code = ANY (%s)
ORDER BY r.rank DESC, u.created_at, u.id LIMIT 1
"""

_LET_IN = """
WITH number AS (
  -- The first that is free: somebody without a PIN, or without a role, may have number 1.
  SELECT n::text AS employee_no FROM generate_series(1, 1 + (SELECT count(*) FROM staff)) AS n
  WHERE NOT EXISTS (SELECT FROM staff s WHERE s.employee_no = n::text)
  ORDER BY n LIMIT 1),
person AS (
  INSERT INTO users (id, name) VALUES (sync.new_id(), %(name)s) RETURNING id),
member AS (
  INSERT INTO staff (user_id, employee_no, pin_hash, pin_changed_at)
  SELECT person.id, number.employee_no, %(pin_hash)s, now() FROM person, number
  RETURNING employee_no),
role AS (
  INSERT INTO user_roles (id, user_id, role_id)
  SELECT sync.new_id(), person.id, roles.id FROM person, roles WHERE roles.code = 'admin')
SELECT employee_no FROM member
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manager:
    """Who manages the business.

    Attributes:
        employee_no: None when they were there before.
    """

    name: str
    employee_no: str | None = None


def let_first_manager_in(url: str, name: str, *, pin_hash: str) -> Manager:
    """Add a manager unless somebody can let others in already; return whoever can now.

    Args:
        url: A libpq URL of central's owner; the database must be set up.
        pin_hash: The verifier of the PIN, see `pos.services.people.hash_pin`.

    Raises:
        CentralUnreachableError: Nobody answers there.
        CentralRefusedError: The role or password is wrong.
        CentralNotReadyError: There is no central schema in that database.
    """
    with connect(url, autocommit=False) as connection, translated(url):
        # Two set-ups at once make one manager.
        connection.execute("LOCK TABLE staff IN SHARE ROW EXCLUSIVE MODE")
        present = connection.execute(_FIND, (list(MANAGING),)).fetchone()
        if present is not None:
            return Manager(name=present[0])
        made = connection.execute(_LET_IN, {"name": name, "pin_hash": pin_hash}).fetchone()
    assert made, "the role of the administrator is a row that every database has"
    return Manager(name=name, employee_no=made[0])
