CREATE TABLE customer_search_rows (
  id INTEGER NOT NULL,
  customer_id BLOB NOT NULL,
  CONSTRAINT pk_customer_search_rows PRIMARY KEY (id),
  CONSTRAINT uq_customer_search_rows_customer_id UNIQUE (customer_id)
) STRICT

CREATE VIRTUAL TABLE customer_search USING fts5 (
  words, prefix = '1 2 3', tokenize = "unicode61 remove_diacritics 2"
)

CREATE VIRTUAL TABLE customer_search_inside USING fts5 (words, tokenize = 'trigram')

INSERT INTO customer_search_rows (customer_id)
SELECT id FROM users
WHERE is_active AND NOT is_system AND deleted_at IS NULL AND merged_into_id IS NULL
  AND id NOT IN (SELECT user_id FROM staff)

INSERT INTO customer_search (rowid, words)
SELECT entry.id, lower(person.name || ' ' || coalesce(person.email || ' ', '')
    || coalesce(person.customer_no || ' ', '') || coalesce(replace(person.phone, '+', ''), ''))
FROM customer_search_rows AS entry JOIN users AS person ON person.id = entry.customer_id

INSERT INTO customer_search_inside (rowid, words) SELECT rowid, words FROM customer_search

ALTER TABLE orders ADD COLUMN tax_exempt_no TEXT
