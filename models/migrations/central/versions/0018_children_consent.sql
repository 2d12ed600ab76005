ALTER TABLE children ADD COLUMN consented_at TIMESTAMP WITH TIME ZONE

ALTER TABLE children ADD COLUMN purpose TEXT

ALTER TABLE children ADD COLUMN keep_until DATE

CREATE INDEX ix_children_keep_until ON children (keep_until) WHERE keep_until IS NOT NULL
