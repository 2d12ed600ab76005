UPDATE roles SET permissions = permissions || '["order.move_day"]'
WHERE code = 'staff' AND is_system
  AND NOT EXISTS (SELECT FROM jsonb_array_elements_text(permissions) AS held (code) WHERE held.code LIKE 'order.move_day%')

UPDATE roles SET permissions = permissions || '["order.cancel?"]'
WHERE code = 'staff' AND is_system
  AND NOT EXISTS (SELECT FROM jsonb_array_elements_text(permissions) AS held (code) WHERE held.code LIKE 'order.cancel%')

UPDATE roles SET permissions = permissions || '["order.move_day"]'
WHERE code = 'manager' AND is_system
  AND NOT EXISTS (SELECT FROM jsonb_array_elements_text(permissions) AS held (code) WHERE held.code LIKE 'order.move_day%')

UPDATE roles SET permissions = permissions || '["order.cancel"]'
WHERE code = 'manager' AND is_system
  AND NOT EXISTS (SELECT FROM jsonb_array_elements_text(permissions) AS held (code) WHERE held.code LIKE 'order.cancel%')
