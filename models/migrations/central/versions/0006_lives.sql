ALTER TABLE sync.device_head ADD COLUMN ended_at TIMESTAMP WITH TIME ZONE

DROP INDEX uq_shifts_open

CREATE INDEX ix_shifts_open ON shifts (register_id) WHERE status = 'open'
