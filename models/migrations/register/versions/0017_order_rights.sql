UPDATE roles SET permissions = json_insert(permissions, '$[#]', 'order.move_day')
WHERE code = 'staff' AND is_system = 1
  AND NOT EXISTS (SELECT 1 FROM json_each(roles.permissions) AS held WHERE held.value LIKE 'order.move_day%')

UPDATE roles SET permissions = json_insert(permissions, '$[#]', 'order.cancel?')
WHERE code = 'staff' AND is_system = 1
  AND NOT EXISTS (SELECT 1 FROM json_each(roles.permissions) AS held WHERE held.value LIKE 'order.cancel%')

UPDATE roles SET permissions = json_insert(permissions, '$[#]', 'order.move_day')
WHERE code = 'manager' AND is_system = 1
  AND NOT EXISTS (SELECT 1 FROM json_each(roles.permissions) AS held WHERE held.value LIKE 'order.move_day%')

UPDATE roles SET permissions = json_insert(permissions, '$[#]', 'order.cancel')
WHERE code = 'manager' AND is_system = 1
  AND NOT EXISTS (SELECT 1 FROM json_each(roles.permissions) AS held WHERE held.value LIKE 'order.cancel%')
