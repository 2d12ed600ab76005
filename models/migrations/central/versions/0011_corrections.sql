ALTER TABLE sync.dead_letter ADD COLUMN superseded_by UUID
