/**
 * Validations of models. `head` is a Validation of the domain without its captures, `captures` those as JSON, compressed by
 * zlib. A removed one stays, so that removing is an edit like any other. Nothing else of a row ever changes.
 */
export const validations005 = `
CREATE TABLE validation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  head TEXT NOT NULL CHECK (json_valid(head)),
  captures BLOB NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;
`;
