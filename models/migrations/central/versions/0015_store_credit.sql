ALTER TABLE journal_entries DROP CONSTRAINT ck_journal_entries_kind_word

ALTER TABLE journal_entries ADD CONSTRAINT ck_journal_entries_kind_word
  CHECK (kind IN ('sale', 'return', 'void', 'reprint', 'no_sale', 'cash_movement', 'shift_open', 'shift_close', 'price_override', 'store_credit', 'training'))

UPDATE roles SET permissions = permissions || '["customer.credit?"]'
WHERE code = 'staff' AND is_system
  AND NOT EXISTS (SELECT FROM jsonb_array_elements_text(permissions) AS held (code) WHERE held.code LIKE 'customer.credit%')

UPDATE roles SET permissions = permissions || '["customer.limit?"]'
WHERE code = 'staff' AND is_system
  AND NOT EXISTS (SELECT FROM jsonb_array_elements_text(permissions) AS held (code) WHERE held.code LIKE 'customer.limit%')

UPDATE roles SET permissions = permissions || '["customer.credit"]'
WHERE code = 'manager' AND is_system
  AND NOT EXISTS (SELECT FROM jsonb_array_elements_text(permissions) AS held (code) WHERE held.code LIKE 'customer.credit%')

UPDATE roles SET permissions = permissions || '["customer.limit"]'
WHERE code = 'manager' AND is_system
  AND NOT EXISTS (SELECT FROM jsonb_array_elements_text(permissions) AS held (code) WHERE held.code LIKE 'customer.limit%')
