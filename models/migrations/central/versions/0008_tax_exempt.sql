ALTER TABLE orders ADD COLUMN tax_exempt_no TEXT
