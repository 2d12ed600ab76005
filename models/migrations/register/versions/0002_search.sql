CREATE TABLE item_search_rows (
  id INTEGER NOT NULL PRIMARY KEY,
  product_id BLOB NOT NULL UNIQUE
) STRICT

CREATE VIRTUAL TABLE item_search USING fts5 (
  words, prefix = '1 2 3', tokenize = "unicode61 remove_diacritics 2"
)

CREATE VIRTUAL TABLE item_search_inside USING fts5 (words, tokenize = 'trigram')
