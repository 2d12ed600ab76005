CREATE TABLE item_search_rows (
  id INTEGER NOT NULL,
  product_id BLOB NOT NULL,
  CONSTRAINT pk_item_search_rows PRIMARY KEY (id),
  CONSTRAINT uq_item_search_rows_product_id UNIQUE (product_id)
) STRICT

CREATE VIRTUAL TABLE item_search USING fts5 (
  words, prefix = '1 2 3', tokenize = "unicode61 remove_diacritics 2"
)

CREATE VIRTUAL TABLE item_search_inside USING fts5 (words, tokenize = 'trigram')
