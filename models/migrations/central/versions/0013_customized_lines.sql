CREATE INDEX ix_order_lines_customized ON order_lines (order_id) WHERE customization IS NOT NULL
